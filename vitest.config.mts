import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
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
