/**
 * Base URLs of Sekoia's HTTP intake by region. JournalConsumer: Sekoia's documentation, "Regions" and
 * "HTTPS / format" (the suffix /api/v1/intake-http belongs to every region but FRA1).
 */
export const REGIONS = {
  fra1: "https://intake.sekoia.io",
  fra2: "https://intake.fra2.sekoia.io/api/v1/intake-http",
  mco1: "https://intake.mco1.sekoia.io/api/v1/intake-http",
  uae1: "https://intake.uae1.sekoia.io/api/v1/intake-http",
  usa1: "https://intake.usa1.sekoia.io/api/v1/intake-http",
  sgp1: "https://intake.sgp1.sekoia.io/api/v1/intake-http",
} as const;

export type Region = keyof typeof REGIONS;
