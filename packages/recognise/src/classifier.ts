import type * as Ort from "onnxruntime-web/wasm";
import { mirrored, STEPS, type Window } from "./window";

type OrtModule = typeof Ort;

/** What the model says of one window; the embedding has length one. Class 0 is idle. */
export interface Reading {
  readonly probabilities: Float32Array;
  readonly embedding: Float32Array;
}

/** Whatever reads windows: the classifier, or it and taught signs. */
export interface Reader {
  readonly classes: readonly string[];
  /** A reading of each window; a `glance` costs half. */
  readAll(windows: readonly Window[], glance?: boolean): Promise<readonly Reading[]>;
}

/** `isolated.json`. */
export interface Labels {
  readonly temperature: number;
  readonly thresholds: { readonly sure: number; readonly in_set: number };
  readonly vocabularies: Readonly<Record<string, readonly string[]>>;
  readonly classes: readonly string[];
}

/** The shipped isolated-sign model over the glosses of one vocabulary, the label mask. */
export class Classifier implements Reader {
  readonly classes: readonly string[];
  readonly #ort: OrtModule;
  readonly #session: Ort.InferenceSession;
  readonly #temperature: number;
  readonly #outputs: number;
  readonly #kept: readonly number[];

  private constructor(ort: OrtModule, session: Ort.InferenceSession, labels: Labels, glosses: readonly string[]) {
    this.#ort = ort;
    this.#session = session;
    this.#temperature = labels.temperature;
    this.#outputs = labels.classes.length;
    const known = new Set(glosses);
    this.#kept = [...labels.classes.keys()].filter((at) => at === 0 || known.has(labels.classes[at] ?? ""));
    this.classes = this.#kept.map((at) => labels.classes[at] ?? "");
  }

  /** `vocabulary` names one of the labels' vocabularies; without it the model reads all it knows. */
  static async load(ort: OrtModule, model: Uint8Array, labels: Labels, vocabulary?: string): Promise<Classifier> {
    const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
    const glosses = vocabulary === undefined ? labels.classes : labels.vocabularies[vocabulary];
    if (glosses === undefined) throw new Error(`expected a vocabulary that the model has, got ${String(vocabulary)}`);
    return new Classifier(ort, session, labels, glosses);
  }

  async read(window: Window): Promise<Reading> {
    const [reading] = await this.readAll([window]);
    if (reading === undefined) throw new Error("expected a reading, got none");
    return reading;
  }

  /**
   * Several windows in one run, each averaged with its mirror image unless it is but a glance:
   * probabilities are calibrated and sum to one over `classes`.
   */
  async readAll(windows: readonly Window[], glance = false): Promise<Reading[]> {
    const views = glance ? windows : windows.flatMap((window) => [window, mirrored(window)]);
    const count = windows.length;
    const shape = [count, glance ? 1 : 2];
    const found = await this.#session.run({
      hands: this.#tensor(views.map(({ hands }) => hands), [...shape, STEPS, 2, 21, 3]),
      present: this.#tensor(views.map(({ present }) => present), [...shape, STEPS, 2]),
      anchor: this.#tensor(views.map(({ anchor }) => anchor), [...shape, 4]),
    });
    const probabilities = floats(found["probabilities"]);
    const embeddings = floats(found["embedding"]);
    if (probabilities.length !== this.#outputs * count) {
      throw new Error(`expected ${this.#outputs} probabilities a window, got ${probabilities.length / count}`);
    }
    const size = embeddings.length / count;
    return windows.map((_, row) => ({
      probabilities: this.#masked(probabilities.subarray(row * this.#outputs, (row + 1) * this.#outputs)),
      embedding: embeddings.slice(row * size, (row + 1) * size),
    }));
  }

  #tensor(parts: readonly Float32Array[], shape: readonly number[]): Ort.Tensor {
    const data = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      data.set(part, at);
      at += part.length;
    }
    return new this.#ort.Tensor("float32", data, shape);
  }

  /** Divides the logits by the temperature and leaves out what the vocabulary lacks. */
  #masked(probabilities: Float32Array): Float32Array {
    const kept = Float32Array.from(this.#kept, (at) => (probabilities[at] ?? 0) ** (1 / this.#temperature));
    const sum = kept.reduce((total, value) => total + value, 0);
    return kept.map((value) => value / Math.max(sum, 1e-9));
  }
}

function floats(tensor: Ort.Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error("expected float outputs of the model");
  return tensor.data;
}
