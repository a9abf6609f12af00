/** The microphone's audio thread: resamples to 16 kHz and posts chunks of about 100 ms as 16-bit PCM. */
import { RATE, Resampler, toPcm16 } from "./resampler";

const CHUNK = RATE / 10;

// What the audio thread offers; TypeScript's DOM library does not describe it.
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => object): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

class MicrophoneProcessor extends AudioWorkletProcessor {
  readonly #resampler = new Resampler(sampleRate);
  readonly #chunk = new Float32Array(CHUNK);
  #filled = 0;

  process([input]: Float32Array[][]): boolean {
    const mono = input?.[0];
    if (mono === undefined) return true;
    for (const sample of this.#resampler.feed(mono)) {
      this.#chunk[this.#filled] = sample;
      this.#filled += 1;
      if (this.#filled === CHUNK) {
        const pcm = toPcm16(this.#chunk);
        this.port.postMessage(pcm, [pcm.buffer]);
        this.#filled = 0;
      }
    }
    return true;
  }
}

registerProcessor("microphone", MicrophoneProcessor);
