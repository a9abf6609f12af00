/**
 * Fingerspelling in a thread of its own, started when somebody first turns it on. Frames are handled one after
 * another; `BACKLOG` may wait, and when that many do, the newest is dropped (frames are interpolated anyway).
 */
import * as ort from "onnxruntime-web/wasm";
import binaryUrl from "../../../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm?url";
import type { BodyFrame } from "../perceive/frame";
import { SpellingStream } from "@signspan/recognise/fingerspelling";
import { type LetterLabels, LetterReader } from "@signspan/recognise/handshape";
import type { FromSpeller } from "./messages";
import { SpellingLexicon } from "@signspan/recognise/spelling";

const BACKLOG = 16;

const answer = (message: FromSpeller): void => {
  self.postMessage(message);
};

async function load(): Promise<SpellingStream> {
  ort.env.wasm.numThreads = 1; // one hand is small: threads would cost more than they give
  ort.env.wasm.wasmPaths = { wasm: new URL(binaryUrl, self.location.href).href };
  const names = ["letters.onnx", "letters.json", "spelling.txt"] as const;
  const [model, labels, words] = await Promise.all(names.map(async (name) => {
    const found = await fetch(`/models/${name}`);
    if (!found.ok) throw new Error(`expected ${name}, got HTTP ${found.status}`);
    return found;
  }));
  if (model === undefined || labels === undefined || words === undefined) throw new Error("expected three files");
  const bytes = new Uint8Array(await model.arrayBuffer());
  const reader = await LetterReader.load(ort, bytes, (await labels.json()) as LetterLabels);
  return new SpellingStream(reader, new SpellingLexicon(await words.text()));
}

const loading = load();
let work: Promise<unknown> = loading;
let waiting = 0;

loading.catch((error: unknown) => {
  answer({ type: "failed", reason: String(error) });
});

/** A frame to read, or the moment in seconds at which spelling was turned off. */
self.onmessage = ({ data }: MessageEvent<BodyFrame | number>): void => {
  if (waiting >= BACKLOG && typeof data !== "number") return;
  waiting += 1;
  work = work.then(async () => {
    const stream = await loading;
    const [capturedS, perceivedS] = typeof data === "number" ? [data, data] : [data.capturedS, data.perceivedS];
    const events = typeof data === "number"
      ? await stream.finish(data) : await stream.feed(data.points, data.aspect, data.capturedS);
    for (const event of events) {
      if (event.kind === "spelled") answer({ type: "spelled", spelled: event });
      else answer({ type: "recognised", event, capturedS, perceivedS });
    }
  }).catch((error: unknown) => {
    answer({ type: "failed", reason: String(error) });
  }).finally(() => {
    waiting -= 1;
  });
};
