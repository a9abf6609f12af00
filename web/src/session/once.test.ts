import { expect, it } from "vitest";
import { Numbering, Once } from "./once";

it("is the first time once, whatever comes between", () => {
  const once = new Once<string>(3);
  expect(["a", "b", "a", "c", "b", "a"].map((key) => once.first(key))).toEqual([true, true, false, true, false, false]);
});

it("remembers the newest keys, as many as were said", () => {
  const once = new Once<number>(512);
  for (let key = 0; key < 1000; key += 1) expect(once.first(key)).toBe(true);
  for (let key = 488; key < 1000; key += 1) expect(once.first(key)).toBe(false);
  expect(once.first(487)).toBe(true);
});

it("knows every copy of what two ways deliver, one of them as late as it can be", () => {
  const [late, once] = [511, new Once<number>(512)];
  const delivered: number[] = [];
  for (let tick = 1; tick <= 5000; tick += 1) {
    for (const number of [tick, tick - late]) if (number > 0 && once.first(number)) delivered.push(number);
  }
  expect(delivered).toEqual(Array.from({ length: 5000 }, (_, at) => at + 1));
});

it("numbers from one up", () => {
  const numbering = new Numbering();
  expect([numbering.next(), numbering.next(), numbering.next()]).toEqual([1, 2, 3]);
});
