import { now } from "../clock";

export type VoiceChoice = "signspan" | "browser" | "silent";

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

  constructor(onHeard: Heard, onSpeaking: (speaking: boolean) => void) {
    this.#onHeard = onHeard;
    this.#onSpeaking = onSpeaking;
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  /** Browsers let a page sound only after a person touched it: call this from a touch or a key. */
  async unlock(): Promise<void> {
    this.#context ??= new AudioContext();
    await this.#context.resume();
  }

  /** Mono signed 16-bit little-endian samples. */
  playPcm(sentenceId: number, pcm: Uint8Array, rate: number): void {
    this.#enqueue({ sentenceId, play: (started) => this.#playSamples(toFloats(pcm), rate, started) });
  }

  speakWithBrowser(sentenceId: number, text: string, language: string): void {
    this.#enqueue({ sentenceId, play: (started) => utter(text, language, started) });
  }

  close(): void {
    this.#waiting = [];
    speechSynthesis.cancel();
    void this.#context?.close();
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
    this.#context ??= new AudioContext();
    const context = this.#context;
    // Until a person touches the page the browser keeps it silent; a sentence that cannot sound is only read.
    if (context.state !== "running" || samples.length === 0) return;
    const buffer = context.createBuffer(1, samples.length, rate);
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    await new Promise<void>((resolve) => {
      source.onended = () => { resolve(); };
      source.start();
      setTimeout(started, (context.baseLatency + context.outputLatency) * 1000);
    });
  }
}

async function utter(text: string, language: string, started: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = language;
    utterance.onstart = started;
    utterance.onend = utterance.onerror = () => { resolve(); };
    speechSynthesis.speak(utterance);
  });
}

export function toFloats(pcm: Uint8Array): Float32Array<ArrayBuffer> {
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  return Float32Array.from({ length: pcm.byteLength >> 1 }, (_, index) => view.getInt16(index * 2, true) / 32768);
}
