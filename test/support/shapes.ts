/**
 * Every shape in which records of Pulse devices have been seen to arrive, made of two records of our own. The
 * program has to understand each, and the snippet's rule has to take each.
 */
export interface Shape {
  readonly name: string;
  /** The message as it reaches rsyslog. */
  readonly raw: string;
  readonly format: "welf" | "standard";
  /** What the headers tell of the device; null: nothing. */
  readonly host: string | null;
  /** The offset that the record's time gets; null: none is in the headers. */
  readonly offset: string | null;
}

export const WELF =
  'id=firewall time="2026-11-24 10:21:15" pri=6 fw=192.0.2.3 vpn=PCS-1 ivs=Default Network user=jane realm="Users" roles="Staff" proto=auth src=198.51.100.7 dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent="" duration= msg="AUT24414: Agent login succeeded for jane/Users."';
export const STANDARD =
  "2026-11-24 10:21:15 - ive - [198.51.100.7] Default Network::jane(Users)[Staff, Admins][30f317948f] - Logout from 198.51.100.7 (session:sid1)";

/** What leaves for STANDARD; `fw` is what the headers tell, else the sender's address. */
export const converted = (fw: string) =>
  `id=firewall time="2026-11-24 10:21:15" pri=6 fw=${fw} vpn=ive ivs=Default Network user=jane realm="Users" roles="Staff,Admins" sessionID="30f317948f" proto=auth src=198.51.100.7 dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent="" duration= msg="AUT22673: Logout from 198.51.100.7 (session:sid1)"`;

const HEADERS: readonly [
  name: string,
  header: string,
  host: string | null,
  offset: string | null,
][] = [
  [
    "RFC 5424, as 8.x and later send it",
    "<134>1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - - ",
    "192.0.2.3",
    "+01:00",
  ],
  ["RFC 3164", "<134>Nov 24 10:21:15 192.0.2.3 PulseSecure: ", "192.0.2.3", null],
  [
    "RFC 3164, as 7.x and 8.0 send it",
    "<134>Nov 24 10:21:15 192.0.2.3 Juniper: ",
    "192.0.2.3",
    null,
  ],
  ["RFC 3164, as Neoteris sent it", "<134>Nov 24 10:21:15 192.0.2.3 Neoteris: ", "192.0.2.3", null],
  ["a program name alone", "<134>PulseSecure: ", null, null],
  ["Neoteris alone", "<134>Neoteris: ", null, null],
  ["no header", "<134>", null, null],
  [
    "a relay's copy",
    "<134>Oct 19 09:16:53 pcs-node1 1 2026-11-24T10:21:15+02:00 192.0.2.3 PulseSecure: - - - ",
    "192.0.2.3",
    "+02:00",
  ],
  ["what a relay leaves that sends the message alone", "<134>- - - ", null, null],
  ["the same behind its header", "<134>Nov 24 10:21:15 192.0.2.3 - - - ", "192.0.2.3", null],
  [
    "RFC 5424 with structured data",
    '<134>1 2026-11-24T10:21:15Z 192.0.2.3 PulseSecure - - [meta@1 a="b c"] ',
    "192.0.2.3",
    "Z",
  ],
  [
    "RFC 5424 with structured data, from a program of another name",
    '<134>1 2026-11-24T10:21:15Z 192.0.2.3 relay 77 - [meta@1 a="b c"][x@2 y="z"] ',
    "192.0.2.3",
    "Z",
  ],
  ["structured data alone", '<134>[meta@1 a="b c"] ', null, null],
  ["two host names", "<134>Nov 24 10:21:15 relay 192.0.2.3 PulseSecure: ", "192.0.2.3", null],
  [
    "an octet count left in front",
    "223 <134>Nov 24 10:21:15 192.0.2.3 Juniper: ",
    "192.0.2.3",
    null,
  ],
  ["a stamp, no host, no program", "<134>2026-11-24T10:21:15+01:00 : ", null, "+01:00"],
  ["a stamp and a program", "<134>2026-11-24T10:21:15+01:00 PulseSecure: ", null, "+01:00"],
  [
    "a stamp and a program behind a colon",
    "<134>2026-11-24T10:21:15+01:00 : Juniper: ",
    null,
    "+01:00",
  ],
  ["a stamp of RFC 3164 and a colon", "<134>Nov 24 10:21:15 : ", null, null],
  ["a name before the stamp", "<134> xxx Nov 24 10:21:15 192.0.2.3 Juniper: ", "192.0.2.3", null],
  ["a blank behind the priority", "<134> Nov 24 10:21:15 192.0.2.3 Juniper: ", "192.0.2.3", null],
  [
    "Kiwi's export",
    "<134>11-24-2026\t10:21:15\tLocal0.Info\t192.0.2.3\tJuniper: ",
    "192.0.2.3",
    null,
  ],
];

/** Standard records that are not like STANDARD, with the WELF that leaves for them. */
export const STANDARD_SHAPES: readonly [name: string, raw: string, leaves: string][] = [
  [
    "without a user",
    "2026-11-24 10:21:15 - ive - [198.51.100.7] - VPN Tunneling: ACL count = 0.",
    'vpn=ive user= realm="" roles="" proto= src=198.51.100.7 dst= dstname= type= op= arg="" result= sent= rcvd= agent="" duration= msg="ERR24670: VPN Tunneling: ACL count = 0."',
  ],
  [
    "with its virtual system behind the roles",
    "2026-11-24 10:21:15 - ive - [198.51.100.7] bob(Users)[Staff]!Root - Logout from 198.51.100.7",
    'vpn=ive ivs=Root user=bob realm="Users" roles="Staff" proto=auth src=198.51.100.7 dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent="" duration= msg="AUT22673: Logout from 198.51.100.7"',
  ],
];

export const SHAPES: readonly Shape[] = HEADERS.flatMap(([name, header, host, offset]) => [
  { name: `WELF: ${name}`, raw: header + WELF, format: "welf" as const, host, offset },
  { name: `Standard: ${name}`, raw: header + STANDARD, format: "standard" as const, host, offset },
]);

/** What is not Pulse's, and what outsiders can bring about: the rule takes none of it. */
export const NOT_PULSE: readonly string[] = [
  '<13>id=firewall time="2026-11-24 10:00:00" fw="SN310" tz=+0100 startime="2026-11-24 10:00:00" pri=5 slotlevel=2 logtype="filter" user="x" msg="vpn=PCS-1 realm="',
  '<13>id=tos time="2026-11-24 10:00:00" fw=TopsecOS pri=6 type=conn recorder=kernel src=192.0.2.1 dst=192.0.2.2',
  '<13>id=firewall sn=0017C5000000 time="2026-11-24 10:00:00" fw=192.0.2.1 pri=6 c=1024 m=537 msg="Connection Closed"',
  `<38>Nov 24 10:00:00 gate sshd[1]: Failed password for ${WELF}`,
  `<38>Nov 24 10:00:00 gate sshd[1]: ${WELF}`,
  `<38>1 2026-11-24T10:00:00Z gate sshd 1 - - Failed password for ${WELF}`,
  `<38>Nov 24 10:00:00 gate nginx: 198.51.100.7 GET /?${STANDARD}`,
  "<38>Nov 24 10:00:00 gate Juniper: rpd[1]: BGP peer is down",
];
