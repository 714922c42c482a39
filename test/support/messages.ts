/** A Pulse message as a device sends it, numbered `n` in its session id; `text` is what its msg says. */
export function pulseMessage(n: number, text = `Login succeeded for user${n}`): string {
  return `<134>1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - - ${welf(n, text)}`;
}

/** The WELF record of pulseMessage: what has to arrive at the intake. */
export function welf(n: number, text = `Login succeeded for user${n}`): string {
  return `id=firewall time="2026-11-24 10:21:15" pri=6 fw=192.0.2.3 vpn=PCS-1 ivs=Default Network user=user${n} realm="Users" roles="Staff" sessionID="${n}" proto=auth src=198.51.100.7 dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent="" duration= msg="AUT24414: ${text}"`;
}

/** Number `n` as rsyslog hands it to the program, LF included. */
export function handedLine(n: number): string {
  return `${JSON.stringify({ raw: `<134>PulseSecure: ${welf(n)}` })}\n`;
}

/** The numbers of all events the intake accepted, in order of arrival. */
export function numbersOf(events: readonly { readonly event: string }[]): number[] {
  return events.map(({ event }) => Number(/ sessionID="(\d+)" /.exec(event)?.[1] ?? Number.NaN));
}

/** What is to be said about `count` messages numbered from 0: how many did not arrive, how many twice. */
export function account(
  events: readonly { readonly event: string }[],
  count: number,
): { lost: number; duplicates: number; strange: number } {
  const numbers = numbersOf(events);
  const unique = new Set(numbers.filter((n) => n >= 0 && n < count));
  const strange = numbers.filter((n) => !(n >= 0 && n < count)).length;
  return { lost: count - unique.size, duplicates: numbers.length - strange - unique.size, strange };
}

/** `count` messages numbered from `first`; `text` is what their msg says. */
export function* pulseMessages(count: number, first = 0, text?: string): Generator<string> {
  for (let n = first; n < first + count; n++) yield pulseMessage(n, text);
}
