// CPU time from a line in a piece of the journal to what is to be shipped of it, as JSON; by kind of event, and as
// the pump goes about it: node scripts/bench/classify.mjs
// Lines are as rsyslog's template writes them, messages of about 500 bytes. With "slow way" alone for comparison.
import { isUtf8 } from "node:buffer";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const contents = `
  export { classify } from "./src/pulse/classify.ts";
  export { UsualLines } from "./src/pulse/usual-line.ts";
  export { defaultPulseSettings } from "./src/pulse/settings.ts";
  export { compileDropRules } from "./src/pulse/drop.ts";
`;
const { outputFiles } = await build({
  stdin: { contents, resolveDir: root },
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const code = Buffer.from(outputFiles[0].contents).toString("base64");
const { classify, UsualLines, defaultPulseSettings, compileDropRules } = await import(
  `data:text/javascript;base64,${code}`
);

const LF = 0x0a;
const LINES = 2_000;
const ROUNDS = 20;
const TIMES = 25;
const PIECE_BYTES = 256 * 1024;

/** 500 events a second, which is what makes the times repeat. */
const second = (i) => String(Math.floor(i / 500) % 60).padStart(2, "0");

function welf(i, user, fw = "192.0.2.22") {
  const time = `10:21:${second(i)}`;
  return `<134>1 2026-11-24T${time}+01:00 192.0.2.3 PulseSecure: - - - id=firewall time="2026-11-24 ${time}" pri=6 fw=${fw} vpn=VPN-PARIS ivs=Default Network user=${user}${i} realm="Realm A" roles="Role_A,Role B" sessionID="1111111111" proto=auth src=198.51.100.7 dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent="Pulse-Secure/22.8.1.31437 (Windows 10) Pulse/22.8.1.31437" duration= msg="AUT24414: Agent login succeeded for ${user}${i}/Realm A (session:sid11) from 198.51.100.7 with Pulse-Secure/22.8.1."`;
}

function standard(i) {
  const time = `10:21:${second(i)}`;
  return `<134>1 2026-11-24T${time}+01:00 192.0.2.3 PulseSecure: - - - 2026-11-24 ${time} - gw-node1 - [198.51.100.7] Default Network::user${i}(STAFF)[Role A, Role B][30f317948f] - VPN Tunneling: Session started for user  (session: sida7be316c542a9b2a4895afedd48ae00e82e388b63dabc912) with IPv4 address 192.0.2.79, hostname LAPTOP-7`;
}

function line(raw, encoding = "utf8") {
  const members = {
    raw,
    msg: raw.slice(raw.indexOf("- - - ") + 6),
    programname: "PulseSecure",
    hostname: "192.0.2.3",
    ip: "192.0.2.3",
    pri: "134",
    reported: "2026-11-24T10:21:15+01:00",
    received: "2026-11-24T10:21:15.123456+01:00",
  };
  return Buffer.from(`${JSON.stringify(members).replaceAll("/", "\\/")}\n`, encoding);
}

/** Pieces of the journal, of whole lines. */
function pieces(lines) {
  const perPiece = Math.floor(PIECE_BYTES / lines[0].length);
  const made = [];
  for (let i = 0; i < lines.length; i += perPiece) {
    made.push(Buffer.concat(lines.slice(i, i + perPiece)));
  }
  return made;
}

const many = (make) => Array.from({ length: LINES }, (_, i) => make(i));
const typed = 'x" duration= msg="AUT31556: x';
const kinds = {
  WELF: many((i) => line(welf(i, "john.doe@example.org"))),
  "WELF, 5 devices": many((i) => line(welf(i, "john.doe@example.org", `192.0.2.${i % 5}`))),
  "WELF, UTF-8": many((i) => line(welf(i, "jérôme"))),
  "WELF, Windows-1252": many((i) => line(welf(i, "jérôme"), "latin1")),
  "WELF, forged": many((i) => line(welf(i, typed))),
  Standard: many((i) => line(standard(i))),
};
const rules = compileDropRules([{ code: "NWC23508" }, { pri: 7 }, { type: "mgmt" }]);
const ways = {
  "default settings": defaultPulseSettings,
  "three drop rules, time: utc": { ...defaultPulseSettings, drop: rules, time: "utc" },
};

/** Characters of JSON, so that nothing is left out as unused. */
let sum = 0;
const add = (event) => {
  sum += (event.json ?? event.message).length;
};

function slowly(bytes, settings) {
  for (let start = 0, end; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(LF, start);
    add(classify(bytes.subarray(start, end), settings));
  }
}

function asThePump(bytes, settings, usual) {
  const allUtf8 = isUtf8(bytes);
  for (let start = 0, end; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(LF, start);
    const utf8 = allUtf8 || isUtf8(bytes.subarray(start, end));
    const event = utf8 ? usual.classify(bytes, start, end) : null;
    add(event ?? classify(bytes.subarray(start, end), settings));
  }
}

function cpuPerEvent(work) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    for (let i = 0; i < TIMES; i++) work();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / (TIMES * LINES));
  }
  return `${best.toFixed(2)} µs`;
}

for (const [way, settings] of Object.entries(ways)) {
  const usual = new UsualLines(settings);
  for (const [kind, lines] of Object.entries(kinds)) {
    const journal = pieces(lines);
    const pump = cpuPerEvent(() => {
      for (const bytes of journal) asThePump(bytes, settings, usual);
    });
    const slow = cpuPerEvent(() => {
      for (const bytes of journal) slowly(bytes, settings);
    });
    process.stdout.write(`${way.padEnd(28)} ${kind.padEnd(20)} ${pump}  (slow way ${slow})\n`);
  }
}
if (sum === 0) process.exitCode = 1;
