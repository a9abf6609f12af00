import { expect, it } from "vitest";
import { Overload } from "./overload";

/** Frames at so many a second, each taken or not; whether it was ever too much. */
function after(seconds: number, fps: number, taken: (frame: number) => boolean): boolean {
  const overload = new Overload();
  return Array.from({ length: seconds * fps }, (_, frame) => overload.came(taken(frame) ? 0 : 1, 100 + frame / fps)).includes(true);
}

it("bears a thread that takes most frames, however long", () => {
  expect(after(120, 30, () => true)).toBe(false);
  expect(after(120, 30, (frame) => frame % 3 !== 0)).toBe(false);
});

it("gives up on one that drops most for ten seconds, and not for less", () => {
  expect(after(9, 30, (frame) => frame % 3 === 0)).toBe(false);
  expect(after(21, 30, (frame) => frame % 3 === 0)).toBe(true);
});

it("says nothing of a camera that hardly sends anything", () => {
  expect(after(60, 2, () => false)).toBe(false);
});
