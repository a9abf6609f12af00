/** What taught signs are called in the signers' written language, for whoever shows a recognised sign. */
import { createContext } from "react";
import { isKnown, SIGN_LANGUAGES } from "../i18n/languages";
import { alone, type Book } from "@signspan/recognise/book";

export interface SignLabel {
  readonly text: string;
  /** BCP 47; empty where it is not known, which stops the page's own language from applying. */
  readonly lang: string;
}

/** The labels of a book's signs, by name. Beside ASL a label is in whatever language a person likes. */
export function labelsOf(book: Book): ReadonlyMap<string, SignLabel> {
  const lang = alone(book) && isKnown(book.language) ? SIGN_LANGUAGES[book.language] : "";
  return new Map(book.signs.filter(({ label }) => label !== "").map(({ name, label }) => [name, { text: label, lang }]));
}

export const Labels = createContext<ReadonlyMap<string, SignLabel>>(new Map());
