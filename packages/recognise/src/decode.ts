/** From ticks to signs, spike by spike: the same as `signspan/recognise/decode.py`, which explains it. */
import constants from "./constants";
import type { Gated } from "./gate";

const SPIKE = constants.decode.spike; // a tick is part of a sign when blank is less likely than this

export interface Decoded {
  readonly probabilities: Float32Array;
  readonly startS: number;
  readonly endS: number;
}

export class Decoder {
  #run: { readonly weight: number; readonly glosses: Float32Array; readonly atS: number }[] = [];

  /** One tick; a sign comes out when its run has ended. */
  tick({ blank, glosses }: Gated, atS: number): Decoded | undefined {
    if (blank > SPIKE) return this.end();
    this.#run.push({ weight: 1 - blank, glosses, atS });
    return undefined;
  }

  /** The run in progress, if any, ends here. */
  end(): Decoded | undefined {
    const run = this.#run;
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) return undefined;
    const sum = run.reduce((total, { weight }) => total + weight, 0);
    const probabilities = first.glosses.map((_, at) =>
      run.reduce((total, { weight, glosses }) => total + weight * (glosses[at] ?? 0), 0) / sum);
    this.#run = [];
    return { probabilities, startS: first.atS, endS: last.atS };
  }
}
