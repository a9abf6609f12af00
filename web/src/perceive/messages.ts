import type { BodyFrame } from "./frame";

/** What the page tells the landmarker's thread. `pageOrigin` is the page's `performance.timeOrigin`. */
export type ToLandmarker =
  | { readonly type: "load"; readonly pageOrigin: number }
  | { readonly type: "frame"; readonly image: ImageBitmap; readonly capturedS: number };

export type FromLandmarker =
  | { readonly type: "ready" }
  | { readonly type: "frame"; readonly frame: BodyFrame }
  | { readonly type: "failed"; readonly reason: string };
