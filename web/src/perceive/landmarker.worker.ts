/**
 * The Holistic Landmarker in a thread of its own, so that the page never freezes. One frame is in
 * flight at a time; the camera side waits for the answer before it sends the next.
 */
import { HolisticLandmarker } from "@mediapipe/tasks-vision";
import loaderUrl from "../../../node_modules/@mediapipe/tasks-vision/wasm/vision_wasm_internal.js?url";
import binaryUrl from "../../../node_modules/@mediapipe/tasks-vision/wasm/vision_wasm_internal.wasm?url";
import { toPoints } from "./frame";
import type { FromLandmarker, ToLandmarker } from "./messages";

const BUNDLE = "/perceive/holistic.task";

let landmarker: HolisticLandmarker | undefined;
let pageOrigin = performance.timeOrigin;

const answer = (message: FromLandmarker, transfer: Transferable[] = []): void => {
  self.postMessage(message, { transfer });
};

async function load(): Promise<void> {
  landmarker = await HolisticLandmarker.createFromOptions(
    { wasmLoaderPath: await loaderPath(), wasmBinaryPath: binaryUrl },
    { baseOptions: { modelAssetPath: BUNDLE, delegate: "CPU" }, runningMode: "VIDEO" },
  );
  answer({ type: "ready" });
}

/** The development server has only module workers, which lack `importScripts`: load the script here, name none. */
async function loaderPath(): Promise<string> {
  if (!import.meta.env.DEV) return loaderUrl;
  const script = await (await fetch(loaderUrl)).text();
  (0, eval)(script);
  return "";
}

function perceive(image: ImageBitmap, capturedS: number): void {
  if (landmarker === undefined) return;
  const aspect = image.width / image.height;
  const detected = landmarker.detectForVideo(image, capturedS * 1000);
  image.close();
  const points = toPoints(detected);
  const perceivedS = (performance.timeOrigin + performance.now() - pageOrigin) / 1000;
  answer({ type: "frame", frame: { points, aspect, capturedS, perceivedS } }, [points.buffer]);
}

self.onmessage = ({ data }: MessageEvent<ToLandmarker>): void => {
  try {
    if (data.type === "frame") {
      perceive(data.image, data.capturedS);
      return;
    }
    pageOrigin = data.pageOrigin;
    load().catch(fail);
  } catch (error) {
    fail(error);
  }
};

function fail(error: unknown): void {
  answer({ type: "failed", reason: String(error) });
}
