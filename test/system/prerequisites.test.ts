import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { script } from "../support/host.js";
import { temporaryDir } from "../support/temporary.js";

test("Node cannot be fetched: that is the last thing said, and nothing half done is left", () => {
  const tools = join(temporaryDir(), "tools");
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["-c", 'set -euo pipefail; . "$1"; TOOLS=$2; bin=$(fetch_node 24.21.0); echo "$bin"', "-"]
      // Nobody listens on port 9 of this machine.
      .concat(script("prerequisites.sh"), tools),
    { encoding: "utf8", env: { ...process.env, NPM_CONFIG_REGISTRY: "http://127.0.0.1:9" } },
  );
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr.trimEnd().split("\n").at(-1)).toMatch(
    /^error: node-linux-\w+ 24.21.0 could not be fetched$/,
  );
  expect(existsSync(tools)).toBe(false);
});
