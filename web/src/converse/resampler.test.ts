import { describe, expect, it } from "vitest";
import { RATE, Resampler, toPcm16 } from "./resampler";
import { toFloats } from "./voice";

const tone = (hertz: number, rate: number, seconds: number): Float32Array =>
  Float32Array.from({ length: rate * seconds }, (_, index) => Math.sin((2 * Math.PI * hertz * index) / rate));

function resampled(input: Float32Array, rate: number, chunk = 128): Float32Array {
  const resampler = new Resampler(rate);
  const parts: number[] = [];
  for (let at = 0; at < input.length; at += chunk) parts.push(...resampler.feed(input.subarray(at, at + chunk)));
  return Float32Array.from(parts);
}

const loudness = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);

describe.each([48_000, 44_100, 16_000, 8_000])("from %i Hz", (rate) => {
  it("keeps a tone of 440 Hz as it is", () => {
    const found = resampled(tone(440, rate, 1), rate).subarray(2000, 14_000);
    const wanted = tone(440, RATE, 1);
    const worst = found.reduce((most, value, index) => Math.max(most, Math.abs(value - (wanted[index + 2000] ?? NaN))), 0);
    expect(worst).toBeLessThan(0.02);
  });

  it("gives a second for a second", () => {
    expect(Math.abs(resampled(tone(440, rate, 1), rate).length - RATE)).toBeLessThan(64);
  });

  it("does not depend on how the sound is cut", () => {
    const input = tone(300, rate, 0.2);
    const whole = resampled(input, rate, input.length);
    const cut = resampled(input, rate, 37);
    expect(Math.abs(whole.length - cut.length)).toBeLessThan(2);
    for (let index = 0; index < Math.min(whole.length, cut.length); index += 1) {
      expect(Math.abs((whole[index] ?? NaN) - (cut[index] ?? NaN))).toBeLessThan(1e-4);
    }
  });
});

it("lets nothing above 8 kHz fold back into speech", () => {
  expect(loudness(resampled(tone(11_000, 48_000, 0.5), 48_000).subarray(500, 7000))).toBeLessThan(0.01);
});

it("refuses a rate of nothing", () => {
  expect(() => new Resampler(0)).toThrow("expected a sample rate above 0, got 0");
});

it("turns samples into 16-bit sound and back, and clips what is too loud", () => {
  const back = toFloats(toPcm16(Float32Array.of(0, 0.5, -0.5, 2, -2)));
  const wanted = [0, 0.5, -0.5, 1, -1];
  for (const [index, value] of wanted.entries()) expect(back[index]).toBeCloseTo(value, 3);
});
