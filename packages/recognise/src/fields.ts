/** Reading rows that may come from anyone: what they must be, and `FormatError` where they are not. */
import constants from "./constants";

export const MAX_NAME = constants.book.max_name;

/** A row that is not what it should be. The page has its own words for it. */
export class FormatError extends Error {}

export function fields(row: unknown): Readonly<Record<string, unknown>> {
  if (typeof row !== "object" || row === null) throw new FormatError("expected an object");
  return row as Record<string, unknown>;
}

/** Whether a value is one short line of printable letters; it may be empty. */
export const isLine = (value: unknown, longest: number): value is string =>
  typeof value === "string" && value === value.trim() && value.length <= longest && !/\p{C}|\p{Zl}|\p{Zp}/u.test(value);

/** The bytes behind base64. */
export function rawOf(value: unknown): ArrayBuffer {
  if (typeof value !== "string") throw new FormatError("expected base64");
  try {
    return Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0)).buffer;
  } catch {
    throw new FormatError("expected base64");
  }
}

/** An array's bytes in base64. */
export function textOf(values: Int16Array | Uint8Array | Float32Array): string {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return btoa(Array.from(raw, (byte) => String.fromCharCode(byte)).join(""));
}
