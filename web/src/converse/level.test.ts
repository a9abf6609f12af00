import { expect, it, vi } from "vitest";
import { Level, levelOf } from "./level";

const tone = (amplitude: number): Uint8Array =>
  new Uint8Array(Int16Array.from({ length: 1600 }, (_, k) => amplitude * 32767 * Math.sin(k / 5)).buffer);

it("is nothing in silence, half at -30 dB and nearly one at full scale", () => {
  expect(levelOf(new Uint8Array(0))).toBe(0);
  expect(levelOf(tone(0))).toBe(0);
  expect(levelOf(tone(10 ** (-27 / 20)))).toBeCloseTo(0.5, 1); // a sine's mean power is 3 dB under its peak
  expect(levelOf(tone(1))).toBeCloseTo(0.95, 2);
});

it("reads sound that begins in the middle of a buffer", () => {
  const whole = new Uint8Array([9, 9, ...tone(1)]);
  expect(levelOf(whole.subarray(2))).toBeCloseTo(0.95, 2);
});

it("tells those who listen, until they do not", () => {
  const level = new Level();
  const told = vi.fn();
  const leave = level.subscribe(told);
  level.hear(tone(1));
  expect(level.value).toBeGreaterThan(0.9);
  leave();
  level.hear(new Uint8Array(0));
  expect(level.value).toBe(0);
  expect(told).toHaveBeenCalledOnce();
});
