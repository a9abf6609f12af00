/**
 * Streaming resampling of mono sound to `RATE` by a windowed sinc (Hann), low-passed below the
 * smaller Nyquist frequency so that nothing folds back into speech.
 */
export const RATE = 16_000;
const REACH = 16; // zero crossings on each side

export class Resampler {
  readonly #step: number; // input samples per output sample
  readonly #cutoff: number; // of the input's sample rate, 0.5 is Nyquist
  readonly #half: number; // input samples on each side of an output sample
  #kept: Float32Array;
  #at: number; // where the next output sample lies, in samples of #kept

  constructor(inputRate: number) {
    if (!(inputRate > 0)) throw new RangeError(`expected a sample rate above 0, got ${inputRate}`);
    this.#step = inputRate / RATE;
    this.#cutoff = 0.5 * Math.min(1, RATE / inputRate) * 0.94;
    this.#half = Math.ceil(REACH / (2 * this.#cutoff));
    this.#kept = new Float32Array(this.#half);
    this.#at = this.#half;
  }

  /** Input samples in [-1, 1]; the output samples that they complete. */
  feed(input: Float32Array): Float32Array {
    const samples = new Float32Array(this.#kept.length + input.length);
    samples.set(this.#kept);
    samples.set(input, this.#kept.length);
    const count = Math.max(0, Math.floor((samples.length - this.#half - 1 - this.#at) / this.#step) + 1);
    const output = Float32Array.from({ length: count }, (_, index) =>
      this.#sample(samples, this.#at + index * this.#step));
    this.#at += count * this.#step;
    const drop = Math.max(0, Math.min(samples.length, Math.floor(this.#at) - this.#half));
    this.#kept = samples.slice(drop);
    this.#at -= drop;
    return output;
  }

  #sample(samples: Float32Array, at: number): number {
    const centre = Math.floor(at);
    let sum = 0;
    for (let index = centre - this.#half + 1; index <= centre + this.#half; index += 1) {
      const away = at - index;
      const x = 2 * this.#cutoff * away;
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      const hann = 0.5 + 0.5 * Math.cos((Math.PI * away) / this.#half);
      sum += (samples[index] ?? 0) * sinc * hann;
    }
    return sum * 2 * this.#cutoff;
  }
}

/** Samples in [-1, 1] to signed 16-bit little-endian. */
export function toPcm16(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(samples.length * 2));
  for (const [index, value] of samples.entries()) {
    view.setInt16(index * 2, Math.round(Math.max(-1, Math.min(1, value)) * 32767), true);
  }
  return new Uint8Array(view.buffer);
}
