import type { Config, IntakeAddress } from "../config/config.js";
import { intakeAnswered, type Probe, probe } from "../sekoia/probe.js";
import { intakeEvent } from "../sekoia/request.js";
import { testEvent } from "../sekoia/test-event.js";
import { type Finding, failed, ok, warning } from "./finding.js";

/** At the most so long for a request, in milliseconds: the person waits. */
const PATIENCE_MS = 10_000;

/** Checks every intake that the configuration names. */
export async function checkIntakes(config: Config, sendTestEvent: boolean): Promise<Finding[]> {
  const findings = config.intake ? await checkIntake(config, config.intake, sendTestEvent) : [];
  for (const { name, intake } of config.routes) {
    for (const finding of await checkIntake(config, intake, sendTestEvent)) {
      findings.push({ ...finding, check: `${finding.check}, route ${name}` });
    }
  }
  return findings;
}

/** Sends a request without events; with `sendTestEvent` also one with a marked event, to prove the key. */
async function checkIntake(
  config: Config,
  { url, key }: IntakeAddress,
  sendTestEvent: boolean,
): Promise<Finding[]> {
  const settings = {
    url,
    key,
    timeoutMs: Math.min(config.http.timeout, PATIENCE_MS),
    connections: 1,
    ...(config.http.proxy === undefined ? {} : { proxy: config.http.proxy }),
    ...(config.http.ca_file === undefined ? {} : { caFile: config.http.ca_file }),
  };
  let answer: Probe;
  try {
    answer = await probe(settings, []);
  } catch (error) {
    return [
      failed(
        "CA file",
        `http.ca_file cannot be used: ${(error as Error).message}`,
        "correct http.ca_file in the configuration",
      ),
    ];
  }
  const findings = judgeProbe(answer, url, proxyInUse(config, url));
  if (!sendTestEvent) return findings;
  const event = testEvent(new Date());
  const { outcome } = await probe(settings, [intakeEvent(event, new Date().toISOString())]);
  const check = "intake key";
  if (outcome.action === "accepted") {
    return [
      ...findings,
      ok(check, `the intake took a test event; find it in Sekoia by: ${markOf(event)}`),
    ];
  }
  const [seen, mend] = sentences(outcome.reason);
  return [...findings, failed(check, seen, mend)];
}

/** What a probe says about the way to the intake, the certificate and the clock. */
export function judgeProbe(answer: Probe, url: string, proxy: string | undefined): Finding[] {
  const { outcome, certificateEnds, certificateIssuer, clockOffsetMs } = answer;
  const way = proxy === undefined ? "directly" : `through the proxy ${proxy}`;
  const findings: Finding[] = [];
  if (intakeAnswered(outcome)) {
    findings.push(ok("intake", `${url} answers (${way})`));
  } else if (outcome.action !== "accepted") {
    const [seen, mend] = sentences(outcome.reason);
    findings.push(failed("intake", `${url}, ${way}: ${seen}`, mend));
  }
  if (certificateEnds !== undefined) {
    const days = Math.floor((certificateEnds.getTime() - Date.now()) / 86_400_000);
    const seen = `valid for ${days} days, signed by ${certificateIssuer ?? "an unknown authority"}`;
    findings.push(
      days >= 14
        ? ok("certificate", seen)
        : warning("certificate", seen, "tell those who run it (Sekoia, or the proxy) to renew it"),
    );
  }
  if (clockOffsetMs !== undefined) findings.push(judgeClock(clockOffsetMs));
  return findings;
}

function judgeClock(offsetMs: number): Finding {
  const seconds = Math.round(offsetMs / 1000);
  const seen = `${Math.abs(seconds)} s ${seconds > 0 ? "behind" : "ahead of"} the intake's`;
  const mend = "let chrony or systemd-timesyncd set the clock: timedatectl set-ntp true";
  if (Math.abs(seconds) > 300) return failed("clock", seen, mend);
  if (Math.abs(seconds) > 30) return warning("clock", seen, mend);
  return ok("clock", "agrees with the intake's");
}

/** "What happened. What to do" → both; trouble that names no remedy gets a general one. */
function sentences(reason: string): [seen: string, mend: string] {
  const at = reason.indexOf(". ");
  if (at >= 0) return [reason.slice(0, at), reason.slice(at + 2)];
  if (/certificate/.test(reason)) {
    return [
      reason,
      "see that this machine's clock is right (timedatectl); else have it renewed by those who run it",
    ];
  }
  return [
    reason,
    "check that this machine may reach the intake: DNS, firewall (TCP 443), http.proxy in the configuration",
  ];
}

/** Without user and password. */
function proxyInUse(config: Config, url: string): string | undefined {
  const { HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy } = process.env;
  const environment = url.startsWith("https:")
    ? (https_proxy ?? HTTPS_PROXY)
    : (http_proxy ?? HTTP_PROXY);
  const proxy = config.http.proxy ?? environment;
  return proxy === undefined || !URL.canParse(proxy) ? undefined : new URL(proxy).host;
}

function markOf(event: string): string {
  return /test event (\S+)/.exec(event)?.[1] ?? event;
}
