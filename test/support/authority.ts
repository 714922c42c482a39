import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** A throw-away certificate authority in a directory: ca.pem, and NAME.pem with NAME.key on demand. */
export function createAuthority(dir: string): (name: string) => { cert: string; key: string } {
  const path = (file: string) => join(dir, file);
  const request = (name: string, more: string[]) => {
    const [cert, key] = [path(`${name}.pem`), path(`${name}.key`)];
    const { status, stderr } = spawnSync(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
        ...["-days", "2", "-subj", `/CN=${name}`, "-out", cert, "-keyout", key, ...more],
      ],
      { encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`openssl: ${stderr}`);
    return { cert, key };
  };
  const { key } = request("ca", []);
  return (name) =>
    request(name, [
      ...["-CA", path("ca.pem"), "-CAkey", key],
      ...["-addext", `subjectAltName=DNS:${name}`, "-addext", "basicConstraints=CA:FALSE"],
    ]);
}
