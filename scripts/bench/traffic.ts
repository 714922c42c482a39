import { seededRandom } from "../../src/simulator/seeded-random.js";

// Realistic traffic of a few Pulse devices: users log in (host check, authentication, session, tunnel),
// work, and leave, many of them at the same time; in between come failed logins, requests of strangers
// and the devices' own events. About 500 bytes a message. The same seed gives the same messages.

/** Sessions that are under way at any moment. */
const SESSIONS = 12;
/** Share of messages that belong to no session. */
const NOISE = 0.12;
/** Messages in one second of the devices' clocks. */
const PER_SECOND = 60;
const START = Date.UTC(2026, 10, 24, 9, 0, 0);

const FIRST = "anna jean hélène marco soren david maria luc zoe pierre nadia tom ines karl".split(
  " ",
);
const LAST =
  "martin lefèvre bernard dubois müller garcia rossi schmidt petit nunez moreau laurent kruger o'neil".split(
    " ",
  );
const REALMS = ["Employees", "Partners", "Admin Users", "Réseau Industriel"];
const ROLES = ["Staff", "Staff,VPN Full Tunnel", "Contractor", "Helpdesk,VPN Full Tunnel"];
const AGENTS = [
  "Pulse-Secure/22.8.1.31437 (Windows 10) Pulse/22.8.1.31437",
  "Pulse-Secure/9.1.15.22 (Windows 11) Pulse/9.1.15.22",
  "Ivanti-Secure-Access/22.7.4.30889 (macOS 14.5)",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
];
const SITES = ["intranet", "wiki", "erp", "mail", "rh", "gitlab"];

interface Device {
  readonly fw: string;
  readonly vpn: string;
}

const DEVICES: readonly Device[] = [
  { fw: "192.0.2.3", vpn: "PCS-PARIS-1" },
  { fw: "192.0.2.4", vpn: "PCS-PARIS-2" },
  { fw: "203.0.113.20", vpn: "ICS-Lyon" },
];

/** What stays the same through a session. */
interface Session {
  readonly device: Device;
  readonly user: string;
  readonly realm: string;
  readonly roles: string;
  readonly src: string;
  readonly agent: string;
  /** sessionID= of the record. */
  readonly id: string;
  /** The session's name in the texts. */
  readonly sid: string;
  readonly mac: string;
  readonly host: string;
  readonly inner: string;
}

/** One record's own part: code with text, the protocol, whether the session has begun. */
interface Step {
  readonly proto: string;
  readonly text: string;
  readonly within: boolean;
  readonly bytes?: { sent: number; rcvd: number; seconds: number };
}

class Traffic {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  *messages(count: number): Generator<string> {
    const sessions = Array.from({ length: SESSIONS }, () => this.#script());
    for (let n = 0; n < count; n++) {
      const time = new Date(START + Math.floor(n / PER_SECOND) * 1000);
      if (this.#random() < NOISE) {
        yield this.#noise(time);
        continue;
      }
      const at = this.#number(SESSIONS);
      const { session, steps } = sessions[at] as Script;
      const step = steps.shift() as Step;
      if (steps.length === 0) sessions[at] = this.#script();
      yield message(time, session, step);
    }
  }

  #number(below: number): number {
    return Math.floor(this.#random() * below);
  }

  #one<T>(of: readonly T[]): T {
    return of[this.#number(of.length)] as T;
  }

  #hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += this.#number(0x10000).toString(16).padStart(4, "0");
    return text.slice(0, digits);
  }

  #address(): string {
    return `${this.#one([80, 86, 90, 176, 193])}.${this.#number(256)}.${this.#number(256)}.${this.#number(256)}`;
  }

  #session(): Session {
    const user = `${this.#one(FIRST)}.${this.#one(LAST)}${this.#number(100)}`;
    return {
      device: this.#one(DEVICES),
      user: this.#random() < 0.3 ? `${user}@example.org` : user,
      realm: this.#one(REALMS),
      roles: this.#one(ROLES),
      src: this.#address(),
      agent: this.#one(AGENTS),
      id: String(1_000_000_000 + this.#number(4_000_000_000)),
      sid: `sid${this.#hex(51)}`,
      mac: (this.#hex(12).match(/../g) ?? []).join("-"),
      host: `PC-${this.#hex(6).toUpperCase()}`,
      inner: `10.${this.#number(8)}.${this.#number(256)}.${this.#number(256)}`,
    };
  }

  /** A session from login to logout. */
  #script(): Script {
    const session = this.#session();
    const { user, realm, src, agent, sid, mac, host, inner } = session;
    const before = (proto: string, text: string): Step => ({ proto, text, within: false });
    const within = (proto: string, text: string): Step => ({ proto, text, within: true });
    const steps: Step[] = [
      before(
        "auth",
        `AUT24803: Host Checker policy 'Corp_Compliance' passed on host '${src}' address '${mac}' for user '${user}'.`,
      ),
      before(
        "auth",
        `AUT24326: Primary authentication successful for ${user}/AD-Paris from ${src}`,
      ),
      within(
        "auth",
        `AUT24414: Agent login succeeded for ${user}/${realm} (session:${sid}) from ${src} with ${agent}.`,
      ),
      within("", `NWC30477: VPN Tunneling: User with IP ${src} connected with SSL transport mode.`),
      within(
        "",
        `NWC23464: VPN Tunneling: Session started for user  (session:${sid}) with IPv4 address ${inner}, hostname ${host}`,
      ),
      within("", `NWC24328: Transport mode switched over to ESP for user with NCIP ${inner}`),
    ];
    for (let requests = this.#number(8); requests > 0; requests--) {
      steps.push(
        within(
          "https",
          `WEB20174: WebRequest completed, GET to https://${this.#one(SITES)}.example.org:443/${this.#path()} from ${inner} result=200 sent=${this.#number(4000)} received=${this.#number(90_000)} in ${this.#number(30)} seconds`,
        ),
      );
    }
    const bytes = {
      sent: this.#number(1e9),
      rcvd: this.#number(1e8),
      seconds: this.#number(30_000),
    };
    steps.push(
      {
        ...within(
          "",
          `NWC23465: VPN Tunneling: Session ended for user  (session:${sid}) with IPv4 address ${inner}`,
        ),
        bytes,
      },
      within("auth", `AUT22673: Logout from ${src} (session:${sid})`),
    );
    return { session, steps };
  }

  /** A path with a query now and then, most short, some long. */
  #path(): string {
    let path = `${this.#one(["index.php", "accueil", "api/v4/projects", "owa/service.svc"])}`;
    if (this.#random() < 0.3) path += `?id=${this.#number(1e6)}`;
    while (this.#random() < 0.25)
      path += `&champ${this.#number(20)}=${this.#hex(4 + this.#number(80))}`;
    return path;
  }

  /** A failed login, a stranger's request, an event of the device's own. */
  #noise(time: Date): string {
    const session = this.#session();
    const { user, src, device, mac } = session;
    const kind = this.#random();
    if (kind < 0.4) {
      const text = `AUT23457: Login failed using auth server AD-Paris (Active Directory).  Reason: Failed`;
      return message(time, session, { proto: "auth", text, within: false });
    }
    if (kind < 0.55) {
      const text = `AUT24804: Host Checker policy 'Conformité_Poste' failed on host '${src}' address '${mac}' for user '${user}' reason 'Rule-Antivirus:Le logiciel antivirus indiqué dans les exigences de sécurité n'est pas installé.'.`;
      return message(time, session, { proto: "auth", text, within: false });
    }
    if (kind < 0.85) {
      const text = `AUT31556: Unauthenticated request url /${this.#path()} came from IP ${src}.`;
      return frame(
        time,
        device,
        `user=System realm="" roles="" proto= src=${src} dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent="" duration= msg="${text}"`,
      );
    }
    const text = this.#one([
      "SYS31231: Successfully executed 'Post Settings Request'.",
      "SYS30795: Number of concurrent users logged in to the device: 512",
      "LIC30495: The number of concurrent users is within the licensed limit",
    ]);
    return frame(
      time,
      device,
      `user=System realm="" roles="" type=mgmt proto= src=${device.fw} dst= dstname= sent= rcvd= msg="${text}"`,
    );
  }
}

interface Script {
  readonly session: Session;
  readonly steps: Step[];
}

function message(time: Date, session: Session, step: Step): string {
  const { user, realm, roles, src, agent, id, device } = session;
  const { proto, text, within, bytes } = step;
  const numbers = bytes ?? { sent: "", rcvd: "", seconds: "" };
  return frame(
    time,
    device,
    `user=${user} realm="${realm}" roles="${within ? roles : ""}" ${within ? `sessionID="${id}" ` : ""}proto=${proto} src=${src} dst= dstname= type=vpn op= arg="" result= sent=${numbers.sent} rcvd=${numbers.rcvd} agent="${within ? agent : ""}" duration=${numbers.seconds} msg="${text}"`,
  );
}

/** The syslog header and the head of the record; local time is an hour ahead of UTC. */
function frame(time: Date, { fw, vpn }: Device, tail: string): string {
  const local = new Date(time.getTime() + 3_600_000).toISOString().slice(0, 19);
  return `<134>1 ${local}+01:00 ${fw} PulseSecure: - - - id=firewall time="${local.replace("T", " ")}" pri=6 fw=${fw} vpn=${vpn} ivs=Default Network ${tail}`;
}

/** The same `count` messages for the same `seed`, without line ends. */
export function messages(count: number, seed: number): Iterable<string> {
  return new Traffic(seed).messages(count);
}

/** The same, each with a line end, as bytes to be sent over TCP. */
export function trafficBytes(count: number, seed: number): Buffer {
  const pieces: Buffer[] = [];
  let lines: string[] = [];
  for (const line of messages(count, seed)) {
    lines.push(`${line}\n`);
    if (lines.length < 1000) continue;
    pieces.push(Buffer.from(lines.join("")));
    lines = [];
  }
  pieces.push(Buffer.from(lines.join("")));
  return Buffer.concat(pieces);
}
