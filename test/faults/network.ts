// What may be wrong on the way to the intake.
import { join } from "node:path";
import type { FaultRow } from "./scene.js";

/** A certificate that is wrong, and then a right one. */
function certificate(fault: string, words: string, trouble: RegExp): FaultRow {
  return {
    name: `tls-${fault}`,
    fault: `TLS: ${words}`,
    intake: ["--tls", "DIR/tls", "--tls-fault", fault],
    config: (scene) => ({ http: `{ca_file: "${join(scene.dir, "tls/ca.pem")}"}` }),
    async play(scene) {
      await scene.startRsyslogd();
      await scene.send(Math.floor(scene.count / 2));
      await scene.troubled(trouble);
      scene.recover();
      await scene.restartIntake(["--tls", "DIR/tls"]);
      await scene.send(scene.count - scene.sent);
    },
  };
}

export const NETWORK: readonly FaultRow[] = [
  {
    name: "refused",
    fault: "connection refused (intake stopped and started)",
    async play(scene) {
      const third = Math.floor(scene.count / 3);
      await scene.startRsyslogd();
      await scene.send(third);
      await scene.delivered();
      await scene.intake.stop("SIGKILL");
      await scene.send(third);
      await scene.troubled(/refuses the connection/);
      scene.recover();
      await scene.startIntake();
      await scene.send(scene.count - scene.sent);
    },
  },
  certificate("wrong-name", "wrong name", /was made for another name/),
  certificate("expired", "expired", /has expired/),
  certificate("unknown-ca", "unknown CA", /authority this machine does not know/),
  {
    name: "dns",
    fault: "the intake's name does not resolve, then corrected and HUP",
    async play(scene) {
      const { keyFile } = scene.workplace;
      scene.workplace.configure({
        intake: `{url: "https://intake.pulse-sekoia.invalid", key_file: "${keyFile}"}`,
      });
      await scene.startRsyslogd();
      await scene.send(Math.floor(scene.count / 2));
      await scene.troubled(/invalid does not resolve|do not answer for .*invalid/);
      scene.workplace.configure({});
      scene.recover();
      scene.hangUp();
      await scene.logged(/configuration read again/);
      await scene.send(scene.count - scene.sent);
    },
  },
  {
    name: "proxy-down",
    fault: "proxy down (connection refused), then up",
    intake: ["--proxy-port", "PROXY_PORT"],
    config: (scene) => ({ http: `{proxy: "http://user:secret@${proxyHost(scene.intake)}"}` }),
    async play(scene) {
      const port = new URL(scene.intake.proxyUrl ?? "").port;
      await scene.restartIntake();
      await scene.startRsyslogd();
      await scene.send(Math.floor(scene.count / 2));
      await scene.troubled(/the proxy 127\.0\.0\.1:\d+ refuses the connection/);
      if (scene.log().includes("secret")) throw new Error("the log shows the proxy's password");
      scene.recover();
      await scene.restartIntake(["--proxy-port", port, "--proxy-auth", "user:secret"]);
      await scene.send(scene.count - scene.sent);
    },
  },
];

function proxyHost({ proxyUrl = "" }: { readonly proxyUrl?: string }): string {
  return new URL(proxyUrl).host;
}
