import { now } from "../clock";

export type VoiceKind = "signspan" | "browser" | "silent";

/** Whose voice speaks the signer's sentences, how fast (0.5 to 2) and how loud (0 to 1). */
export interface VoiceChoice {
  readonly kind: VoiceKind;
  readonly speed: number;
  readonly volume: number;
}

export const USUAL: VoiceChoice = { kind: "signspan", speed: 1, volume: 1 };

/** Tells when a sentence was first heard: t6, seconds on the page's clock. */
type Heard = (sentenceId: number, atS: number) => void;

/** At most this many sentences wait to be spoken; when there are more, the oldest waiting is skipped. */
const MOST_WAITING = 4;

interface Clip {
  readonly sentenceId: number;
  readonly play: (started: () => void) => Promise<void>;
}

/** Speaks the signer's sentences one after another, from the server's sound or with the browser's own voice. */
export class Voice {
  readonly #onHeard: Heard;
  readonly #onSpeaking: (speaking: boolean) => void;
  #context: AudioContext | undefined;
  #waiting: Clip[] = [];
  #speaking = false;
  #source: AudioBufferSourceNode | undefined;
  #loudness: GainNode | undefined;
  #volume = 1;

  constructor(onHeard: Heard, onSpeaking: (speaking: boolean) => void) {
    this.#onHeard = onHeard;
    this.#onSpeaking = onSpeaking;
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
  async unlock(): Promise<void> {
    await this.#open().resume();
  }

  /** Silent at once, and what waits is not spoken. */
  stop(): void {
    this.#waiting = [];
    this.#source?.stop();
    speechSynthesis.cancel();
  }

  /** Mono signed 16-bit little-endian samples. */
  playPcm(sentenceId: number, pcm: Uint8Array, rate: number): void {
    this.#enqueue({ sentenceId, play: (started) => this.#playSamples(toFloats(pcm), rate, started) });
  }

  speakWithBrowser(sentenceId: number, text: string, language: string, speed: number): void {
    this.#enqueue({ sentenceId, play: (started) => utter(text, language, speed, this.#volume, started) });
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

  #enqueue(clip: Clip): void {
    this.#waiting = [...this.#waiting, clip].slice(-MOST_WAITING);
    if (!this.#speaking) void this.#speakAll();
  }

  async #speakAll(): Promise<void> {
    this.#speaking = true;
    this.#onSpeaking(true);
    for (let clip = this.#waiting.shift(); clip !== undefined; clip = this.#waiting.shift()) {
      const { sentenceId } = clip;
      await clip.play(() => { this.#onHeard(sentenceId, now()); });
    }
    this.#speaking = false;
    this.#onSpeaking(false);
  }

  async #playSamples(samples: Float32Array<ArrayBuffer>, rate: number, started: () => void): Promise<void> {
    const context = this.#open();
    // Until a person touches the page the browser keeps it silent; a sentence that cannot sound is only read.
    if (context.state !== "running" || samples.length === 0) return;
    const buffer = context.createBuffer(1, samples.length, rate);
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(this.#loudness ?? context.destination);
    this.#source = source;
    await new Promise<void>((resolve) => {
      source.onended = () => { resolve(); };
      source.start();
      setTimeout(started, (context.baseLatency + context.outputLatency) * 1000);
    });
  }
}

async function utter(text: string, language: string, speed: number, volume: number, started: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = language;
    utterance.rate = speed;
    utterance.volume = volume;
    utterance.onstart = started;
    utterance.onend = utterance.onerror = () => { resolve(); };
    speechSynthesis.speak(utterance);
  });
}

export function toFloats(pcm: Uint8Array): Float32Array<ArrayBuffer> {
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  return Float32Array.from({ length: pcm.byteLength >> 1 }, (_, index) => view.getInt16(index * 2, true) / 32768);
}
