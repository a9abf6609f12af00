/** For the tests of the voice: a browser's sound, which plays as long as a test lets it and cannot be heard. */
import { vi } from "vitest";

/** Sound that plays until it is stopped or a test ends it. */
export class FakeSource {
  static readonly playing = new Set<FakeSource>();
  /** What the next source does when it is started, instead of playing. */
  static refuses: Error | undefined;
  onended: (() => void) | undefined;
  connect(): void { /* to wherever */ }
  start(): void {
    const { refuses } = FakeSource;
    FakeSource.refuses = undefined;
    if (refuses !== undefined) throw refuses;
    FakeSource.playing.add(this);
  }
  stop(): void {
    FakeSource.playing.delete(this);
    this.onended?.();
  }
}

export class FakeGain {
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
  resume(): Promise<void> { return Promise.resolve(); }
  close(): Promise<void> { return Promise.resolve(); }
}

class FakeUtterance {
  lang = "";
  rate = 1;
  volume = 1;
  onstart: (() => void) | undefined;
  onend: (() => void) | undefined;
  onerror: (() => void) | undefined;
  constructor(readonly text: string) {}
}

/** The browser's own voice: what it was given to say. */
export const uttered: FakeUtterance[] = [];

export function stubSound(): void {
  vi.stubGlobal("AudioContext", FakeContext);
  vi.stubGlobal("AudioBufferSourceNode", FakeSource);
  vi.stubGlobal("GainNode", FakeGain);
  vi.stubGlobal("SpeechSynthesisUtterance", FakeUtterance);
  vi.stubGlobal("speechSynthesis", { cancel: vi.fn(), speak: (utterance: FakeUtterance) => { uttered.push(utterance); } });
}

export function unstubSound(): void {
  FakeSource.playing.clear();
  FakeSource.refuses = undefined;
  uttered.length = 0;
  vi.unstubAllGlobals();
}

/** The sound that plays now has come to its end. */
export function endSound(): void {
  for (const source of [...FakeSource.playing]) source.stop();
}
