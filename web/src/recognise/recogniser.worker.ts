/**
 * Recognition in a thread of its own. Frames are handled one after another; `BACKLOG` may wait, and
 * when that many do, the newest is dropped (the window is thinned anyway).
 */
import * as ort from "onnxruntime-web/wasm";
import binaryUrl from "../../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm?url";
import type { BodyFrame } from "../perceive/frame";
import { Classifier } from "./classifier";
import type { FromRecogniser } from "./messages";
import { SignStream } from "./stream";

const BACKLOG = 16;

const answer = (message: FromRecogniser): void => {
  self.postMessage(message);
};

async function load(): Promise<SignStream> {
  ort.env.wasm.numThreads = 1; // one window is small: threads would cost more than they give
  ort.env.wasm.wasmPaths = { wasm: new URL(binaryUrl, self.location.href).href };
  const [model, labels] = await Promise.all([fetch("/models/isolated.onnx"), fetch("/models/isolated.json")]);
  if (!model.ok || !labels.ok) throw new Error(`expected the model, got HTTP ${model.status} and ${labels.status}`);
  const bytes = new Uint8Array(await model.arrayBuffer());
  const classifier = await Classifier.load(ort, bytes, (await labels.json()) as { classes: string[] });
  answer({ type: "ready", signs: classifier.classes.length - 1 });
  return new SignStream(classifier.classes, (window) => classifier.probabilities(window));
}

const loading = load();
let work: Promise<unknown> = loading;
let waiting = 0;

loading.catch((error: unknown) => {
  answer({ type: "failed", reason: String(error) });
});

self.onmessage = ({ data: frame }: MessageEvent<BodyFrame>): void => {
  if (waiting >= BACKLOG) return;
  waiting += 1;
  work = work.then(async () => {
    const stream = await loading;
    for (const event of await stream.feed(frame.points, frame.aspect, frame.capturedS)) {
      answer({ type: "recognised", event, capturedS: frame.capturedS, perceivedS: frame.perceivedS });
    }
  }).catch((error: unknown) => {
    answer({ type: "failed", reason: String(error) });
  }).finally(() => {
    waiting -= 1;
  });
};
