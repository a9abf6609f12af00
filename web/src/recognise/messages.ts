import type { Book, Sign } from "@signspan/recognise/book";
import type { Neighbour } from "@signspan/recognise/enrolled";
import type { Recognised } from "@signspan/recognise/events";
import type { Example } from "@signspan/recognise/example";
import type { Spelled } from "@signspan/recognise/fingerspelling";
import type { Recorded } from "@signspan/recognise/recording";

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

/** The recording of an example goes on, or has ended: in an example and what its sign may be taken for, or in nothing. */
export type FromTeaching =
  | { readonly type: "recording"; readonly signing: boolean }
  | { readonly type: "recorded"; readonly example: undefined }
  | { readonly type: "recorded"; readonly example: Example; readonly neighbour: Neighbour | undefined; readonly take: Take };

/** The recording behind an example, and what its sign was called then. */
export interface Take {
  readonly name: string;
  readonly recorded: Recorded;
}

/** Signs to read from now on, or a recording to begin (of one more example of `sign`) or to break off. */
export type Teaching =
  | { readonly type: "book"; readonly book: Book }
  | { readonly type: "record"; readonly sign: Sign }
  | { readonly type: "cancel" };

/** What the recogniser's thread tells the page; it is sent `BodyFrame`s and `Teaching`. */
export type FromRecogniser =
  | { readonly type: "ready"; readonly signs: number }
  | RecognisedMessage
  | FailedMessage
  | FromTeaching;

/** What the speller's thread tells the page; it is sent `BodyFrame`s, or a moment to end at. */
export type FromSpeller = { readonly type: "spelled"; readonly spelled: Spelled } | RecognisedMessage | FailedMessage;
