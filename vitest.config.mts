import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Most tests wait, for sockets and timers, more than they compute.
    maxWorkers: 3,
    projects: [
      // Time limits only say "hung", never "slow".
      { test: { name: "unit", include: ["test/unit/**/*.test.ts"], testTimeout: 120_000 } },
      {
        // Real rsyslogd processes share two cores: one file at a time.
        test: {
          name: "system",
          include: ["test/system/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
