// The X.509 library wants this polyfill to be there before itself.
import "reflect-metadata";
import { createPrivateKey, type webcrypto } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import type { TlsFault } from "./tls-fault.js";

/** A certificate and its private key, as PEM. */
export interface KeyedCertificate {
  cert: string;
  key: string;
}

interface Authority {
  certificate: X509Certificate;
  signingKey: webcrypto.CryptoKey;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY = 24 * 3600 * 1000;

/**
 * The certificate to serve, for localhost and 127.0.0.1, with everything that was not there yet
 * created in the directory: `ca.pem` (what a client has to trust), its key `ca.key`, and
 * `server.pem` and `server.key`, or `server-<fault>.pem` and `.key`. Keys get mode 0600. The keys
 * are elliptic (P-256): made in milliseconds.
 *
 * @throws if the directory cannot be written
 */
export async function prepareCertificates(
  dir: string,
  fault?: TlsFault,
): Promise<KeyedCertificate> {
  await mkdir(dir, { recursive: true, mode: 0o755 });
  const name = fault === undefined ? "server" : `server-${fault}`;
  const known = await prepareAuthority(dir);
  const existing = await readKeyed(dir, name);
  if (existing !== undefined) return existing;
  const authority =
    fault === "unknown-ca" ? (await createAuthority("unknown authority")).authority : known;
  const created = await createServerCertificate(authority, fault);
  await writeKeyed(dir, name, created);
  return created;
}

async function prepareAuthority(dir: string): Promise<Authority> {
  const existing = await readKeyed(dir, "ca");
  if (existing === undefined) {
    const { authority, pem } = await createAuthority("authority");
    await writeKeyed(dir, "ca", pem);
    return authority;
  }
  const der = createPrivateKey(existing.key).export({ type: "pkcs8", format: "der" });
  return {
    certificate: new X509Certificate(existing.cert),
    signingKey: await crypto.subtle.importKey("pkcs8", der, ALGORITHM, false, ["sign"]),
  };
}

async function createAuthority(
  name: string,
): Promise<{ authority: Authority; pem: KeyedCertificate }> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=pulse-sekoia simulator ${name}`,
    keys,
    notBefore: daysFromNow(-365),
    notAfter: daysFromNow(3650),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    authority: { certificate, signingKey: keys.privateKey },
    pem: { cert: certificate.toString("pem"), key: await privateKeyPem(keys.privateKey) },
  };
}

async function createServerCertificate(
  { certificate: issuer, signingKey }: Authority,
  fault: TlsFault | undefined,
): Promise<KeyedCertificate> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.create({
    subject: "CN=pulse-sekoia simulator",
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: ALGORITHM,
    notBefore: daysFromNow(-60),
    notAfter: daysFromNow(fault === "expired" ? -30 : 3650),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        fault === "wrong-name"
          ? [{ type: "dns", value: "wrong-name.invalid" }]
          : [
              { type: "dns", value: "localhost" },
              { type: "ip", value: "127.0.0.1" },
            ],
      ),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { cert: certificate.toString("pem"), key: await privateKeyPem(keys.privateKey) };
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const pkcs8 = await crypto.subtle.exportKey("pkcs8", key);
  return `${PemConverter.encode(pkcs8, PemConverter.PrivateKeyTag)}\n`;
}

async function readKeyed(dir: string, name: string): Promise<KeyedCertificate | undefined> {
  const [cert, key] = [join(dir, `${name}.pem`), join(dir, `${name}.key`)];
  if (!existsSync(cert) || !existsSync(key)) return undefined;
  return { cert: await readFile(cert, "utf8"), key: await readFile(key, "utf8") };
}

async function writeKeyed(dir: string, name: string, { cert, key }: KeyedCertificate) {
  await writeFile(join(dir, `${name}.key`), key, { mode: 0o600 });
  await writeFile(join(dir, `${name}.pem`), cert, { mode: 0o644 });
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * DAY);
}
