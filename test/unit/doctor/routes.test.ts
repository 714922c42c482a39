import { expect, test } from "vitest";
import { checkRoutes } from "../../../src/doctor/routes.js";

test("a route without source is named, one with it is not", () => {
  const none = { source: [], host: [], vpn: [], fw: [] };
  const findings = checkRoutes([
    { name: "open", match: { ...none, vpn: ["PCS-1"] } },
    { name: "tied", match: { ...none, source: ["192.0.2.0/24"], vpn: ["PCS-2"] } },
  ]);
  expect(findings).toMatchObject([{ check: "route open", level: "warning" }]);
  expect(findings[0]?.seen).toContain("whoever sent it");
});
