// Builds dist/pulse-sekoia.js: one executable file with its runtime dependencies inside, for
// hosts that have Node and nothing else. CommonJS, because a lone .js file is that to every
// Node we support.
import { chmod } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

// A quarter of V8's own limit for a half of the young generation: what it takes in a burst it hardly ever gives
// back, and there is one instance for each of rsyslog's workers. For the same reason the old generation is collected
// when it has grown by 30 %: left alone V8 lets it triple, 60 MiB more with 200 intakes; the processor time is the
// same. It has to be said when Node starts, hence in the program's first line; scripts/install/release.sh keeps it
// there.
//
// SIGUSR1 makes Node open a debugger on a TCP port, for every user of the machine, and rsyslogd's own debug signal
// reaches us (systemctl kill -s USR1 rsyslog). The port is put where nothing can be bound: bind(2) refuses a
// link-local address without its interface. Node 20 has no option that leaves the signal alone; later ones have
// --disable-sigusr1, which it does not know.
const NODE_OPTIONS =
  "--max-semi-space-size=4 --heap-growing-percent=30 --inspect-port=[fe80::1]:9229";

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20.18",
  format: "cjs",
  logLevel: "warning",
  legalComments: "inline",
  minifyWhitespace: true,
};

/** What would be bundled, as text. */
async function bundled(options) {
  const { outputFiles } = await build({ ...common, ...options, write: false });
  return outputFiles[0].text;
}

/**
 * `import source from "thread:./file.ts"` gives the bundled source text of file.ts, to be run as a
 * worker thread. A thread then loads its own few kilobytes instead of the whole program.
 */
const threadSource = {
  name: "thread-source",
  setup(outer) {
    outer.onResolve({ filter: /^thread:/ }, (args) => ({
      path: resolve(args.resolveDir, args.path.slice("thread:".length)),
      namespace: "thread",
    }));
    outer.onLoad({ filter: /.*/, namespace: "thread" }, async (args) => {
      const contents = await bundled({ entryPoints: [args.path] });
      return { contents, loader: "text", watchFiles: [args.path] };
    });
  },
};

/**
 * Packages that nobody needs before the first OK. They are kept as text and compiled when they are asked for:
 * V8 looks through all of a script before it runs the first line, and rsyslog waits.
 */
const LATER = ["undici", "@peculiar/x509", "readline-async"];

const laterPackages = {
  name: "later-packages",
  setup(outer) {
    outer.onResolve({ filter: new RegExp(`^(?:${LATER.join("|")})$`) }, (args) => ({
      path: args.path,
      namespace: "later",
    }));
    outer.onLoad({ filter: /.*/, namespace: "later" }, async ({ path }) => {
      const stdin = { contents: `module.exports = require("${path}");`, resolveDir: root };
      const source = await bundled({ stdin, minify: true, keepNames: true });
      return {
        contents: `
          const { compileFunction } = require("node:vm");
          const options = { filename: "pulse-sekoia: ${path}" };
          const load = compileFunction(${JSON.stringify(source)}, ["module", "exports", "require"], options);
          load(module, exports, require);
        `,
      };
    });
  },
};

/**
 * The same for what commander loads of Node itself, only to start commands that are programs of their own: we have
 * none.
 */
const laterForCommander = {
  name: "later-for-commander",
  setup(outer) {
    outer.onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
      importer.includes("/node_modules/commander/") ? { path, namespace: "later-builtin" } : null,
    );
    outer.onLoad({ filter: /.*/, namespace: "later-builtin" }, ({ path }) => ({
      contents: `exports.spawn = (...given) => require("${path}").spawn(...given);`,
    }));
  },
};

const outfile = "dist/pulse-sekoia.js";
await build({
  ...common,
  entryPoints: ["src/main.ts"],
  outfile,
  banner: { js: `#!/usr/bin/env -S node ${NODE_OPTIONS}` },
  plugins: [threadSource, laterPackages, laterForCommander],
});
await chmod(resolve(root, outfile), 0o755);
