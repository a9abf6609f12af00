import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { given } from "./consent";
import { decodeBook, EMPTY_BOOK, encodeBook, withoutSign, withSign } from "./book";
import { FormatError } from "./fields";

const vectors = readFileSync(new URL("../../../tests/vectors/taught.json", import.meta.url), "utf8");
const written = (JSON.parse(vectors) as { book: string }).book;

describe("the book that Python wrote", () => {
  it("is read, and written so that it reads the same", () => {
    const book = decodeBook(written);
    expect(book.language).toBe("sdl");
    expect(book.signs.map(({ name, label }) => [name, label])).toEqual([["كتاب", "book"], ["no such sign", ""]]);
    expect(decodeBook(encodeBook(book))).toEqual(book);
  });

  it("is changed by sign", () => {
    const book = decodeBook(written);
    const [sign] = book.signs;
    if (sign === undefined) throw new Error("expected a sign");
    expect(withSign(EMPTY_BOOK, sign).signs).toEqual([sign]);
    expect(withSign(book, { ...sign, label: "new" }).signs.map(({ label }) => label)).toEqual(["new", ""]);
    expect(withoutSign(book, "no such sign").signs).toEqual([sign]);
  });
});

const CONSENT = { words: "The avatar may move as I did.", date: "2026-11-21", by: "Anna" };

describe("a motion in the book", () => {
  it("stays with its consent, and with the sign that it was lent for", () => {
    const [sign] = decodeBook(written).signs;
    if (sign === undefined) throw new Error("expected a sign");
    const motion = { packed: Uint8Array.of(1, 0, 255), consent: CONSENT };
    const book = decodeBook(encodeBook(withSign(decodeBook(written), { ...sign, motion })));
    expect(book.signs.map((each) => each.motion)).toEqual([motion, undefined]);
    expect(withSign(book, sign).signs[0]?.motion).toBeUndefined(); // taught anew without consent
  });

  it("is agreed to today, in the words that were asked", () => {
    const { words, date, by } = given("May it?");
    expect([words, by]).toEqual(["May it?", ""]);
    expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});

describe("anything else is refused", () => {
  const lent = (packed: unknown, consent: unknown): string =>
    spoiled((row) => { for (const sign of row.signs) sign.motion = { packed, consent }; });
  const spoiled = (change: (row: { signs: { name: unknown; motion?: unknown; examples: Record<string, unknown>[] }[] } & Record<string, unknown>) => void): string => {
    const row = JSON.parse(written) as Parameters<typeof change>[0];
    change(row);
    return JSON.stringify(row);
  };
  it.each([
    ["no JSON", "{"],
    ["null", "null"],
    ["another format", "{\"format\":\"recipe\"}"],
    ["a later version", spoiled((row) => { row["version"] = 2; })],
    ["no language", spoiled((row) => { row["language"] = "English"; })],
    ["a sign twice", spoiled((row) => { row.signs.push(...row.signs.slice(0, 1)); })],
    ["a name of two lines", spoiled((row) => { for (const sign of row.signs) sign.name = "a\nb"; })],
    ["no examples", spoiled((row) => { for (const sign of row.signs) sign.examples = []; })],
    ["short hands", spoiled((row) => { for (const sign of row.signs) for (const each of sign.examples) each["hands"] = "AAAA"; })],
    ["no anchor", spoiled((row) => { for (const sign of row.signs) for (const each of sign.examples) each["anchor"] = [1, 2, 0, 1]; })],
    ["a motion without consent", lent("AQ==", undefined)],
    ["a motion whose consent has no words", lent("AQ==", { ...CONSENT, words: "" })],
    ["a motion whose consent has no such day", lent("AQ==", { ...CONSENT, date: "2026-02-30" })],
    ["a motion without bytes", lent("", CONSENT)],
    ["a motion that is too long", lent("A".repeat(70_000), CONSENT)],
    ["a motion in no base64", lent("?", CONSENT)],
    ["no base64", spoiled((row) => { for (const sign of row.signs) for (const each of sign.examples) each["embedding"] = "?"; })],
  ])("%s", (_, data) => {
    expect(() => decodeBook(data)).toThrow(FormatError);
  });
});
