import type * as Ort from "onnxruntime-web/wasm";
import constants from "./constants";
import type { Evidence } from "./evidence";

const REACH = constants.gate.reach; // ticks that the network looks back

/** What the gate says of a tick: the blank's probability and a distribution over glosses (C). */
export interface Gated {
  readonly blank: number;
  readonly glosses: Float32Array;
}

/** Tells signs from what lies between them: the same as `signspan/recognise/gate.py`, which explains it. */
export class Gate {
  readonly #ort: typeof Ort;
  readonly #session: Ort.InferenceSession;
  #signals: Float32Array[] = [];

  private constructor(ort: typeof Ort, session: Ort.InferenceSession) {
    this.#ort = ort;
    this.#session = session;
  }

  static async load(ort: typeof Ort, model: Uint8Array): Promise<Gate> {
    return new Gate(ort, await ort.InferenceSession.create(model, { executionProviders: ["wasm"] }));
  }

  /** One tick, in order. */
  async feed({ signals, probabilities }: Evidence): Promise<Gated> {
    this.#signals = [...this.#signals, signals].slice(-REACH);
    const ticks = this.#signals.length;
    const data = Float32Array.from(this.#signals.flatMap((row) => [...row]));
    const found = await this.#session.run({
      signals: new this.#ort.Tensor("float32", data, [1, ticks, signals.length]),
    });
    const outputs = found["outputs"]?.data;
    if (!(outputs instanceof Float32Array)) throw new Error("expected float outputs of the gate");
    const [blank = 1, ...weights] = outputs.subarray(outputs.length - 1 - probabilities.length);
    const glosses = Float32Array.from(probabilities[0] ?? [], (_, at) =>
      weights.reduce((sum, weight, window) => sum + weight * (probabilities[window]?.[at] ?? 0), 0));
    return { blank, glosses };
  }

  /** Forgets the ticks: what follows is another stretch of signing. */
  clear(): void {
    this.#signals = [];
  }
}
