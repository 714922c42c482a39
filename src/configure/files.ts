import { randomUUID } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { type Document, parseDocument } from "yaml";
import { REGIONS } from "../sekoia/regions.js";
import type { Answers } from "./answers.js";

/** What is there already; a file that is missing or broken gives nothing. */
export function readPresent(
  configFile: string,
  keyFile: string,
): { readonly answers: Partial<Answers>; readonly caFile: string | undefined } {
  const { intake, http } = (parse(configFile)?.toJS() ?? {}) as {
    intake?: { region?: string; url?: string; key?: string };
    http?: { proxy?: string; ca_file?: string };
  };
  const where = intake?.region ?? intake?.url;
  const key = intake?.key ?? textOf(keyFile)?.trim();
  const answers = {
    ...(where === undefined ? {} : { intake: where }),
    ...(key ? { key } : {}),
    ...(http?.proxy === undefined ? {} : { proxy: http.proxy }),
  };
  return { answers, caFile: http?.ca_file };
}

/**
 * Writes the key and then the configuration, each by one rename. What the configuration holds beside the
 * answers stays, comments included. New files get mode 0600 and the owner given; others keep theirs.
 */
export function writeAnswers(
  configFile: string,
  keyFile: string,
  { intake, key, proxy }: Answers,
  owner: { uid: number; gid: number },
): void {
  const document = parse(configFile) ?? parseDocument(FRESH);
  const region = intake in REGIONS;
  document.deleteIn(["intake", region ? "url" : "region"]);
  document.setIn(["intake", region ? "region" : "url"], intake);
  document.deleteIn(["intake", "key"]);
  document.setIn(["intake", "key_file"], keyFile);
  if (proxy !== "") document.setIn(["http", "proxy"], proxy);
  else if (document.hasIn(["http", "proxy"])) document.deleteIn(["http", "proxy"]);
  mkdirSync(dirname(configFile), { recursive: true, mode: 0o750 });
  replace(keyFile, `${key}\n`, owner);
  replace(configFile, document.toString(), owner);
}

const FRESH = `# pulse-sekoia; every key is explained in the README. After a change: systemctl kill -s HUP rsyslog
intake:
  region: fra1
spool:
  dir: /var/spool/pulse-sekoia
`;

function parse(configFile: string): Document | undefined {
  const text = textOf(configFile);
  if (text === undefined) return undefined;
  const document = parseDocument(text);
  // A file that is no map cannot be changed, only written anew.
  return document.errors.length === 0 && document.has("intake") ? document : undefined;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** By one rename, from a file that did not exist before and whose name nobody foresees. */
function replace(file: string, text: string, owner: { uid: number; gid: number }): void {
  const old = lstatSync(file, { throwIfNoEntry: false });
  const fresh = `${file}.${randomUUID()}.new`;
  const fd = openSync(fresh, "wx", 0o600);
  try {
    writeSync(fd, text);
    if (process.getuid?.() === 0) {
      fchownSync(fd, old?.uid ?? Math.max(owner.uid, 0), old?.gid ?? Math.max(owner.gid, 0));
    }
    fchmodSync(fd, old?.isFile() ? old.mode & 0o777 : 0o600);
    fsyncSync(fd);
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
}
