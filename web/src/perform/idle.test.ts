import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { restPose } from "./idle";

const vectors = JSON.parse(readFileSync(new URL("../../../tests/vectors/rest.json", import.meta.url), "utf8")) as Record<string, number[]>;

test("rests as the server's motions do", () => {
  const pose = Object.fromEntries([...restPose()].map(([bone, turn]) => [bone, turn.toArray()]));
  expect(Object.keys(pose).sort()).toEqual(Object.keys(vectors).sort());
  for (const [bone, turn] of Object.entries(vectors)) {
    const dot = turn.reduce((sum, value, axis) => sum + value * (pose[bone]?.[axis] ?? NaN), 0);
    expect(Math.abs(dot), bone).toBeGreaterThan(1 - 1e-6); // within 0.2 degrees; q and -q are one rotation
  }
});
