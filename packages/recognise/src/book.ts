/** The book of taught signs: the file that `signspan/recognise/book.py` reads and writes, which explains it. */
import constants from "./constants";
import { type LentMotion, lentOf, lentRow } from "./consent";
import type { Example } from "./example";
import { fields, FormatError, isLine, MAX_NAME, rawOf, textOf } from "./fields";
import { STEPS } from "./window";

const FORMAT = "signspan-book";
const VERSION = 1;
const EXTENDED = "ase";
export const MAX_EXAMPLES = constants.book.max_examples;
const MAX_SIGNS = constants.book.max_signs;
const WIDEST_EMBEDDING = constants.book.widest_embedding;
const UNITS = constants.book.units;

export interface Sign {
  readonly name: string;
  /** In the signers' written language; may be empty. */
  readonly label: string;
  readonly examples: readonly Example[];
  /** With which the avatar makes it. */
  readonly motion?: LentMotion | undefined;
}

export interface Book {
  /** ISO 639-3. */
  readonly language: string;
  readonly signs: readonly Sign[];
}

export const EMPTY_BOOK: Book = { language: EXTENDED, signs: [] };

/** Whether the closed vocabulary, which is ASL, is left out. */
export const alone = ({ language }: Book): boolean => language !== EXTENDED;

export const full = ({ signs }: Book): boolean => signs.length >= MAX_SIGNS;

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
    signs: signs.map(({ name, label, examples, motion }) => ({
      name, label, ...(motion && { motion: lentRow(motion) }), examples: examples.map(({ window, embedding }) => ({
        hands: textOf(Int16Array.from(window.hands, (value) => Math.max(-32767, Math.min(32767, Math.round(value * UNITS))))),
        present: textOf(Uint8Array.from(window.present)),
        anchor: Array.from(window.anchor),
        embedding: textOf(embedding),
      })),
    })),
  });
}

/** Throws `FormatError` for anything else than a book. */
export function decodeBook(json: string): Book {
  try {
    const row = fields(JSON.parse(json));
    const { language, signs } = row;
    if (row["format"] !== FORMAT || row["version"] !== VERSION) throw new FormatError("expected a book of signs");
    if (!isLanguage(language)) throw new FormatError("expected a language");
    if (!Array.isArray(signs) || signs.length === 0 || signs.length > MAX_SIGNS) throw new FormatError("expected signs");
    const read = signs.map(signOf);
    if (new Set(read.map(({ name }) => name)).size < read.length) throw new FormatError("expected each sign once");
    const sizes = new Set(read.flatMap(({ examples }) => examples.map(({ embedding }) => embedding.length)));
    if (sizes.size > 1) throw new FormatError("expected embeddings of one size");
    return { language, signs: read };
  } catch (error) {
    throw error instanceof FormatError ? error : new FormatError(String(error));
  }
}

function signOf(row: unknown): Sign {
  const { name, label = "", examples, motion } = fields(row);
  if (!isLine(name, MAX_NAME) || name === "" || !isLine(label, MAX_NAME)) throw new FormatError("expected a sign's name and label");
  if (!Array.isArray(examples) || examples.length === 0 || examples.length > MAX_EXAMPLES) {
    throw new FormatError(`expected 1 to ${MAX_EXAMPLES} examples of ${name}`);
  }
  return { name, label, examples: examples.map(exampleOf), ...(motion !== undefined && { motion: lentOf(motion) }) };
}

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
    throw new FormatError("expected an example");
  }
  return { window: { hands: Float32Array.from(steps, (value) => value / UNITS), present: there, anchor: four }, embedding: values };
}

function bytes(value: unknown, count?: number): ArrayBuffer {
  const raw = rawOf(value);
  if (count !== undefined && raw.byteLength !== count) throw new FormatError(`expected ${count} bytes, got ${raw.byteLength}`);
  return raw;
}
