import { describe, expect, it } from "vitest";
import { codeOf, isAdministrator, UNKNOWN_TEXT } from "../../../src/pulse/standard-codes.js";

const TEXTS: [code: string, admin: string | null, ...texts: string[]][] = [
  [
    "AUT24326",
    "AUT30684",
    "Primary authentication successful for alice/Local from 198.51.100.7",
    "Secondary authentication successful for alice/TOTP from 198.51.100.7",
  ],
  ["AUT24327", "AUT30685", "Primary authentication failed for alice/Local from 198.51.100.7"],
  [
    "AUT31504",
    "ADM22668",
    "Login succeeded for alice/Users (session:00000000) from 198.51.100.7 with Mozilla/5.0 (X11; Linux x86_64).",
  ],
  [
    "AUT24414",
    null,
    "Agent login succeeded for alice/Users (session:sid74fa) from 198.51.100.7 with Pulse-Secure/9.1.13.11723 (Windows 10) Pulse/9.1.13.11723.",
  ],
  [
    "AUT23457",
    "AUT23458",
    "Login failed using auth server Local (Local Authentication). Reason: Failed",
  ],
  [
    "AUT22673",
    "ADM22671",
    "Logout from 198.51.100.7 (session:sid0855)",
    "Logout from 2001:db8::7 (session:sid0855)",
  ],
  [
    "AUT23278",
    "AUT30616",
    "User Limit realm restrictions successfully passed for alice/Users",
    "JournalConsumer IP realm restrictions successfully passed for alice/Users",
    "Host Checker realm restrictions successfully passed for alice/Users , with certificate 'CN=alice'",
    "Certificate realm restrictions successfully passed for alice/Users , with certificate 'CN=alice'",
  ],
  [
    "AUT20919",
    "ADM22896",
    "Remote address for user alice/Users changed from 198.51.100.7 to 198.51.100.9.",
  ],
  [
    "AUT32033",
    null,
    "Session created for user: [alice/Users] from [198.51.100.7] with primary auth-server type: [LDAP Server], primary auth-server name: [LDAP], secondary auth-server type: [], secondary auth-servername: [], secondary auth-server user: [], mac-address: [00-00-5e-00-53-0c].",
  ],
  [
    "AUT31829",
    "ADM31931",
    "Session:[681cfe5eba] for user:[alice] with roles:[Users] deleted. Bandwidth consumed [61171] bytes",
    "Session:[681cfe5eba] for user:[alice] with roles:[Users] deleted. Bandwidth consumed [] bytes",
  ],
  [
    "AUT22886",
    "ADM20664",
    "Session timed out for alice/Users (session:sid03ac) due to inactivity (last access at 09:05:47 2021/10/19). Idle session identified during routine system scan.",
  ],
  ["AUT20914", "ADM22818", "Max session timeout for alice/Users (session:sid03ac)."],
  [
    "EAM24460",
    null,
    "Session resumed from user agent 'Pulse-Secure/9.1.11.6725 (Windows 10) Pulse/9.1.11.6725' (session:sid9734).",
  ],
  [
    "AUT20920",
    null,
    "Connection from IP 198.51.100.7 not authenticated yet (URL=/dana-na/auth/welcome.cgi?p=forced-off)",
  ],
  [
    "AUT31556",
    null,
    "Unauthenticated request url /dana/js?prot=1&svc=4 came from IP 198.51.100.7.",
  ],
  [
    "AUT24604",
    null,
    "SSL negotiation failed while client at source IP '198.51.100.7' was trying to connect to '192.0.2.8'. Reason: 'sslv3 alert bad certificate'",
  ],
  [
    "AUT24803",
    null,
    "Host Checker policy 'Antivirus' passed on host '198.51.100.7' address '00-00-5e-00-53-0c' for user 'alice'.",
  ],
  [
    "AUT24804",
    null,
    "Host Checker policy 'Antivirus' failed on host '198.51.100.7' address '00-00-5e-00-53-0c'  for user 'alice' reason 'Rule-Antivirus:off'.",
  ],
  [
    "AUT31984",
    null,
    "Host Checker Compliance Result - ['Partially Compliant'] on host ['198.51.100.7'] from address ['00-00-5e-00-53-0c'] for user ['alice'], passed_hc_policies:['*'].",
  ],
  [
    "NWC23464",
    null,
    "VPN Tunneling: Session started for user (session: sid74fa) with IPv4 address 192.0.2.209, hostname Desktop",
    "VPN Tunneling: Session started for user with IP 192.0.2.209, hostname Desktop",
  ],
  [
    "NWC23465",
    null,
    "VPN Tunneling: Session ended for user (session: sid0855) with IPv4 address 192.0.2.209",
  ],
  ["NWC30477", null, "VPN Tunneling: User with IP 192.0.2.209 connected with ESP transport mode."],
  ["ERR24670", null, "VPN Tunneling: ACL count = 12."],
  ["ERR31271", null, "VPN Tunneling: Optimized ACL count = 12."],
  ["NWC23508", null, "Key Exchange number 7 occurred for user with NCIP 192.0.2.209"],
  ["NWC24328", null, "Transport mode switched over to SSL for user with NCIP 192.0.2.209"],
  ["AUT32051", null, "Established connection with type: [ESP]"],
  [
    "NWC30993",
    null,
    "Closed connection to 192.0.2.178 after 437 seconds, with 36662 bytes read and 24509 bytes written",
  ],
  ["NWC32001", null, ":Client connection done for sid05b3, reason code 0"],
  ["NWC32185", null, "Closing the connection as web sent handleEndConnection request"],
  ["AGU30457", null, "Starting dsagentd session."],
  ["AGU30458", null, "Ending dsagentd session."],
  [
    "WEB20174",
    null,
    "WebRequest completed, GET to https://intranet.example:443//sss/ping?u=0.1 from 192.0.2.144 result=200 sent=60 received=4 in 1 seconds",
  ],
  ["ADM20716", null, "User Accounts modified. Added username alice to authentication server LDAP."],
  [
    "ADM22862",
    null,
    "User Accounts modified. Removed username alice from authentication server LDAP.",
  ],
  [
    "LIC30499",
    null,
    "Leased 0 units of 'Virtual CPUs' from 192.0.2.4 - reserved: 0 maximum: 0 incremental quantum: 0",
  ],
  [
    "SYS20704",
    null,
    "Sending iveLogNearlyFull [ logFullPercent='93' logName='event' ] SNMP trap to 192.0.2.8:162",
  ],
  ["SYS31231", null, "Successfully executed 'Post Settings Request'."],
  ["SYS31437", null, "Successful syslog connection to peer: '192.0.2.6'"],
  ["SYS32083", null, "LMDB shards usage stats shard: 0:1%   1:1%   2:1%"],
  ["SYS32087", null, "Integrity Checker Tool: Periodic Scan Started!"],
  ["SYS32088", null, "Integrity Checker Tool: Periodic Scan Finished!"],
];

describe("the codes of Standard texts", () => {
  for (const [code, admin, ...texts] of TEXTS) {
    for (const text of texts) {
      it(`${code}: ${text.slice(0, 60)}`, () => {
        expect(codeOf(text, false)).toBe(code);
        expect(codeOf(text, true)).toBe(admin ?? code);
      });
    }
  }

  it("is STD00000 for a text that is not in the table", () => {
    for (const text of [
      "",
      "Something new happened",
      "Logout from 198.51.100.7/Staff logged out from IP (198.51.100.9) because user started new session",
      " Login succeeded for alice",
      "Integrity Scan Completed: Integrity Scan Results : Matched Files 1, Newly Detected Files 0, Mismatched Files 0",
    ]) {
      expect(codeOf(text, false)).toBe(UNKNOWN_TEXT);
    }
  });

  it("codes have the device's form", () => {
    for (const [code, admin] of TEXTS) {
      expect(code).toMatch(/^[A-Z]{3}\d{5}$/);
      if (admin !== null) expect(admin).toMatch(/^[A-Z]{3}\d{5}$/);
    }
  });
});

describe("the list of a device's texts", () => {
  it.each([
    [
      "AUT21097",
      "Radius Server Radius: Login failed for x because host 192.0.2.1:1812 is unreachable.",
    ],
    [
      "AUT20918",
      "Remote address for user x/Users changed from 192.0.2.1 to 192.0.2.2. Access denied.",
    ],
    ["AUT31085", "Number of concurrent users (2) exceeded the system limit (2)."],
    ["ADM20603", "Changed log event LicenseServer to On"],
    ["JAV20021", "Connected to host port 443"],
    ["AUT23457", "Login failed.  Reason: Wrong Password"],
    ["AUT22670", "Login succeeded for x/Users (session:00000000) from 192.0.2.1."],
    ["AUT23277", "Testing Password realm restrictions failed for x/Users"],
  ])("%s: %s", (code, text) => {
    expect(codeOf(text, false)).toBe(code);
  });

  it("gives an administrator's session its own code", () => {
    expect(codeOf("User Accounts modified. Changed password for username x.", true)).toBe(
      "ADM20720",
    );
    expect(codeOf("User Accounts modified. Changed password for username x.", false)).toBe(
      "USR22898",
    );
    expect(isAdministrator("Admin Users", "")).toBe(true);
    expect(isAdministrator("Users", ".Administrators")).toBe(true);
    expect(isAdministrator("Users", "Users")).toBe(false);
  });

  it("takes whole texts only", () => {
    expect(codeOf("Changed log event LicenseServer to On twice", false)).toBe(UNKNOWN_TEXT);
    expect(codeOf("x Changed log event LicenseServer to On", false)).toBe(UNKNOWN_TEXT);
  });
});
