import { expect, test } from "vitest";
import { AXES, POINTS } from "@signspan/recognise/topology";
import { LandmarkPacketReader } from "./landmarkPacket";
import { Throttle } from "./throttle";

const points = (value: number): Float32Array => new Float32Array(POINTS * AXES).fill(value);

/** Offers `count` frames at `fps`; the way is clear whenever `clear` says so for that frame. */
function leaves(count: number, fps: number, clear: (frame: number) => boolean): number[] {
  const sent: Uint8Array[] = [];
  let frame = 0;
  const throttle = new Throttle(1, { clear: () => clear(frame), send: (packet) => { sent.push(packet); } }, 0);
  for (frame = 1; frame <= count; frame += 1) {
    throttle.offer({ frame, capturedMs: Math.round(frame * 1000 / fps), aspect: 1, points: points(frame / 1000) }, frame / fps);
  }
  const reader = new LandmarkPacketReader();
  return sent.map((packet) => reader.read(packet)?.frame ?? NaN);
}

test("a camera of thirty frames a second is sent whole", () => {
  expect(leaves(90, 30, () => true)).toHaveLength(90);
});

test("of more than thirty frames a second some are left out, evenly", () => {
  const frames = leaves(240, 120, () => true);
  expect(frames.length).toBeGreaterThanOrEqual(59);
  expect(frames.length).toBeLessThanOrEqual(62);
  expect(Math.max(...frames.slice(3).map((frame, at) => frame - (frames[at + 2] ?? NaN)))).toBeLessThanOrEqual(5);
});

test("behind a stall nothing queues: the newest frame is next, and can be read", () => {
  const frames = leaves(60, 30, (frame) => frame <= 10 || frame > 40);
  expect(frames.slice(8, 13)).toEqual([9, 10, 41, 42, 43]);
  expect(frames.at(-1)).toBe(60);
});
