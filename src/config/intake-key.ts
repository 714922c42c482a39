import { readFileSync, statSync } from "node:fs";
import { ConfigError } from "./error.js";

/** Sekoia's intake keys seen in public: 16 to 32 letters and digits. */
const USUAL_KEY = /^[A-Za-z0-9]{16,64}$/;

/** Reads an intake key from `keyFile`, which `place` names. Throws ConfigError. */
export function readKeyFile(keyFile: string, place: string, warnings: string[]): string {
  let key: string;
  try {
    key = readFileSync(keyFile, "utf8").trim();
  } catch (error) {
    throw new ConfigError(`${place}: cannot read the intake key: ${(error as Error).message}`);
  }
  if (key === "") throw new ConfigError(`${keyFile} is empty; put the intake key into it`);
  return checkKey(key, keyFile, warnings);
}

/** Checks a key that `holder`, a file, holds. Throws ConfigError. */
export function checkKey(key: string, holder: string, warnings: string[]): string {
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new ConfigError(
      `${holder}: the intake key holds blanks, line ends or unusual characters; give the key alone`,
    );
  }
  if (!USUAL_KEY.test(key)) {
    warnings.push(
      `the intake key in ${holder} does not look like one (usually 32 letters and digits)`,
    );
  }
  if ((statSync(holder).mode & 0o007) !== 0) {
    warnings.push(
      `${holder} holds the intake key and can be read by every user of this machine; chmod 0600 ${holder}`,
    );
  }
  return key;
}
