import { isIP } from "node:net";

/** A block of addresses. */
export interface Cidr {
  readonly text: string;
  readonly family: "ipv4" | "ipv6";
  readonly address: string;
  /** Leading bits that count. */
  readonly prefix: number;
  /** The leading bits themselves. */
  readonly bits: string;
}

/** Reads "192.0.2.0/24", "2001:db8::/32" or a single address. Undefined when it is none of these. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = "", length, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return undefined;
  const width = version === 4 ? 32 : 128;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const prefix = length === undefined ? width : Number(length);
  if (prefix > width) return undefined;
  const bits = (version === 4 ? bits4(address) : bits6(address)).slice(0, prefix);
  return { text, family: version === 4 ? "ipv4" : "ipv6", address, prefix, bits };
}

/** True when every address of `inner` is in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.family === inner.family && inner.bits.startsWith(outer.bits);
}

function bits4(address: string): string {
  return address
    .split(".")
    .map((byte) => Number(byte).toString(2).padStart(8, "0"))
    .join("");
}

function bits6(address: string): string {
  // An IPv4 address at the end stands for the last two groups.
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = "", tail] = plain.replace(/%.*$/, "").split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = new Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0"))
    .join("");
}
