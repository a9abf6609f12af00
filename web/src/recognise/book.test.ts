import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BookError, decodeBook, EMPTY_BOOK, encodeBook, withoutSign, withSign } from "./book";

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

describe("anything else is refused", () => {
  const spoiled = (change: (row: { signs: { name: unknown; examples: Record<string, unknown>[] }[] } & Record<string, unknown>) => void): string => {
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
    ["no base64", spoiled((row) => { for (const sign of row.signs) for (const each of sign.examples) each["embedding"] = "?"; })],
  ])("%s", (_, data) => {
    expect(() => decodeBook(data)).toThrow(BookError);
  });
});
