/**
 * Speaks the signer's sentences one after another, from the server's sound or with the browser's own voice.
 *
 * The microphone rests while this speaks, so it must never believe that it speaks when it does not: a sentence ends when
 * the browser says so, when the browser refuses it, or when it has taken far longer than it can last.
 */
import { now } from "../clock";

export type VoiceKind = "signspan" | "browser" | "silent";

/** Whose voice speaks the signer's sentences, how fast (0.5 to 2) and how loud (0 to 1). */
export interface VoiceChoice {
  readonly kind: VoiceKind;
  readonly speed: number;
  readonly volume: number;
}

export const USUAL: VoiceChoice = { kind: "signspan", speed: 1, volume: 1 };

/** Sentences are named by their key in the transcript. */
export interface VoiceEvents {
  /** A sentence begins to sound: t6, seconds on the page's clock. */
  readonly onHeard: (key: string, atS: number) => void;
  readonly onSpeaking: (speaking: boolean) => void;
  /** A sentence is not spoken, because too many wait. */
  readonly onSkipped: (key: string) => void;
  /** A sentence cannot be spoken. */
  readonly onFailed: (key: string, reason: string) => void;
}

/** At most this many sentences wait to be spoken; when there are more, the oldest waiting is skipped. */
const MAX_WAITING = 4;

/** Sound that has not ended so long after it should have never will: an audio device was taken away, or the page slept. */
const PATIENCE_S = 2;
/** A browser's voice takes about 0.06 s a letter; one that takes this long has stopped without a word. */
const MAX_LETTER_S = 0.25;

interface Clip {
  readonly key: string;
  readonly play: (started: () => void) => Promise<void>;
}

export class Voice {
  readonly #events: VoiceEvents;
  #context: AudioContext | undefined;
  #waiting: Clip[] = [];
  #speaking = false;
  #source: AudioBufferSourceNode | undefined;
  #loudness: GainNode | undefined;
  #volume = 1;

  constructor(events: VoiceEvents) {
    this.#events = events;
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  /** From 0 to 1; a sentence that sounds already changes with it, except in the browser's own voice. */
  set volume(volume: number) {
    this.#volume = volume;
    if (this.#loudness !== undefined) this.#loudness.gain.value = volume;
  }

  /** Browsers let a page sound only after a person touched it: call this from a touch or a key. */
  unlock(): void {
    this.#open().resume().catch(() => { /* closed, or the browser wants another touch */ });
  }

  /** Silent at once, and what waits is not spoken. */
  stop(): void {
    this.#waiting = [];
    this.#silence();
  }

  /** Mono signed 16-bit little-endian samples. */
  playPcm(key: string, pcm: Uint8Array, rate: number): void {
    this.#enqueue({ key, play: (started) => this.#playSamples(toFloats(pcm), rate, started) });
  }

  speakWithBrowser(key: string, text: string, language: string, speed: number): void {
    this.#enqueue({ key, play: (started) => utter(text, language, speed, this.#volume, started) });
  }

  close(): void {
    this.stop();
    void this.#context?.close();
  }

  #open(): AudioContext {
    if (this.#context === undefined) {
      this.#context = new AudioContext();
      this.#loudness = new GainNode(this.#context, { gain: this.#volume });
      this.#loudness.connect(this.#context.destination);
    }
    return this.#context;
  }

  #silence(): void {
    this.#source?.stop();
    this.#source = undefined;
    if ("speechSynthesis" in globalThis) speechSynthesis.cancel();
  }

  #enqueue(clip: Clip): void {
    this.#waiting.push(clip);
    const skipped = this.#waiting.length > MAX_WAITING ? this.#waiting.shift() : undefined;
    if (!this.#speaking) void this.#speakAll();
    if (skipped !== undefined) this.#events.onSkipped(skipped.key);
  }

  async #speakAll(): Promise<void> {
    this.#speaking = true;
    this.#events.onSpeaking(true);
    try {
      for (let clip = this.#waiting.shift(); clip !== undefined; clip = this.#waiting.shift()) await this.#speak(clip);
    } finally {
      this.#speaking = false;
      this.#events.onSpeaking(false);
    }
  }

  async #speak({ key, play }: Clip): Promise<void> {
    try {
      await play(() => { this.#events.onHeard(key, now()); });
    } catch (error) {
      this.#silence();
      this.#events.onFailed(key, String(error));
    }
  }

  async #playSamples(samples: Float32Array<ArrayBuffer>, rate: number, started: () => void): Promise<void> {
    const context = this.#open();
    // Until a person touches the page the browser keeps it silent; a sentence that cannot sound is only read.
    if (context.state !== "running" || samples.length === 0) return;
    const buffer = context.createBuffer(1, samples.length, rate);
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(this.#loudness ?? context.destination);
    await within(samples.length / rate + PATIENCE_S, (ended) => {
      source.onended = ended;
      source.start();
      this.#source = source;
      setTimeout(started, (context.baseLatency + context.outputLatency) * 1000);
    });
  }
}

async function utter(text: string, language: string, speed: number, volume: number, started: () => void): Promise<void> {
  await within(text.length * MAX_LETTER_S / speed + PATIENCE_S, (ended) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = language;
    utterance.rate = speed;
    utterance.volume = volume;
    utterance.onstart = started;
    utterance.onend = utterance.onerror = ended;
    speechSynthesis.speak(utterance);
  });
}

/** Waits until `begin`'s callback is called; rejects after so many seconds, or with what `begin` throws. */
async function within(seconds: number, begin: (ended: () => void) => void): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => { reject(new Error(`expected the sound to end within ${seconds.toFixed(1)} s`)); }, seconds * 1000);
      begin(resolve);
    });
  } finally {
    clearTimeout(timer);
  }
}

export function toFloats(pcm: Uint8Array): Float32Array<ArrayBuffer> {
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  return Float32Array.from({ length: pcm.byteLength >> 1 }, (_, index) => view.getInt16(index * 2, true) / 32768);
}
