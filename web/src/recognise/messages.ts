/** What the page and the threads that recognise say to each other. */
import type { Book, Sign } from "@signspan/recognise/book";
import type { Neighbour } from "@signspan/recognise/enrolled";
import type { Recognised } from "@signspan/recognise/events";
import type { Example } from "@signspan/recognise/example";
import type { Spelled } from "@signspan/recognise/fingerspelling";
import type { Recorded } from "@signspan/recognise/recording";
import type { BodyFrame } from "../perceive/frame";

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

/** What was being signed has been decided as a `Finish` asked, and its events have been sent. */
interface FinishedMessage {
  readonly type: "finished";
  readonly atS: number;
}

/** No frames come for now: what is being signed or spelled is decided, at this moment of the page's clock in seconds. */
export interface Finish {
  readonly type: "finish";
  readonly atS: number;
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
export type TeachingMessage =
  | { readonly type: "book"; readonly book: Book }
  | { readonly type: "record"; readonly sign: Sign }
  | { readonly type: "cancel" };

export type ToRecogniser = BodyFrame | TeachingMessage | Finish;

export type FromRecogniser =
  | { readonly type: "ready"; readonly signs: number }
  | RecognisedMessage
  | FailedMessage
  | FinishedMessage
  | FromTeaching;

export type ToSpeller = BodyFrame | Finish;

export type FromSpeller = { readonly type: "spelled"; readonly spelled: Spelled } | RecognisedMessage | FailedMessage | FinishedMessage;
