/**
 * A motion that whoever signed lent to the avatar, and the words in which they agreed: what
 * `signspan/recognise/consent.py` reads and writes, and explains. A book's entry never holds one without the other.
 */
import constants from "./constants";
import { fields, FormatError, isLine, MAX_NAME, rawOf, textOf } from "./fields";

const MAX_WORDS = constants.consent.max_words;
const MAX_SIGN_BYTES = 48 * 1024;

export interface Consent {
  /** What was agreed to. */
  readonly words: string;
  /** ISO 8601. */
  readonly date: string;
  /** Whoever signed, where they gave a name. */
  readonly by: string;
}

export interface LentMotion {
  /** As the server packed it; a book does not look inside. */
  readonly packed: Uint8Array;
  readonly consent: Consent;
}

/** Agreed to `words` today. */
export function given(words: string): Consent {
  return { words, date: new Date().toISOString().slice(0, 10), by: "" };
}

/** What stands in the book. */
export function lentRow({ packed, consent }: LentMotion): Readonly<Record<string, unknown>> {
  return { packed: textOf(packed), consent };
}

/** Throws `FormatError` for anything that is no motion with its consent. */
export function lentOf(row: unknown): LentMotion {
  const { packed, consent } = fields(row);
  const { words, date, by = "" } = fields(consent);
  if (!isLine(words, MAX_WORDS) || words === "" || !isLine(by, MAX_NAME)) throw new FormatError("expected a consent in words");
  if (typeof date !== "string" || !isDate(date)) throw new FormatError("expected the date of a consent");
  const raw = new Uint8Array(rawOf(packed));
  if (raw.length === 0 || raw.length > MAX_SIGN_BYTES) throw new FormatError(`expected a motion of 1 to ${MAX_SIGN_BYTES} bytes, got ${raw.length}`);
  return { packed: raw, consent: { words, date, by } };
}

function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isFinite(at.getTime()) && at.toISOString().startsWith(`${text}T`);
}
