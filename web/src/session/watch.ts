/**
 * Camera → landmarks → signs, each in its own thread, until it is stopped. What is being signed when the frames stop (the
 * camera is turned off, the page is hidden, the browser stalls) is decided by the clock.
 */
import { FrameClock } from "@signspan/recognise/frameClock";
import type { Recognised } from "@signspan/recognise/events";
import type { Spelled } from "@signspan/recognise/fingerspelling";
import { POSE } from "@signspan/recognise/topology";
import { now } from "../clock";
import { closeStream } from "../perceive/camera";
import { type BodyFrame, has } from "../perceive/frame";
import type { Perceiver, PerceiverEvents } from "../perceive/perceiver";
import type { FromRecogniser, ToRecogniser } from "../recognise/messages";
import { retire } from "../recognise/retire";
import { Speller } from "../recognise/speller";
import type { TeachingSession } from "./teaching";

/** Seconds without a body before the page asks the signer to step into the picture. */
const NOBODY_S = 2.5;
/** How often it is asked whether frames still come. */
const POLL_S = 0.1;

/** What runs beside the page's own thread. */
export interface Threads {
  readonly perceive: (video: HTMLVideoElement, events: PerceiverEvents) => Pick<Perceiver, "stop" | "dropped">;
  readonly recogniser: () => Worker;
  readonly speller: () => Worker;
}

export interface WatchEvents {
  /** With t0 and t1 of the last frame behind the event. */
  readonly onRecognised: (event: Recognised, capturedS: number, perceivedS: number) => void;
  /** For the server to recognise, where this browser cannot. */
  readonly onLandmarks: (frame: BodyFrame) => void;
  /** Every frame, whoever recognises it. */
  readonly onFrame: (frame: BodyFrame) => void;
  readonly onReady: () => void;
  /** The landmarker could not start, or died. */
  readonly onBlind: (reason: string) => void;
  readonly onNobody: (nobody: boolean) => void;
  readonly onRecogniserAway: () => void;
  /** The word being spelled changed, or ended. */
  readonly onSpelled: (spelled: Spelled) => void;
  readonly onSpellerAway: () => void;
}

/** The recogniser's thread, for teaching. */
export type Lessons = Pick<TeachingSession, "connect" | "disconnect" | "receive">;

export class Watch {
  readonly #video: HTMLVideoElement;
  readonly #stream: MediaStream;
  readonly #events: WatchEvents;
  readonly #lessons: Lessons;
  readonly #recogniser: Worker;
  readonly #speller: Speller;
  readonly #perceiver: Pick<Perceiver, "stop" | "dropped">;
  readonly #clock = new FrameClock();
  readonly #poll: ReturnType<typeof setInterval>;
  /** The server recognises. */
  #away = false;
  #stopped = false;
  /** When a body was last seen. */
  #seenS: number | undefined;

  constructor(threads: Threads, video: HTMLVideoElement, stream: MediaStream, lessons: Lessons, events: WatchEvents) {
    this.#video = video;
    this.#stream = stream;
    this.#events = events;
    this.#lessons = lessons;
    video.srcObject = stream;
    void video.play();
    this.#recogniser = this.#listening(threads.recogniser());
    this.#speller = new Speller(threads.speller, {
      onRecognised: events.onRecognised, onSpelled: events.onSpelled, onFailed: events.onSpellerAway,
    });
    this.#perceiver = threads.perceive(video, {
      onReady: events.onReady,
      onFailed: events.onBlind,
      onFrame: (frame) => { this.#take(frame); },
    });
    this.#poll = setInterval(() => { if (this.#clock.stopped(now())) this.#finish(); }, POLL_S * 1000);
  }

  /** Camera frames skipped because a newer one was there. */
  get dropped(): number {
    return this.#perceiver.dropped;
  }

  /** Whether frames are read as fingerspelling instead of signs; what was being signed before is decided. */
  spell(on: boolean): void {
    if (on) this.#tell({ type: "finish", atS: now() });
    this.#speller.turn(on, now());
  }

  /** The camera goes off; what was being signed is decided, and its events still come. */
  stop(): void {
    this.#stopped = true;
    clearInterval(this.#poll);
    this.#lessons.disconnect();
    this.#perceiver.stop();
    retire(this.#recogniser, now());
    this.#speller.stop(now());
    closeStream(this.#stream);
    this.#video.srcObject = null;
  }

  #listening(worker: Worker): Worker {
    worker.onmessage = ({ data }: MessageEvent<FromRecogniser>) => {
      if (data.type === "recognised") this.#events.onRecognised(data.event, data.capturedS, data.perceivedS);
      else if (this.#stopped) return; // another watch may have begun: only what was decided still counts
      else if (data.type === "failed") this.#withoutRecogniser();
      else if (data.type === "ready") this.#lessons.connect((message) => { this.#tell(message); });
      else if (data.type !== "finished") this.#lessons.receive(data);
    };
    worker.onerror = () => { if (!this.#stopped) this.#withoutRecogniser(); };
    return worker;
  }

  #withoutRecogniser(): void {
    this.#away = true;
    this.#lessons.disconnect();
    this.#events.onRecogniserAway();
  }

  #take(frame: BodyFrame): void {
    this.#clock.came(now());
    this.#events.onFrame(frame);
    if (this.#speller.on) this.#speller.feed(frame);
    else if (this.#away) this.#events.onLandmarks(frame); // whose server has a clock of its own
    else this.#tell(frame);
    if (this.#seenS === undefined || has(frame.points, POSE)) this.#seenS = frame.capturedS;
    this.#events.onNobody(frame.capturedS - this.#seenS > NOBODY_S);
  }

  #finish(): void {
    const atS = now();
    this.#tell({ type: "finish", atS });
    this.#speller.finish(atS);
  }

  #tell(message: ToRecogniser): void {
    this.#recogniser.postMessage(message);
  }
}
