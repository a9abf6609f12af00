import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { endSound, FakeGain, FakeSource, stubSound, unstubSound, uttered } from "./fakes";
import { Voice } from "./voice";

beforeEach(() => {
  vi.useFakeTimers();
  stubSound();
});
afterEach(() => {
  unstubSound();
  vi.useRealTimers();
});

const RATE = 24_000;
const second = new Uint8Array(2 * RATE); // of sound

/** A voice, and what it says of itself: `+` and `-` for speaking, else what became of which sentence. */
function voiced(): { readonly voice: Voice; readonly log: string[] } {
  const log: string[] = [];
  const voice = new Voice({
    onHeard: (key) => { log.push(`heard ${key}`); },
    onSpeaking: (speaking) => { log.push(speaking ? "+" : "-"); },
    onSkipped: (key) => { log.push(`skipped ${key}`); },
    onFailed: (key, reason) => { log.push(`failed ${key}: ${reason}`); },
  });
  return { voice, log };
}

const pass = async (seconds: number): Promise<void> => { await vi.advanceTimersByTimeAsync(1000 * seconds); };

it("speaks one sentence after another, and one that comes after a silence", async () => {
  const { voice, log } = voiced();
  voice.playPcm("a", second, RATE);
  voice.playPcm("b", second, RATE);
  await pass(0.5);
  endSound();
  await pass(0.5);
  endSound();
  await pass(0.5);
  expect(log).toEqual(["+", "heard a", "heard b", "-"]);
  voice.playPcm("c", second, RATE);
  await pass(0.5);
  endSound();
  await pass(0);
  expect(log.slice(4)).toEqual(["+", "heard c", "-"]);
});

it("is silent at once when it is stopped, and does not say what waited", async () => {
  const { voice, log } = voiced();
  voice.playPcm("a", second, RATE);
  voice.playPcm("b", second, RATE);
  await pass(0.1);
  expect(FakeSource.playing.size).toBe(1);
  voice.stop();
  await pass(0);
  expect([FakeSource.playing.size, voice.speaking, log.at(-1)]).toEqual([0, false, "-"]);
});

it("speaks again after it was stopped, as loud as was chosen", () => {
  const { voice } = voiced();
  voice.stop();
  voice.volume = 0.4;
  voice.playPcm("a", second, RATE);
  expect(FakeSource.playing.size).toBe(1);
  expect(FakeGain.last?.gain.value).toBe(0.4);
  voice.volume = 0.2;
  expect(FakeGain.last?.gain.value).toBe(0.2);
});

it("skips the oldest of too many that wait, and says so", async () => {
  const { voice, log } = voiced();
  for (const key of ["a", "b", "c", "d", "e", "f"]) voice.playPcm(key, second, RATE);
  for (let sentence = 0; sentence < 6; sentence += 1) {
    await pass(0.1);
    endSound();
  }
  await pass(0.1);
  expect(log).toEqual(["+", "skipped b", "heard a", "heard c", "heard d", "heard e", "heard f", "-"]);
});

describe("a sentence that goes wrong stops nothing after it", () => {
  it("where the browser refuses it", async () => {
    const { voice, log } = voiced();
    FakeSource.refuses = new Error("no device");
    voice.playPcm("a", second, RATE);
    voice.playPcm("b", second, RATE);
    await pass(0.1);
    endSound();
    await pass(0.1);
    expect(log).toEqual(["+", "failed a: Error: no device", "heard b", "-"]);
  });

  it("where its end never comes", async () => {
    const { voice, log } = voiced();
    voice.playPcm("a", second, RATE);
    await pass(2.9);
    expect(voice.speaking).toBe(true);
    await pass(0.2);
    expect([voice.speaking, FakeSource.playing.size]).toEqual([false, 0]);
    expect(log.at(-2)).toMatch(/^failed a: /);
    voice.playPcm("b", second, RATE);
    await pass(0.1);
    endSound();
    await pass(0);
    expect(log.slice(-3)).toEqual(["+", "heard b", "-"]);
  });

  it("where the browser's own voice says nothing more", async () => {
    const { voice, log } = voiced();
    voice.speakWithBrowser("a", "Hello.", "en", 1);
    await pass(10);
    expect([log[1]?.startsWith("failed a"), log[2]]).toEqual([true, "-"]);
    voice.speakWithBrowser("b", "Hello again.", "en", 1);
    uttered[1]?.onstart?.();
    uttered[1]?.onend?.();
    await pass(0);
    expect(log.slice(3)).toEqual(["+", "heard b", "-"]);
  });
});
