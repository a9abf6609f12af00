import type { Recognised } from "./events";

/** What the recogniser's thread tells the page; it is sent `BodyFrame`s. */
export type FromRecogniser =
  | { readonly type: "ready"; readonly signs: number }
  | {
      readonly type: "recognised";
      readonly event: Recognised;
      /** t0 and t1 of the last frame behind the event. */
      readonly capturedS: number;
      readonly perceivedS: number;
    }
  | { readonly type: "failed"; readonly reason: string };
