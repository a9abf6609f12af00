/** The book of taught signs: the file that `signspan/recognise/book.py` reads and writes, which explains it. */
import type { Example } from "./example";
import { STEPS } from "./window";

const FORMAT = "signspan-book";
const VERSION = 1;
const EXTENDED = "ase";
export const MOST_EXAMPLES = 5;
export const LONGEST_NAME = 60;
const MOST_SIGNS = 1000;
const WIDEST_EMBEDDING = 2048;
const UNITS = 8192;

export interface Sign {
  readonly name: string;
  /** In the signers' written language; may be empty. */
  readonly label: string;
  readonly examples: readonly Example[];
}

export interface Book {
  /** ISO 639-3. */
  readonly language: string;
  readonly signs: readonly Sign[];
}

export const EMPTY_BOOK: Book = { language: EXTENDED, signs: [] };

/** A file that is no book. The page has its own words for it. */
export class BookError extends Error {}

/** Whether the closed vocabulary, which is ASL, is left out. */
export const alone = ({ language }: Book): boolean => language !== EXTENDED;

export const full = ({ signs }: Book): boolean => signs.length >= MOST_SIGNS;

/** Whether a book can be of this language: the code is ISO 639-3. */
export const isLanguage = (code: unknown): code is string => typeof code === "string" && /^[a-z]{3}$/.test(code);

/** The book with a sign, in place of the sign of that name if there is one. */
export function withSign(book: Book, sign: Sign): Book {
  const known = book.signs.some(({ name }) => name === sign.name);
  return { ...book, signs: known ? book.signs.map((each) => (each.name === sign.name ? sign : each)) : [...book.signs, sign] };
}

export function withoutSign(book: Book, name: string): Book {
  return { ...book, signs: book.signs.filter((sign) => sign.name !== name) };
}

export function encodeBook({ language, signs }: Book): string {
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    language,
    signs: signs.map(({ name, label, examples }) => ({
      name, label, examples: examples.map(({ window, embedding }) => ({
        hands: text(Int16Array.from(window.hands, (value) => Math.max(-32767, Math.min(32767, Math.round(value * UNITS))))),
        present: text(Uint8Array.from(window.present)),
        anchor: Array.from(window.anchor),
        embedding: text(embedding),
      })),
    })),
  });
}

/** Throws `BookError` for anything else than a book. */
export function decodeBook(json: string): Book {
  try {
    const row = fields(JSON.parse(json));
    const { language, signs } = row;
    if (row["format"] !== FORMAT || row["version"] !== VERSION) throw new BookError("expected a book of signs");
    if (!isLanguage(language)) throw new BookError("expected a language");
    if (!Array.isArray(signs) || signs.length === 0 || signs.length > MOST_SIGNS) throw new BookError("expected signs");
    const read = signs.map(signOf);
    if (new Set(read.map(({ name }) => name)).size < read.length) throw new BookError("expected each sign once");
    const sizes = new Set(read.flatMap(({ examples }) => examples.map(({ embedding }) => embedding.length)));
    if (sizes.size > 1) throw new BookError("expected embeddings of one size");
    return { language, signs: read };
  } catch (error) {
    throw error instanceof BookError ? error : new BookError(String(error));
  }
}

function fields(row: unknown): Readonly<Record<string, unknown>> {
  if (typeof row !== "object" || row === null) throw new BookError("expected an object");
  return row as Record<string, unknown>;
}

function signOf(row: unknown): Sign {
  const { name, label = "", examples } = fields(row);
  if (!isLine(name) || name === "" || !isLine(label)) throw new BookError("expected a sign's name and label");
  if (!Array.isArray(examples) || examples.length === 0 || examples.length > MOST_EXAMPLES) {
    throw new BookError(`expected 1 to ${MOST_EXAMPLES} examples of ${name}`);
  }
  return { name, label, examples: examples.map(exampleOf) };
}

const isLine = (value: unknown): value is string =>
  typeof value === "string" && value === value.trim() && value.length <= LONGEST_NAME && !/\p{C}/u.test(value);

function exampleOf(row: unknown): Example {
  const { hands, present, anchor, embedding } = fields(row);
  const steps = new Int16Array(bytes(hands, STEPS * 2 * 63 * 2));
  const there = Float32Array.from(new Uint8Array(bytes(present, STEPS * 2)));
  const values = new Float32Array(bytes(embedding));
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  const four = Array.isArray(anchor) ? Float32Array.from(anchor as number[]) : new Float32Array();
  const [, , width = 0, known] = four;
  const placed = four.every((value) => value === 0) || (known === 1 && width > 0.001 && width < 10);
  if (four.length !== 4 || !four.every(Number.isFinite) || !placed || Math.max(...there) !== 1
    || values.length > WIDEST_EMBEDDING || !(Math.abs(length - 1) < 1e-3)) {
    throw new BookError("expected an example");
  }
  return { window: { hands: Float32Array.from(steps, (value) => value / UNITS), present: there, anchor: four }, embedding: values };
}

function text(values: Int16Array | Uint8Array | Float32Array): string {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return btoa(Array.from(raw, (byte) => String.fromCharCode(byte)).join(""));
}

function bytes(value: unknown, count?: number): ArrayBuffer {
  if (typeof value !== "string") throw new BookError("expected base64");
  const raw = Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0));
  if (count !== undefined && raw.length !== count) throw new BookError(`expected ${count} bytes, got ${raw.length}`);
  return raw.buffer;
}
