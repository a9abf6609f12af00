import type { BodyFrame } from "../perceive/frame";
import type { Recognised } from "@signspan/recognise/events";
import type { Spelled } from "@signspan/recognise/fingerspelling";
import type { Finish, FromSpeller } from "./messages";
import { retire } from "./retire";

export interface SpellerEvents {
  /** With t0 and t1 of the last frame behind the event. */
  readonly onRecognised: (event: Recognised, capturedS: number, perceivedS: number) => void;
  readonly onSpelled: (spelled: Spelled) => void;
  readonly onFailed: () => void;
}

/** The fingerspelling thread: nothing is loaded until it is first turned on. */
export class Speller {
  readonly #start: () => Worker;
  readonly #events: SpellerEvents;
  #worker: Worker | undefined;
  #on = false;

  constructor(start: () => Worker, events: SpellerEvents) {
    this.#start = start;
    this.#events = events;
  }

  get on(): boolean {
    return this.#on;
  }

  /** Turned off at `atS`, the word so far is over. */
  turn(on: boolean, atS: number): void {
    if (on === this.#on) return;
    this.#on = on;
    if (on) this.#worker ??= this.#started();
    else this.finish(atS);
  }

  feed(frame: BodyFrame): void {
    this.#worker?.postMessage(frame);
  }

  /** No frames come for now: the word so far is over. */
  finish(atS: number): void {
    this.#worker?.postMessage({ type: "finish", atS } satisfies Finish);
  }

  stop(atS: number): void {
    if (this.#worker !== undefined) retire(this.#worker, atS);
    this.#worker = undefined;
    this.#on = false;
  }

  #started(): Worker {
    const worker = this.#start();
    worker.onmessage = ({ data }: MessageEvent<FromSpeller>) => {
      if (data.type === "recognised") this.#events.onRecognised(data.event, data.capturedS, data.perceivedS);
      else if (worker !== this.#worker) return; // stopped: only what was decided still counts
      else if (data.type === "spelled") this.#events.onSpelled(data.spelled);
      else if (data.type === "failed") this.#events.onFailed();
    };
    worker.onerror = () => { if (worker === this.#worker) this.#events.onFailed(); };
    return worker;
  }
}
