import { describe, expect, test } from "vitest";
import { AXES, LEFT_HAND, POINTS } from "@signspan/recognise/topology";
import { LandmarkPacketWriter } from "./landmarkPacket";
import { JitterBuffer } from "./jitterBuffer";

const FPS = 30;

/** A person whose every point is at `x`. */
const at = (x: number): Float32Array => new Float32Array(POINTS * AXES).fill(x);
const x = (buffer: JitterBuffer, nowS: number): number => buffer.at(nowS)?.points[0] ?? NaN;

/** Frames of a steady movement from 0 to 1 in a second, arriving `late(frame)` seconds after their time. */
function moving(buffer: JitterBuffer, late: (frame: number) => number, lost: (frame: number) => boolean = () => false): void {
  const writer = new LandmarkPacketWriter(1);
  const packets = Array.from({ length: FPS + 1 }, (_, frame) => ({
    packet: writer.write({ frame: frame + 1, capturedMs: Math.round(frame * 1000 / FPS), aspect: 1, points: at(frame / FPS) }),
    atS: 100 + frame / FPS + late(frame),
    frame,
  }));
  for (const { packet, atS, frame } of packets.toSorted((a, b) => a.atS - b.atS)) if (!lost(frame)) buffer.came(packet, atS);
}

describe("a steady movement", () => {
  test.each([
    ["that arrives evenly", () => 0.02, () => false],
    ["that arrives unevenly", (frame: number) => 0.02 + (frame * 7 % 5) * 0.012, () => false],
    ["of which every fifth frame is lost", () => 0.02, (frame: number) => frame % 5 === 3],
  ])("%s is shown moving all the time", (_, late, lost) => {
    const writer = new LandmarkPacketWriter(1);
    const buffer = new JitterBuffer();
    const packets = Array.from({ length: 3 * FPS }, (__, frame) => ({
      packet: writer.write({ frame: frame + 1, capturedMs: Math.round(frame * 1000 / FPS), aspect: 1, points: at(frame / FPS / 3) }),
      atS: frame / FPS + late(frame),
      frame,
    })).filter(({ frame }) => !lost(frame)).toSorted((a, b) => a.atS - b.atS);
    const shown: number[] = [];
    for (let tick = 0; tick < 180; tick += 1) {
      const nowS = tick / 60;
      while ((packets[0]?.atS ?? Infinity) <= nowS) buffer.came(packets.shift()?.packet ?? new Uint8Array(), nowS);
      if (tick >= 60) shown.push(x(buffer, nowS));
    }
    const steps = shown.slice(1).map((value, before) => value - (shown[before] ?? NaN));
    expect(Math.min(...steps)).toBeGreaterThan(0); // never back, never still
    expect(Math.max(...steps)).toBeLessThan(3 / 180); // a step of a sixtieth of three seconds is 1 / 180
    expect(shown.at(-1)).toBeGreaterThan(0.9); // little behind
  });
});

test("between two frames the points are between", () => {
  const buffer = new JitterBuffer();
  moving(buffer, () => 0.05);
  const shown = x(buffer, 100.9);
  expect(shown).toBeGreaterThan(0.75);
  expect(shown).toBeLessThan(0.9);
  expect(Math.abs(shown * FPS - Math.round(shown * FPS))).toBeGreaterThan(0.01);
});

test("the last frame stays for a second, fades, and is gone", () => {
  const buffer = new JitterBuffer();
  moving(buffer, () => 0);
  expect(buffer.at(101.9)).toMatchObject({ opacity: 1, aspect: 1 });
  expect(x(buffer, 101.9)).toBeCloseTo(1, 3);
  expect(buffer.at(102.25)?.opacity).toBeCloseTo(0.5, 5);
  expect(buffer.at(102.6)).toBeUndefined();
  expect(buffer.at(101)).toBeUndefined(); // and does not come back by itself
});

test("after a pause it begins anew and does not glide there", () => {
  const buffer = new JitterBuffer();
  const writer = new LandmarkPacketWriter(1);
  buffer.came(writer.write({ frame: 1, capturedMs: 0, aspect: 1, points: at(0) }), 0);
  buffer.came(writer.write({ frame: 2, capturedMs: 5000, aspect: 1, points: at(1) }), 5);
  expect(x(buffer, 5.001)).toBeCloseTo(1, 3);
});

test("another page's frames replace those of the page before", () => {
  const buffer = new JitterBuffer();
  moving(buffer, () => 0);
  buffer.came(new LandmarkPacketWriter(2).write({ frame: 1, capturedMs: 10, aspect: 2, points: at(0.25) }), 101.2);
  expect(buffer.at(101.2)).toMatchObject({ aspect: 2 });
  expect(x(buffer, 101.2)).toBeCloseTo(0.25, 3);
});

test("a hand that only one of two frames has is not dragged from nowhere", () => {
  const buffer = new JitterBuffer();
  const writer = new LandmarkPacketWriter(1);
  const without = at(0);
  without.fill(NaN, LEFT_HAND.start * AXES, (LEFT_HAND.start + LEFT_HAND.count) * AXES);
  buffer.came(writer.write({ frame: 1, capturedMs: 0, aspect: 1, points: without }), 0);
  buffer.came(writer.write({ frame: 2, capturedMs: 100, aspect: 1, points: at(1) }), 0.1);
  const hands = [0.03, 0.06, 0.1, 0.15, 0.2].map((nowS) => buffer.at(nowS)?.points[LEFT_HAND.start * AXES] ?? NaN);
  expect(hands.filter((value) => !Number.isNaN(value)).every((value) => Math.abs(value - 1) < 1e-3)).toBe(true);
  expect(hands.at(-1)).toBeCloseTo(1, 3);
});

test("what is no packet changes nothing", () => {
  const buffer = new JitterBuffer();
  expect(buffer.came(new Uint8Array([255, 1, 2]), 0)).toBe(false);
  expect(buffer.at(0)).toBeUndefined();
});
