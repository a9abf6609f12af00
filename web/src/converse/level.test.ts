import { expect, it } from "vitest";
import { levelOf } from "./level";

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
