import { type Cidr, contains, parseCidr } from "./cidr.js";

/** A device of `devices.list`, or a block of them. */
export interface Device {
  /** Address, or block of addresses, that its messages come from, as rsyslog saw it (a relay's, where there is one). */
  readonly source: string;
  readonly name?: string | undefined;
  /** What its fw= says, where one source sends for several devices. */
  readonly fw?: string | undefined;
}

/** Something wrong with device number `device` (from 0). */
export interface DeviceProblem {
  readonly device: number;
  readonly say: string;
}

/** Decisions kept. A site has as many as it has devices; an attacker who invents senders only empties it. */
const MAX_CACHED = 10_000;
/** Characters of a decision's key. */
const MAX_KEY = 200;

/** Finds the device that a record is from: the first of the list whose source, and fw where it has one, agree. */
export class DeviceList {
  readonly #devices: readonly { readonly device: Device; readonly block: Cidr }[];
  readonly #cache = new Map<string, Device | undefined>();

  /** `devices` have no errors (see findDeviceErrors). */
  constructor(devices: readonly Device[]) {
    this.#devices = devices.flatMap((device) => {
      const block = parseCidr(device.source);
      return block === undefined ? [] : [{ device, block }];
    });
  }

  /**
   * The device, or undefined when none of the list agrees. `ip` is what rsyslog saw; a record without one (null) is
   * nobody's.
   */
  find({ ip, fw }: { readonly ip: string | null; readonly fw: string | null }): Device | undefined {
    if (ip === null) return undefined;
    const key = `${ip}\n${fw}`;
    const known = this.#cache.get(key);
    if (known !== undefined || this.#cache.has(key)) return known;
    // An IPv6 socket names an IPv4 peer ::ffff:192.0.2.1.
    const address = parseCidr(ip.replace(/^::ffff:(?=\d+\.)/i, ""));
    const found =
      address &&
      this.#devices.find(
        ({ device, block }) =>
          contains(block, address) && (device.fw === undefined || device.fw === fw),
      )?.device;
    if (key.length > MAX_KEY) return found;
    if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
    this.#cache.set(key, found);
    return found;
  }
}

/** Mistakes that make a device useless. */
export function findDeviceErrors(devices: readonly Device[]): DeviceProblem[] {
  return devices.flatMap(({ source, fw }, index): DeviceProblem[] => {
    const block = parseCidr(source);
    if (block === undefined) {
      return [{ device: index, say: `${source} is no address and no block such as 192.0.2.0/24` }];
    }
    const hiding = devices.slice(0, index).find((other) => {
      const outer = parseCidr(other.source);
      return (
        outer !== undefined && contains(outer, block) && (other.fw === undefined || other.fw === fw)
      );
    });
    return hiding === undefined
      ? []
      : [
          {
            device: index,
            say: `${source} is never reached: ${hiding.source} before it takes all of it`,
          },
        ];
  });
}
