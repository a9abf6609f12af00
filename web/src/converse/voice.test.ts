import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Voice } from "./voice";

/** Sound that plays until it is stopped, as far as a voice can tell. */
class FakeSource {
  static readonly playing = new Set<FakeSource>();
  onended: (() => void) | undefined;
  connect(): void { /* to wherever */ }
  start(): void { FakeSource.playing.add(this); }
  stop(): void {
    FakeSource.playing.delete(this);
    this.onended?.();
  }
}

class FakeGain {
  static last: FakeGain | undefined;
  readonly gain: { value: number };
  constructor(_context: unknown, { gain }: { gain: number }) {
    this.gain = { value: gain };
    FakeGain.last = this;
  }
  connect(): void { /* to wherever */ }
}

class FakeContext {
  readonly state = "running";
  readonly baseLatency = 0;
  readonly outputLatency = 0;
  readonly destination = {};
  createBuffer(): { copyToChannel: () => void } { return { copyToChannel: () => undefined }; }
}

beforeEach(() => {
  vi.stubGlobal("AudioContext", FakeContext);
  vi.stubGlobal("AudioBufferSourceNode", FakeSource);
  vi.stubGlobal("GainNode", FakeGain);
  vi.stubGlobal("speechSynthesis", { cancel: vi.fn() });
});

afterEach(() => {
  FakeSource.playing.clear();
  vi.unstubAllGlobals();
});

const sentence = new Uint8Array(Int16Array.from([1, 2, 3]).buffer);

it("is silent at once when it is stopped, and does not say what waited", async () => {
  const speaking = vi.fn();
  const voice = new Voice(vi.fn(), speaking);
  voice.playPcm(1, sentence, 24_000);
  voice.playPcm(2, sentence, 24_000);
  expect(FakeSource.playing.size).toBe(1);
  voice.stop();
  await vi.waitFor(() => { expect(speaking).toHaveBeenLastCalledWith(false); });
  expect(FakeSource.playing.size).toBe(0);
  expect(voice.speaking).toBe(false);
});

it("speaks again after it was stopped, as loud as was chosen", () => {
  const voice = new Voice(vi.fn(), vi.fn());
  voice.stop();
  voice.volume = 0.4;
  voice.playPcm(1, sentence, 24_000);
  expect(FakeSource.playing.size).toBe(1);
  expect(FakeGain.last?.gain.value).toBe(0.4);
  voice.volume = 0.2;
  expect(FakeGain.last?.gain.value).toBe(0.2);
});
