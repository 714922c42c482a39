import { expect, test } from "vitest";
import { DeviceList, findDeviceErrors } from "../../../src/routing/devices.js";

const LIST = new DeviceList([
  { source: "192.0.2.7", name: "one" },
  { source: "192.0.2.0/24", fw: "198.51.100.1", name: "behind the relay" },
  { source: "2001:db8::/32", name: "six" },
]);

test.each([
  ["192.0.2.7", "203.0.113.9", "one"],
  ["::ffff:192.0.2.7", null, "one"],
  ["192.0.2.8", "198.51.100.1", "behind the relay"],
  ["192.0.2.8", "198.51.100.2", undefined],
  ["192.0.2.8", null, undefined],
  ["192.0.3.8", "198.51.100.1", undefined],
  ["2001:db8::1", null, "six"],
  ["2001:db9::1", null, undefined],
  [null, "198.51.100.1", undefined],
  ["", null, undefined],
  ["192.0.2.7 ", null, undefined],
  [`192.0.2.7${"0".repeat(500)}`, null, undefined],
])("ip %j with fw %j is of %j", (ip, fw, name) => {
  // The second time from what is remembered.
  for (const _ of [1, 2]) expect(LIST.find({ ip, fw })?.name).toBe(name);
});

test("a device that no message can reach is named", () => {
  expect(
    findDeviceErrors([
      { source: "192.0.2.0/24" },
      { source: "192.0.2.7" },
      { source: "192.0.2.0/33" },
      { source: "198.51.100.0/24", fw: "a" },
      { source: "198.51.100.7", fw: "b" },
    ]),
  ).toEqual([
    { device: 1, say: "192.0.2.7 is never reached: 192.0.2.0/24 before it takes all of it" },
    { device: 2, say: "192.0.2.0/33 is no address and no block such as 192.0.2.0/24" },
  ]);
});
