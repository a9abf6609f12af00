/**
 * Recognition in a thread of its own. Frames are handled one after another; `BACKLOG` may wait, and
 * when that many do, the newest is dropped (the window is thinned anyway). A thread that drops most of them for long
 * gives up, and the server recognises instead.
 */
import * as ort from "onnxruntime-web/wasm";
import binaryUrl from "../../../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm?url";
import type { BodyFrame } from "../perceive/frame";
import { Classifier, type Labels } from "@signspan/recognise/classifier";
import { Gate } from "@signspan/recognise/gate";
import type { FromRecogniser, Teaching } from "./messages";
import { Recogniser } from "./recogniser";
import { Strain } from "./strain";

const BACKLOG = 16;
const VOCABULARY = "everyday"; // the words most conversations need; rarer glosses would cost them accuracy

const answer = (message: FromRecogniser): void => {
  self.postMessage(message);
};

async function load(): Promise<Recogniser> {
  ort.env.wasm.numThreads = 1; // one window is small: threads would cost more than they give
  ort.env.wasm.wasmPaths = { wasm: new URL(binaryUrl, self.location.href).href };
  const [model, gate, labelBytes] = await Promise.all(["isolated.onnx", "continuous.onnx", "isolated.json"].map(fetched));
  const labels = JSON.parse(new TextDecoder().decode(labelBytes)) as Labels;
  const reader = await Classifier.load(ort, model ?? new Uint8Array(), labels, VOCABULARY);
  answer({ type: "ready", signs: reader.classes.length - 1 });
  return new Recogniser({
    reader,
    gate: await Gate.load(ort, gate ?? new Uint8Array()),
    thresholds: { sure: labels.thresholds.sure, inSet: labels.thresholds.in_set },
  });
}

async function fetched(name: string): Promise<Uint8Array> {
  const response = await fetch(`/models/${name}`);
  if (!response.ok) throw new Error(`expected the model ${name}, got HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

const loading = load();
let work: Promise<unknown> = loading;
const strain = new Strain();
let waiting = 0;
let tooSlow = false;

loading.catch((error: unknown) => {
  answer({ type: "failed", reason: String(error) });
});

self.onmessage = ({ data }: MessageEvent<BodyFrame | Teaching>): void => {
  const frame = "points" in data;
  if (frame) {
    const taken = waiting < BACKLOG;
    if (strain.came(taken, performance.now() / 1000) && !tooSlow) {
      tooSlow = true;
      answer({ type: "failed", reason: "this browser is too slow for it" });
    }
    if (!taken || tooSlow) return;
  }
  waiting += frame ? 1 : 0;
  work = work.then(async () => {
    const recogniser = await loading;
    for (const message of await (frame ? recogniser.see(data) : recogniser.teach(data))) answer(message);
  }).catch((error: unknown) => {
    answer({ type: "failed", reason: String(error) });
  }).finally(() => {
    waiting -= frame ? 1 : 0;
  });
};
