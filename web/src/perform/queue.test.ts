import { expect, it } from "vitest";
import type { Motion } from "../converse/state";
import { partOf, performingAt, stepped, type Turn, TurnQueue } from "./queue";

const motion: Motion = {
  signs: [
    { gloss: "YOUR", startS: 0.3, endS: 0.9, source: "lexicon" },
    { gloss: "NAME", startS: 1, endS: 1.8, source: "lexicon" },
  ],
  sentenceType: "statement",
  vrma: new Uint8Array(),
};
const turn = (key: string): Turn => ({ key, index: 0, motion });

it.each([[0, 0], [0.5, 0], [0.95, 1], [1.7, 1]])("at %f s makes sign %i", (timeS, sign) => {
  expect(performingAt(turn("1-1"), timeS)).toEqual({ key: "1-1", motion: 0, sign });
});

it("makes no sign after the last", () => {
  expect(performingAt(turn("1-1"), 2)).toBeUndefined();
});

it("signs in order, and a replay takes the place of what waited", () => {
  const queue = new TurnQueue();
  queue.push(turn("a"));
  queue.push(turn("b"));
  expect(queue.next()?.key).toBe("a");
  queue.replace([turn("c")]);
  expect([queue.next()?.key, queue.next()]).toEqual(["c", undefined]);
});

it("skips the oldest waiting when too many wait", () => {
  const queue = new TurnQueue();
  for (let index = 0; index < 14; index += 1) queue.push(turn(String(index)));
  expect(queue.next()?.key).toBe("2");
});

it("gives each sign the time from the end of the one before", () => {
  const [, second] = [0, 1].map((sign) => partOf(turn("a"), sign));
  expect(second).toEqual({ fromS: turn("a").motion.signs[0]?.endS, untilS: turn("a").motion.signs[1]?.endS });
  expect(partOf(turn("a"), 9)).toBeUndefined();
});

it("steps over the signs of all clauses and stops at the ends", () => {
  const clauses = [turn("a"), { ...turn("a"), index: 1 }];
  const count = turn("a").motion.signs.length;
  expect(stepped(clauses, -1, -1, 1)).toEqual({ turn: clauses[0], sign: 0 });
  expect(stepped(clauses, 0, count - 1, 1)).toEqual({ turn: clauses[1], sign: 0 });
  expect(stepped(clauses, 1, 0, -1)).toEqual({ turn: clauses[0], sign: count - 1 });
  expect(stepped(clauses, -1, -1, -1)).toEqual({ turn: clauses[1], sign: count - 1 });
  expect(stepped(clauses, 1, -1, 1)).toEqual({ turn: clauses[1], sign: 0 });
  expect(stepped(clauses, 1, -1, -1)).toEqual({ turn: clauses[0], sign: count - 2 });
  expect(stepped(clauses, 0, 0, -1)).toBeUndefined();
  expect(stepped(clauses, 1, count - 1, 1)).toBeUndefined();
});
