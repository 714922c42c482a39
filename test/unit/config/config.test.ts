import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../../src/config/config.js";
import { ConfigError } from "../../../src/config/error.js";
import { temporaryDir } from "../../support/temporary.js";

const KEY = "abcdefghijklmnopqrstuvwxyz012345";

function load(text: string, mode = 0o600) {
  const file = join(temporaryDir(), "config.yaml");
  writeFileSync(file, text, { mode });
  return loadConfig(file);
}

/** The mistakes found, without the directory's name. */
function mistakes(text: string): string[] {
  try {
    load(text);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split("\n").map((line) => line.replace(/^.*config\.yaml/, "config.yaml"));
  }
  return [];
}

const INTAKE = `intake: {region: fra1, key: ${KEY}}\n`;

test("the defaults", () => {
  expect(load(INTAKE)).toEqual({
    intake: { url: "https://intake.sekoia.io", key: KEY },
    spool: {
      dir: "/var/spool/pulse-sekoia",
      max_bytes: 2 ** 30,
      fsync: 1000,
      share: 0.5,
      over_share: "wait",
    },
    delivery: { give_up: 24 * 3_600_000 },
    dead_letters: { max_bytes: 100 * 2 ** 20, sorted_out_max_bytes: 100 * 2 ** 20 },
    batch: { max_events: 1000, max_bytes: 8 * 2 ** 20, max_wait: 1000, concurrency: 4 },
    http: { timeout: 30_000 },
    pulse: {
      foreign: "set-aside",
      standard: "convert",
      forged: "rewrite",
      unknown: "ship",
      time: "as-sent",
      zones: new Map(),
      drop: [],
    },
    devices: { accept: "all", list: [] },
    metrics: {},
    log: { level: "info" },
    routes: [],
    warnings: [],
  });
});

test("devices: who is accepted", () => {
  const { devices } = load(
    `${INTAKE}devices:\n  accept: listed\n  list:\n    - {source: 192.0.2.0/24, name: paris, fw: 198.51.100.1}\n    - {source: 2001:db8::7}\n`,
  );
  expect(devices).toEqual({
    accept: "listed",
    list: [
      {
        source: "192.0.2.0/24",
        name: "paris",
        fw: "198.51.100.1",
      },
      { source: "2001:db8::7" },
    ],
  });
  expect(mistakes(`${INTAKE}devices: {accept: listed}\n`)).toEqual([
    "config.yaml:2: devices.list: name the devices to accept, or nothing is shipped",
  ]);
  expect(mistakes(`${INTAKE}devices:\n  list:\n    - {source: paris}\n`)).toEqual([
    "config.yaml:4: devices.list.0.source: paris is no address and no block such as 192.0.2.0/24",
  ]);
  expect(mistakes(`${INTAKE}devices: {accept: some}\n`)[0]).toMatch(
    /devices.accept: give all or listed/,
  );
});

test.each([
  ["http://127.0.0.1:8080", true],
  ["http://127.255.255.254", true],
  ["http://localhost:1", true],
  ["http://[::1]:1", true],
  ["https://10.0.0.1", true],
  ["http://10.0.0.1", false],
  ["http://172.16.0.1", false],
  ["http://192.168.0.1", false],
  ["http://169.254.0.1", false],
  ["http://100.64.0.1", false],
  ["http://128.0.0.1", false],
  ["http://0.0.0.0", false],
  ["http://[fe80::1]", false],
  ["http://[fc00::1]", false],
  ["http://[::ffff:10.0.0.1]", false],
  ["http://localhost.example.org", false],
  ["http://127.0.0.1.example.org", false],
])("the key may travel to %s: %s", (address, allowed) => {
  const found = mistakes(`intake: {url: "${address}", key: ${KEY}}\n`);
  expect(found).toEqual(allowed ? [] : [expect.stringMatching(/would travel in clear text/)]);
});

test("sizes and times in their units", () => {
  const { spool, batch, http } = load(
    `${INTAKE}spool: {max_bytes: 1.5GiB, fsync: 250ms}\nbatch: {max_bytes: 2000000, max_wait: 2m}\nhttp: {timeout: 5s}\n`,
  );
  expect(spool).toMatchObject({ max_bytes: 1.5 * 2 ** 30, fsync: 250 });
  expect(batch).toMatchObject({ max_bytes: 2_000_000, max_wait: 120_000 });
  expect(http.timeout).toBe(5000);
  expect(load(`${INTAKE}spool: {fsync: always}\n`).spool.fsync).toBe("always");
  expect(load(`${INTAKE}spool: {fsync: off}\n`).spool.fsync).toBe("off");
});

test.each([
  [
    "batch:\n  max_event: 10\n",
    "config.yaml:3: batch.max_event: there is no such key; the README lists them all",
  ],
  ["batch:\n  max_events: many\n", "config.yaml:3: batch.max_events: give a number"],
  ["batch:\n  max_events: 0\n", "config.yaml:3: batch.max_events: give a number from 1 to 100000"],
  [
    "batch:\n  max_bytes: 11MiB\n",
    "config.yaml:3: batch.max_bytes: give at least 300kB (one event of the largest size) and at most 10MiB (the intake's limit)",
  ],
  ["batch: fast\n", "config.yaml:2: batch: must be a group of keys (key: value, indented)"],
  [
    "spool:\n  max_bytes: 1 pound\n",
    "config.yaml:3: spool.max_bytes: give a size, such as 512MiB or 1GiB",
  ],
  [
    "spool:\n  fsync: sometimes\n",
    "config.yaml:3: spool.fsync: give a time, such as 1s, or always, or off",
  ],
  ["log:\n\n  level: loud\n", "config.yaml:4: log.level: give error, warn, info or debug"],
  [
    "pulse:\n  zones:\n    192.0.2.3: Europe/Atlantis\n",
    "config.yaml:4: pulse.zones.192.0.2.3: give a time zone of the IANA database, such as Europe/Paris",
  ],
  [
    "metrics:\n  textfile: pulse-sekoia.prom\n",
    "config.yaml:3: metrics.textfile: give an absolute path that ends in .prom, such as /var/lib/node_exporter/textfile_collector/pulse-sekoia.prom",
  ],
  [
    "metrics:\n  textfile: /var/lib/node_exporter/.prom\n",
    "config.yaml:3: metrics.textfile: give an absolute path that ends in .prom, such as /var/lib/node_exporter/textfile_collector/pulse-sekoia.prom",
  ],
  ["metrics:\n  textfile: 9100\n", "config.yaml:3: metrics.textfile: give a text"],
  [
    "metrics:\n  port: 9100\n",
    "config.yaml:3: metrics.port: there is no such key; the README lists them all",
  ],
  ["pulse:\n  foreign: keep\n", "config.yaml:3: pulse.foreign: give set-aside, drop or ship"],
  [
    "drop:\n  - code: AUT24414\n  - code: login\n",
    'config.yaml:4: drop.1.code: an event code is three capital letters and five digits, not "login"',
  ],
])("%j", (text, expected) => {
  expect(mistakes(INTAKE + text)).toEqual([expected]);
});

test("metrics are written where the textfile says", () => {
  expect(load(`${INTAKE}metrics: {textfile: /metrics/pulse.prom}\n`).metrics).toEqual({
    textfile: "/metrics/pulse.prom",
  });
});

test("the intake needs one address and one key", () => {
  expect(mistakes("intake: {}\n")).toEqual([
    "config.yaml:1: intake: region is missing; give one of fra1, fra2, mco1, uae1, usa1, sgp1",
    "config.yaml:1: intake: key_file is missing: the file that holds the intake key",
  ]);
  expect(mistakes(`intake:\n  region: fra3\n  key: ${KEY}\n`)).toEqual([
    "config.yaml:2: intake.region: give one of fra1, fra2, mco1, uae1, usa1, sgp1",
  ]);
  expect(mistakes(`intake: {region: fra1, url: "https://x", key: ${KEY}}\n`)).toEqual([
    "config.yaml:1: intake.url: give either region or url, not both",
  ]);
  expect(mistakes(`intake: {url: "http://intake.example.org", key: ${KEY}}\n`)).toEqual([
    "config.yaml:1: intake.url: must begin with https://: the intake key would travel in clear text",
  ]);
  expect(load(`intake: {url: "http://127.0.0.1:80", key: ${KEY}}\n`).intake?.url).toBe(
    "http://127.0.0.1:80",
  );
  expect(mistakes("")).toEqual(["config.yaml:1: intake: is missing"]);
});

test("several mistakes are told at once, and what is no YAML with its line", () => {
  expect(mistakes(`${INTAKE}batch: {max_event: 1}\nlogs: {}\n`)).toHaveLength(2);
  expect(mistakes(`${INTAKE}batch: {\n`)[0]).toMatch(/^config\.yaml:\d+: this is not YAML: /);
});

test("a key file is read without its line end; an empty or missing one is an error", () => {
  const dir = temporaryDir();
  const keyFile = join(dir, "intake.key");
  const text = `intake: {region: fra1, key_file: "${keyFile}"}\n`;
  expect(mistakes(text)[0]).toContain("intake.key_file: cannot read the intake key");
  writeFileSync(keyFile, "\n", { mode: 0o600 });
  expect(mistakes(text)[0]).toContain(`${keyFile} is empty`);
  writeFileSync(keyFile, `${KEY}\n`);
  expect(load(text).intake?.key).toBe(KEY);
});

test("no message holds the key", () => {
  const odd = "odd key with blanks";
  expect(mistakes(`intake: {region: fra1, key: "${odd}"}\n`).join()).not.toContain(odd);
});

test("an unusual key and a readable key file are warned about, not refused", () => {
  const [unusual, readable] = load(`intake: {region: fra1, key: short-key}\n`, 0o644).warnings;
  expect(unusual).toContain("does not look like one");
  expect(readable).toMatch(/can be read by every user .* chmod 0600/);
});

/** A configuration with routes, whose keys lie in files beside it. */
function routed(routes: string, intake = "region: fra1") {
  const dir = temporaryDir();
  for (const name of ["a", "b", "c"]) {
    writeFileSync(join(dir, `${name}.key`), `${name}${KEY.slice(1)}\n`, { mode: 0o600 });
  }
  return `intake: {${intake}}\nroutes:\n${routes.replaceAll("KEYS", dir)}`;
}

test("routes have keys of their own, and their own region where they say so", () => {
  const { intake, routes } = load(
    routed(
      "  - {name: one, match: {source: 192.0.2.0/24}, key_file: KEYS/a.key}\n" +
        "  - {name: two, match: {vpn: [X, Y]}, key_file: KEYS/b.key, region: uae1}\n",
    ),
  );
  expect(intake).toBeUndefined();
  expect(routes).toEqual([
    {
      name: "one",
      match: { source: ["192.0.2.0/24"], host: [], vpn: [], fw: [] },
      intake: { url: "https://intake.sekoia.io", key: `a${KEY.slice(1)}` },
    },
    {
      name: "two",
      match: { source: [], host: [], vpn: ["X", "Y"], fw: [] },
      intake: { url: "https://intake.uae1.sekoia.io/api/v1/intake-http", key: `b${KEY.slice(1)}` },
    },
  ]);
});

test.each([
  [
    "  - {name: a, match: {vpn: X}, key_file: KEYS/a.key}\n  - {name: b, match: {vpn: [X]}, key_file: KEYS/b.key}\n",
    "config.yaml:4: routes.1: route b: is never reached: route a before it takes everything it would",
  ],
  [
    "  - {name: a, match: {source: here}, key_file: KEYS/a.key}\n",
    "config.yaml:3: routes.0.match.source: route a: here is no address and no block such as 192.0.2.0/24",
  ],
  [
    "  - {name: a, match: {user: bob}, key_file: KEYS/a.key}\n",
    "config.yaml:3: routes.0.match.user: there is no such key; the README lists them all",
  ],
  [
    "  - {name: a, match: {}, key_file: KEYS/a.key}\n",
    "config.yaml:3: routes.0.match: route a: give at least one of source, host, vpn, fw",
  ],
  ["  - {name: a, match: {vpn: X}}\n", "config.yaml:3: routes.0.key_file: is missing"],
])("a mistake in a route names it: %j", (routes, expected) => {
  expect(mistakes(routed(routes))).toEqual([expected]);
});

test("one key under two names and a hidden block of addresses are warned about", () => {
  const { warnings } = load(
    routed(
      "  - {name: one, match: {source: 192.0.2.0/24}, key_file: KEYS/a.key}\n" +
        "  - {name: two, match: {source: [192.0.2.7, 198.51.100.0/24]}, key_file: KEYS/a.key}\n",
    ),
  );
  expect(warnings).toEqual([
    "route two: 192.0.2.7 is never seen there, because route one before it takes those addresses",
    "routes one and two have the same intake key; is one of them wrong?",
  ]);
});
