/** Room codes, ten signs of Crockford's base 32: the twin of `signspan/room/code.py`, which explains them. */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const LENGTH = 10;
const CODE = /^[0-9A-HJKMNP-TV-Z]{10}$/;

/** The code of ten random bytes: five bits of each. */
export function codeOf(random: Uint8Array): string {
  if (random.length !== LENGTH) throw new RangeError(`expected ${LENGTH} bytes, got ${random.length}`);
  return Array.from(random, (byte) => ALPHABET.charAt(byte & 31)).join("");
}

/** As people read it: K7QM2-XRD4T. */
export function shown(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** Spaces and hyphens, also those that phones put in their place. */
const BETWEEN = /[ \t\u00a0\u2010-\u2015-]/g;

/** The code a person meant: hyphens, spaces and case aside, O for 0, I and L for 1; nothing for other text. */
export function parseCode(text: string): string | undefined {
  const code = text.replaceAll(BETWEEN, "").toUpperCase().replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  return isCode(code) ? code : undefined;
}

/** Whether `text` is a code as rooms are named by. */
export function isCode(text: string): boolean {
  return CODE.test(text);
}
