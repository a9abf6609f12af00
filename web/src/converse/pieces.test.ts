import { expect, it } from "vitest";
import { cut, Joiner } from "./pieces";

it.each([0, 1, 16_384, 16_385, 70_000])("gives back a message of %i bytes, and the one after it", (length) => {
  const message = Uint8Array.from({ length }, (_, at) => at % 251);
  const joiner = new Joiner();
  const pieces = cut(message);
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(16_385);
  expect(pieces.map((piece) => joiner.feed(piece)).filter((whole) => whole !== undefined)).toEqual([message]);
  expect(joiner.feed(Uint8Array.of(0, 7))).toEqual(Uint8Array.of(7));
});

it("takes no piece that is none, and no message without end", () => {
  expect(() => new Joiner().feed(new Uint8Array())).toThrow(RangeError);
  expect(() => new Joiner().feed(Uint8Array.of(2, 1))).toThrow(RangeError);
  const joiner = new Joiner();
  const piece = new Uint8Array(1024 * 1024).fill(1, 0, 1);
  expect(() => { for (let n = 0; n < 20; n += 1) joiner.feed(piece); }).toThrow(RangeError);
});
