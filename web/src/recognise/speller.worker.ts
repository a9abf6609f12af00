/**
 * Fingerspelling in a thread of its own, started when somebody first turns it on. Frames are handled one after
 * another; when too many wait they are thinned (the hand's places in between are interpolated anyway).
 */
import * as ort from "onnxruntime-web/wasm";
import binaryUrl from "../../../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm?url";
import { SpellingStream } from "@signspan/recognise/fingerspelling";
import { type LetterLabels, LetterReader } from "@signspan/recognise/handshape";
import { FrameQueue, isFrame } from "./frameQueue";
import type { Finish, FromSpeller, ToSpeller } from "./messages";
import { SpellingLexicon } from "@signspan/recognise/spelling";

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
loading.catch((error: unknown) => {
  answer({ type: "failed", reason: String(error) });
});

/** t0 and t1 of the last frame. */
let seen = { capturedS: 0, perceivedS: 0 };

const queue = new FrameQueue<Finish>(async (work) => {
  try {
    const stream = await loading;
    if (isFrame(work)) seen = { capturedS: work.capturedS, perceivedS: work.perceivedS };
    const events = isFrame(work) ? await stream.feed(work.points, work.aspect, work.capturedS) : await stream.finish(work.atS);
    for (const event of events) {
      if (event.kind === "spelled") answer({ type: "spelled", spelled: event });
      else answer({ type: "recognised", event, ...seen });
    }
  } catch (error) {
    answer({ type: "failed", reason: String(error) });
  }
  if (!isFrame(work)) answer({ type: "finished", atS: work.atS });
});

self.onmessage = ({ data }: MessageEvent<ToSpeller>): void => {
  queue.push(data);
};
