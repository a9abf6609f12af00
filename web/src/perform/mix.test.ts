import { expect, it } from "vitest";
import { mixed } from "./mix";

it("crossfades steadily and ends with the newest alone", () => {
  let weights = [1, 0];
  const risen: number[] = [];
  for (let step = 0; step < 5; step += 1) {
    weights = mixed(weights, 1, 0.25);
    risen.push(weights[1] ?? 0);
  }
  expect(risen).toEqual([0.25, 0.5, 0.75, 1, 1]);
  expect(weights).toEqual([0, 1]);
});

it("never jumps and never loses weight when a fade is interrupted midway", () => {
  let weights = mixed([1, 0, 0], 1, 0.4);
  for (const newest of [2, 1, 0, 2]) {
    const after = mixed(weights, newest, 0.1);
    after.forEach((weight, index) => { expect(Math.abs(weight - (weights[index] ?? 0))).toBeLessThanOrEqual(0.1 + 1e-9); });
    expect(after.reduce((sum, weight) => sum + weight)).toBeCloseTo(1);
    weights = after;
  }
});
