// node test/faults/start.mjs NAME [ARGUMENT…]: builds NAME.ts of this directory, and the product, and runs it.
import { execFileSync, spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "../..");
const [name, ...args] = process.argv.slice(2);
// Two directories below the root, as the sources are: some of them find the product from there.
const outfile = resolve(root, `dist/faults/${name}.mjs`);
execFileSync(process.execPath, [resolve(root, "scripts/build.mjs")]);
await build({
  entryPoints: [resolve(import.meta.dirname, `${name}.ts`)],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, [outfile, ...args], { stdio: "inherit" });
process.exit(status ?? 1);
