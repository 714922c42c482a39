import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAuthority } from "../support/authority.js";
import { numbersOf, pulseMessage } from "../support/messages.js";
import { reservePort } from "../support/port.js";
import { type Rsyslogd, startRsyslogd } from "../support/rsyslogd.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { temporaryDir } from "../support/temporary.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const DRIVERS = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64"];
const hasGnutls = DRIVERS.some((dir) => existsSync(join(dir, "rsyslog/lmnsd_gtls.so")));

describe.skipIf(!hasGnutls)(
  "the listener with TLS, as 50-pulse-sekoia-listener.conf shows it",
  () => {
    let intake: SimulatorProcess;
    let workplace: Workplace;
    let rsyslogd: Rsyslogd;
    let port: number;
    let certificate: (name: string) => { cert: string; key: string };
    let ca: string;

    beforeEach(async () => {
      intake = await startSimulatorProcess(["--key", KEY]);
      workplace = createWorkplace(intake.url);
      const dir = temporaryDir();
      certificate = createAuthority(dir);
      ca = join(dir, "ca.pem");
      const own = certificate("concentrator.example.org");
      port = await reservePort();
      rsyslogd = await startRsyslogd(workplace, (snippet) =>
        snippet
          // The lines of the example, without their comment signs.
          .replace(/^# (input\(\n(?:# .*\n)*?# \))$/m, (_, block: string) =>
            block.replace(/^# /gm, ""),
          )
          .replace('port="6514"', `port="${port}" address="127.0.0.1"`)
          .replace("/etc/pulse-sekoia/tls/ca.pem", ca)
          .replace("/etc/pulse-sekoia/tls/cert.pem", own.cert)
          .replace("/etc/pulse-sekoia/tls/key.pem", own.key),
      );
    });

    afterEach(async () => {
      await rsyslogd.stop();
      await intake.stop();
      workplace.remove();
    });

    /** Sends one message, octet-counted; resolves when the connection is over. */
    const send = (n: number, client?: { cert: string; key: string }) =>
      new Promise<void>((done) => {
        const socket = connect({
          port,
          host: "127.0.0.1",
          servername: "concentrator.example.org",
          ca: readFileSync(ca),
          ...(client && { cert: readFileSync(client.cert), key: readFileSync(client.key) }),
        });
        const message = pulseMessage(n);
        socket.on("error", () => {});
        socket.once("close", () => done());
        socket.once("secureConnect", () => socket.end(`${Buffer.byteLength(message)} ${message}`));
      });

    test("a device with the right certificate is heard, another and one without are not", async () => {
      await send(1);
      await send(2, certificate("stranger.example.org"));
      const elsewhere = createAuthority(temporaryDir());
      await send(3, elsewhere("pulse.example.org"));
      await send(4, certificate("pulse.example.org"));
      await intake.waitForEvents(1);
      expect(numbersOf(intake.events())).toEqual([4]);
    });
  },
);
