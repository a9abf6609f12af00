import { describe, expect, it } from "vitest";
import type { Book } from "@signspan/recognise/book";
import { changes, lentBy, NO_MOTIONS } from "./lent";

const CONSENT = { words: "It may.", date: "2026-11-21", by: "" };
const packed = (byte: number): Uint8Array => Uint8Array.of(byte);
const book = (motions: Readonly<Record<string, Uint8Array | undefined>>): Book => ({
  language: "ase",
  signs: Object.entries(motions).map(([name, each]) => ({
    name, label: "", examples: [], motion: each && { packed: each, consent: CONSENT },
  })),
});

describe("the motions that a conversation is lent", () => {
  const [tea, school] = [packed(1), packed(2)];
  const first = lentBy(book({ tea, school, water: undefined }));

  it("are those of the signs that carry one", () => {
    expect([...first]).toEqual([["tea", tea], ["school", school]]);
    expect(changes(NO_MOTIONS, first)).toEqual([{ gloss: "tea", motion: tea }, { gloss: "school", motion: school }]);
  });

  it("are sent once, again when they change, and empty when they are taken back", () => {
    expect(changes(first, lentBy(book({ tea, school })))).toEqual([]);
    expect(changes(first, lentBy(book({ tea: packed(3), school: undefined })))).toEqual([
      { gloss: "school", motion: new Uint8Array() }, { gloss: "tea", motion: packed(3) },
    ]);
  });
});
