import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { toPoints } from "../../../web/src/perceive/frame";
import { pack } from "../../../web/src/perceive/pack";
import { AXES, FACE, FACE_CONTOURS, FACE_OUTLINE, HAND_BONES, LEFT_HAND, NOSE_TIP, POINTS, POSE, POSE_BONES, RIGHT_HAND, TRUNK } from "./topology";

const python = readFileSync(new URL("../../../signspan/body/topology.py", import.meta.url), "utf8");

function numbers(name: string): number[] {
  const written = new RegExp(`^${name}: Final = \\(([^)]*)\\)`, "m").exec(python)?.[1];
  if (written === undefined) throw new Error(`expected ${name} in topology.py`);
  return written.split(",").filter((part) => part.trim() !== "").map(Number);
}

it("draws the essential face of the Python topology, all of it and no more", () => {
  const names = ["RIGHT_BROW", "LEFT_BROW", "RIGHT_EYE", "LEFT_EYE", "OUTER_LIPS", "INNER_LIPS"];
  expect(FACE_CONTOURS.map(({ points }) => points)).toEqual(names.map(numbers));
  expect([NOSE_TIP]).toEqual(numbers("NOSE_TIP"));
  expect(FACE_OUTLINE.points).toEqual(numbers("FACE_OUTLINE"));
});

it("lays the parts end to end over 543 points", () => {
  const parts = [FACE, LEFT_HAND, POSE, RIGHT_HAND];
  expect(parts.map(({ start }) => start)).toEqual([0, 468, 489, 522]);
  expect(parts.reduce((end, { count }) => end + count, 0)).toBe(POINTS);
});

it("joins every hand point, and only points that exist", () => {
  expect(new Set(HAND_BONES.flat())).toEqual(new Set(Array.from({ length: 21 }, (_, index) => index)));
  expect(Math.max(...POSE_BONES.flat())).toBeLessThan(POSE.count);
  expect(new Set(POSE_BONES.flat())).toEqual(new Set(TRUNK));
});

it("keeps 468 of 478 face points and leaves out what was not detected", () => {
  const face = Array.from({ length: 478 }, (_, index) => ({ x: index, y: 0.5, z: 0 }));
  const points = toPoints({ faceLandmarks: [face], leftHandLandmarks: [], poseLandmarks: [[]], rightHandLandmarks: [] });
  expect(points[467 * AXES]).toBe(467);
  expect(points.subarray(468 * AXES).every(Number.isNaN)).toBe(true);
});

it("packs a frame as Python's wire form does", () => {
  const packed = pack(Float32Array.of(0, 1, -0.5, NaN, 9, -9));
  const view = new DataView(packed.buffer);
  expect(Array.from({ length: 6 }, (_, index) => view.getInt16(index * 2, true))).toEqual([0, 8192, -4096, -32768, 32767, -32767]);
});
