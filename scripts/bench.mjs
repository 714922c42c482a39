// npm run bench [-- row… [--rounds N] [--messages N]]: bundles the benchmarks and runs them. They go into
// dist/bench/, two directories below the root like test/support/, whose files they share.
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
await build({
  absWorkingDir: root,
  entryPoints: ["main", "listener", "pieces-program"].map((name) => `scripts/bench/${name}.ts`),
  outdir: "dist/bench",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  target: "node20.18",
  format: "esm",
  logLevel: "warning",
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
});
await import(pathToFileURL(resolve(root, "dist/bench/main.mjs")).href);
