import type { Recognised } from "./events";
import type { Spelled } from "./fingerspelling";

interface RecognisedMessage {
  readonly type: "recognised";
  readonly event: Recognised;
  /** t0 and t1 of the last frame behind the event. */
  readonly capturedS: number;
  readonly perceivedS: number;
}

interface FailedMessage {
  readonly type: "failed";
  readonly reason: string;
}

/** What the recogniser's thread tells the page; it is sent `BodyFrame`s. */
export type FromRecogniser = { readonly type: "ready"; readonly signs: number } | RecognisedMessage | FailedMessage;

/** What the speller's thread tells the page; it is sent `BodyFrame`s, or a moment to end at. */
export type FromSpeller = { readonly type: "spelled"; readonly spelled: Spelled } | RecognisedMessage | FailedMessage;
