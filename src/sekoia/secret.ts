const HIDDEN = "[intake key]";

/**
 * `text` without the key, in whatever form an answer may echo it: as it is, in hexadecimal digits, or in base64, also
 * in the middle of something longer that was encoded (an Authorization header's "user:key").
 */
export function withoutKey(text: string, key: string): string {
  if (key === "") return text;
  const bytes = Buffer.from(key);
  const forms = [key, bytes.toString("hex"), bytes.toString("hex").toUpperCase()];
  // Three bytes make four digits, so the key's digits depend on where in a group of three it begins.
  for (const before of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64url");
    // The first and the last digits belong partly to what stands around it.
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + bytes.length) * 8) / 6);
    const digits = encoded.slice(from, to);
    forms.push(digits, digits.replaceAll("-", "+").replaceAll("_", "/"));
  }
  return forms
    .filter((form) => form.length >= 4)
    .reduce((shown, form) => shown.replaceAll(form, HIDDEN), text.replaceAll(key, HIDDEN));
}
