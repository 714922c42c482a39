import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The key in every test's configuration. */
export const KEY = "testkey0testkey0testkey0testkey0";

/** A directory that stands for a concentrator's file system: configuration, spool, logs. */
export interface Workplace {
  readonly dir: string;
  readonly configFile: string;
  readonly keyFile: string;
  readonly spoolDir: string;
  readonly logFile: string;
  /** Writes the configuration again; sections in YAML's flow form, such as `{max_events: 10}`. */
  configure(sections: Record<string, string>): void;
  remove(): void;
}

/** Creates a workplace whose configuration sends to `intakeUrl`. */
export function createWorkplace(
  intakeUrl: string,
  sections: Record<string, string> = {},
): Workplace {
  const dir = mkdtempSync(join(tmpdir(), "pulse-sekoia-test-"));
  const configFile = join(dir, "config.yaml");
  const keyFile = join(dir, "intake.key");
  const spoolDir = join(dir, "spool");
  // Where rsyslog's queue files go; the installer makes it on a real host.
  mkdirSync(join(spoolDir, "rsyslog"), { recursive: true, mode: 0o700 });
  writeFileSync(keyFile, `${KEY}\n`, { mode: 0o600 });
  chmodSync(dir, 0o700);
  const configure = (changed: Record<string, string>) => {
    const all = {
      intake: `{url: "${intakeUrl}", key_file: "${keyFile}"}`,
      spool: `{dir: "${spoolDir}"}`,
      batch: "{max_wait: 50ms}",
      ...changed,
    };
    const text = Object.entries(all).map(([name, value]) => `${name}: ${value}\n`);
    writeFileSync(configFile, text.join(""), { mode: 0o600 });
  };
  configure(sections);
  return {
    dir,
    configFile,
    keyFile,
    spoolDir,
    logFile: join(dir, "pulse-sekoia.log"),
    configure,
    // Tried again while a program that is just being killed still writes there.
    remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  };
}
