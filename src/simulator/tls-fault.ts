/** What can be wrong with the certificate that is served. */
export const TLS_FAULTS = ["wrong-name", "expired", "unknown-ca"] as const;

export type TlsFault = (typeof TLS_FAULTS)[number];
