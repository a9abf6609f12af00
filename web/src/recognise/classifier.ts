import type * as Ort from "onnxruntime-web/wasm";
import { STEPS, type Window } from "./window";

type OrtModule = typeof Ort;

/** The shipped isolated-sign model: a window in, calibrated probabilities (C,) out; class 0 is idle. */
export class Classifier {
  readonly classes: readonly string[];
  readonly #ort: OrtModule;
  readonly #session: Ort.InferenceSession;

  private constructor(ort: OrtModule, session: Ort.InferenceSession, classes: readonly string[]) {
    this.#ort = ort;
    this.#session = session;
    this.classes = classes;
  }

  /** `labels` is the parsed `isolated.json`, whose `classes` name the model's outputs. */
  static async load(ort: OrtModule, model: Uint8Array, labels: { classes: readonly string[] }): Promise<Classifier> {
    const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
    return new Classifier(ort, session, labels.classes);
  }

  async probabilities({ hands, present }: Window): Promise<Float32Array> {
    const found = await this.#session.run({
      hands: new this.#ort.Tensor("float32", hands, [1, STEPS, 2, 21, 3]),
      present: new this.#ort.Tensor("float32", present, [1, STEPS, 2]),
    });
    const data = found["probabilities"]?.data;
    if (!(data instanceof Float32Array) || data.length !== this.classes.length) {
      throw new Error(`expected ${this.classes.length} probabilities, got ${data?.length ?? 0}`);
    }
    return data;
  }
}
