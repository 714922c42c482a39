/** Writes records the way a device does, for tests. */

export interface DeviceRecord {
  time?: string;
  pri?: string;
  fw?: string;
  vpn?: string;
  ivs?: string | null;
  user?: string;
  realm?: string;
  roles?: string;
  sessionID?: string | null;
  proto?: string;
  src?: string;
  dstname?: string;
  arg?: string;
  agent?: string;
  duration?: string;
  msg?: string;
}

/** An access or event record as versions 8 to 22 write it. */
export function welf(of: DeviceRecord = {}): string {
  const ivs = of.ivs === null ? "" : `ivs=${of.ivs ?? "Default Network"} `;
  const session = of.sessionID === null ? "" : `sessionID="${of.sessionID ?? "1111111111"}" `;
  return (
    `id=firewall time="${of.time ?? "2026-11-24 10:21:15"}" pri=${of.pri ?? "6"} ` +
    `fw=${of.fw ?? "192.0.2.22"} vpn=${of.vpn ?? "VPN-PARIS"} ${ivs}user=${of.user ?? "alice"} ` +
    `realm="${of.realm ?? "Staff"}" roles="${of.roles ?? ""}" ${session}` +
    `proto=${of.proto ?? "auth"} src=${of.src ?? "198.51.100.7"} dst= dstname=${of.dstname ?? ""} ` +
    `type=vpn op= arg="${of.arg ?? ""}" result= sent= rcvd= agent="${of.agent ?? ""}" ` +
    `duration=${of.duration ?? ""} ` +
    `msg="${of.msg ?? "AUT23457: Login failed using auth server OTP (ACE Server).  Reason: Failed"}"`
  );
}

/** An administrative record, as older versions write it. */
export function mgmt(of: DeviceRecord = {}): string {
  const ivs = of.ivs ? `ivs=${of.ivs} ` : "";
  return (
    `id=firewall time="${of.time ?? "2026-11-24 10:21:15"}" pri=${of.pri ?? "6"} ` +
    `fw=${of.fw ?? "192.0.2.22"} vpn=${of.vpn ?? "VPN-PARIS"} ${ivs}user=${of.user ?? "alice"} ` +
    `realm="${of.realm ?? "Staff"}" roles="${of.roles ?? ""}" type=mgmt proto=${of.proto ?? "auth"} ` +
    `src=${of.src ?? "198.51.100.7"} dst= dstname=${of.dstname ?? ""} sent= rcvd= ` +
    `msg="${of.msg ?? "AUT30685: Primary authentication failed for alice/Local from 198.51.100.7"}"`
  );
}

/** An administrator's record as 9.1 writes it: nothing between type and msg. */
export function admin(of: DeviceRecord = {}): string {
  return (
    `id=firewall time="${of.time ?? "2026-11-24 10:21:15"}" pri=${of.pri ?? "6"} ` +
    `fw=${of.fw ?? "192.0.2.22"} vpn=${of.vpn ?? "VPN-PARIS"} ivs=${of.ivs ?? "Default Network"} ` +
    `user=${of.user ?? "alice"} realm="${of.realm ?? "Admin Users"}" ` +
    `roles="${of.roles ?? ".Administrators"}" type=mgmt ` +
    `msg="${of.msg ?? "ADM22671: Logout from 198.51.100.7"}"`
  );
}

/** The RFC 5424 header of versions 8 and later. */
export function modern(record: string, offset = "+01:00", stamp = "2026-11-24T10:21:15"): string {
  return `<134>1 ${stamp}${offset} 192.0.2.3 PulseSecure: - - - ${record}`;
}

/** The line that rsyslog's template makes of a message. */
export function line(members: Record<string, string>): Buffer {
  return Buffer.from(
    JSON.stringify({
      msg: "",
      programname: "PulseSecure",
      hostname: "192.0.2.3",
      ip: "192.0.2.3",
      pri: "134",
      reported: "2026-11-24T10:21:15+01:00",
      received: "2026-11-24T10:21:16.123456+01:00",
      ...members,
    }),
  );
}

/** The same with `raw` in front, as the template has it. */
export function rawLine(raw: string, members: Record<string, string> = {}): Buffer {
  const rest = JSON.parse(line(members).toString()) as Record<string, string>;
  return Buffer.from(JSON.stringify({ raw, ...rest }));
}
