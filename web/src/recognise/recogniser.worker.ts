/**
 * Recognition in a thread of its own. Frames are handled one after another; when too many wait they are thinned. A
 * thread that drops most of them for long gives up, and the server recognises instead.
 */
import * as ort from "onnxruntime-web/wasm";
import binaryUrl from "../../../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm?url";
import { Classifier, type Labels } from "@signspan/recognise/classifier";
import { FrameQueue, isFrame } from "./frameQueue";
import type { Finish, FromRecogniser, TeachingMessage, ToRecogniser } from "./messages";
import { Overload } from "./overload";
import { Recogniser } from "./recogniser";

const VOCABULARY = "everyday"; // the words most conversations need; rarer glosses would cost them accuracy

const answer = (message: FromRecogniser): void => {
  self.postMessage(message);
};

async function load(): Promise<Recogniser> {
  ort.env.wasm.numThreads = 1; // one window is small: threads would cost more than they give
  ort.env.wasm.wasmPaths = { wasm: new URL(binaryUrl, self.location.href).href };
  const [model, labelBytes] = await Promise.all(["isolated.onnx", "isolated.json"].map(fetched));
  const labels = JSON.parse(new TextDecoder().decode(labelBytes)) as Labels;
  const reader = await Classifier.load(ort, model ?? new Uint8Array(), labels, VOCABULARY);
  answer({ type: "ready", signs: reader.classes.length - 1 });
  return new Recogniser({
    reader,
    thresholds: { sure: labels.thresholds.sure, inSet: labels.thresholds.in_set },
  });
}

async function fetched(name: string): Promise<Uint8Array> {
  const response = await fetch(`/models/${name}`);
  if (!response.ok) throw new Error(`expected the model ${name}, got HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

const loading = load();
loading.catch((error: unknown) => {
  answer({ type: "failed", reason: String(error) });
});

const overload = new Overload();
let tooSlow = false;

const queue = new FrameQueue<TeachingMessage | Finish>(async (work) => {
  try {
    for (const message of await done(await loading, work)) answer(message);
  } catch (error) {
    answer({ type: "failed", reason: String(error) });
  }
  if (!isFrame(work) && work.type === "finish") answer({ type: "finished", atS: work.atS });
});

function done(recogniser: Recogniser, work: ToRecogniser): Promise<FromRecogniser[]> {
  if (isFrame(work)) return recogniser.see(work);
  return work.type === "finish" ? recogniser.finish(work.atS) : recogniser.teach(work);
}

self.onmessage = ({ data }: MessageEvent<ToRecogniser>): void => {
  if (tooSlow && isFrame(data)) return;
  const dropped = queue.push(data);
  if (!isFrame(data) || !overload.came(dropped, performance.now() / 1000)) return;
  tooSlow = true;
  answer({ type: "failed", reason: "this browser is too slow for it" });
};
