import i18next from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { initReactI18next } from "react-i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { TranscriptEntry } from "../converse/state";
import en from "../i18n/en.json";
import { isKnown, SIGN_LANGUAGES } from "../i18n/languages";
import { type Book, isLanguage } from "@signspan/recognise/book";
import { Clarification } from "./Clarification";
import { SOURCES } from "./gloss";
import { Glosses } from "./Glosses";
import { Labels, labelsOf } from "./labels";
import { Sentence } from "./Sentence";

const BOOK: Book = {
  language: "sdl",
  signs: [{ name: "our book", label: "كتابنا", examples: [] }, { name: "tea", label: "", examples: [] }],
};
const LABELLED = "<bdi dir=\"auto\">OUR BOOK</bdi> · <bdi dir=\"auto\" lang=\"ar\">كتابنا</bdi>";

beforeAll(async () => {
  await i18next.use(initReactI18next).init({ lng: "en", resources: { en: { translation: en } }, interpolation: { escapeValue: false } });
});

const shown = (node: React.ReactNode): string => renderToStaticMarkup(<Labels value={labelsOf(BOOK)}>{node}</Labels>);

describe("a taught sign's label", () => {
  it("is in the written language of a foreign book, and in an unknown one beside ASL", () => {
    expect([...labelsOf(BOOK)]).toEqual([["our book", { text: "كتابنا", lang: "ar" }]]);
    expect(labelsOf({ ...BOOK, language: "ase" }).get("our book")?.lang).toBe("");
    expect(labelsOf({ ...BOOK, language: "zzz" }).get("our book")?.lang).toBe("");
  });

  it("stands beside its gloss while it is signed, and not beside the avatar's", () => {
    const signs = [{ gloss: "our book" }, { gloss: "tea" }];
    expect(shown(<Glosses label="Signing" signs={signs} />)).toContain(`${LABELLED}</span></li><li><span class="gloss"><bdi dir="auto">TEA</bdi></span></li>`);
    expect(shown(<Glosses label="Signed as" signs={[{ gloss: "our book", source: "lexicon" }]} />)).not.toContain("كتابنا");
  });

  it("stands in a question, and on its button", () => {
    const options = [{ gloss: "our book", probability: 0.5 }, { gloss: "tea", probability: 0.4 }];
    const html = shown(<Clarification question={{ id: 1, options }} onAnswer={() => undefined} />);
    expect(html).toContain(`${LABELLED}, or <bdi dir="auto">TEA</bdi>?`);
    expect(html.split(LABELLED)).toHaveLength(3);
  });

  it("stands in the transcript, where the sign was read and where it was unclear", () => {
    const entry: TranscriptEntry = {
      key: "1-1", id: 1, who: "signer", text: "Our book.", certainty: 1, glosses: ["our book"], unclear: [["tea", "our book"]], motions: [], stages: [],
    };
    const html = shown(<ul><Sentence entry={entry} performing={undefined} onReplay={undefined} /></ul>);
    expect(html).toContain(`unclear: <bdi dir="auto">TEA</bdi> or ${LABELLED}</p>`);
    expect(html.split(LABELLED)).toHaveLength(3);
  });
});

it.each(SOURCES)("says of a sign of the avatar's that it comes from %s", (source) => {
  expect(shown(<Glosses label="Signed as" signs={[{ gloss: "tea", source }]} />)).toContain(`<small class="gloss-from">${en.source[source]}</small>`);
});

it("offers sign languages that a book can be of, each by a name and with a written language", () => {
  const codes = Object.keys(SIGN_LANGUAGES);
  expect(codes.filter((code) => !isLanguage(code))).toEqual([]);
  expect(codes.toSorted()).toEqual(Object.keys(en.signLanguages).toSorted());
  expect(Object.values(SIGN_LANGUAGES).map((tag) => new Intl.Locale(tag).language)).toEqual(Object.values(SIGN_LANGUAGES));
  expect([isKnown("sdl"), isKnown("icl"), isKnown("toString")]).toEqual([true, false, false]);
  expect(["English", "en", "sgn-US", "", undefined].filter(isLanguage)).toEqual([]);
});
