import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");

/** Compiles omprog.c into `dir`; returns the program's path. */
export function compileOmprog(dir: string): string {
  const program = join(dir, "omprog");
  const source = join(ROOT, "scripts/bench/omprog.c");
  execFileSync("cc", ["-O2", "-Wall", "-o", program, source], { stdio: "inherit" });
  return program;
}

/** syslog-ng, ready to be started. */
export interface SyslogNg {
  readonly program: string;
  readonly modules: string;
  readonly libraries: string;
}

/**
 * syslog-ng from Debian's packages, unpacked into .tools/ because installing it would remove rsyslog.
 * Undefined where there is no apt, or no network the first time.
 */
export function unpackSyslogNg(): SyslogNg | undefined {
  const dir = join(ROOT, ".tools/syslog-ng");
  const root = join(dir, "root");
  if (!existsSync(join(root, "usr/sbin/syslog-ng"))) {
    mkdirSync(dir, { recursive: true });
    const wanted = ["syslog-ng-core", "syslog-ng-mod-http"];
    const { status } = spawnSync("apt-get", ["download", ...wanted, ...missingLibraries(wanted)], {
      cwd: dir,
      stdio: ["ignore", "ignore", "ignore"],
    });
    if (status !== 0) return undefined;
    for (const file of readdirSync(dir).filter((name) => name.endsWith(".deb"))) {
      execFileSync("dpkg", ["-x", join(dir, file), root]);
    }
  }
  const modules = readdirSync(join(root, "usr/lib/syslog-ng")).find((name) => /^\d/.test(name));
  if (modules === undefined) return undefined;
  const libraries = ["usr/lib/syslog-ng", "lib", "usr/lib"].map((path) => join(root, path));
  const triplet = process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
  return {
    program: join(root, "usr/sbin/syslog-ng"),
    modules: join(root, "usr/lib/syslog-ng", modules),
    libraries: [...libraries, ...libraries.map((path) => join(path, triplet))].join(":"),
  };
}

/** Libraries that these packages need and this machine has not. */
function missingLibraries(packages: readonly string[]): string[] {
  const { stdout } = spawnSync("apt-cache", ["depends", "--important", ...packages], {
    encoding: "utf8",
  });
  const named = [...stdout.matchAll(/Depends: (lib[\w.+-]+)$/gm)].map(([, name = ""]) => name);
  return [...new Set(named)].filter((name) => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholder
    const query = ["-W", "-f", "${db:Status-Status}", name];
    return spawnSync("dpkg-query", query, { encoding: "utf8" }).stdout !== "installed";
  });
}
