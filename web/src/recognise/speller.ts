import { now } from "../clock";
import type { BodyFrame } from "../perceive/frame";
import type { Recognised } from "@signspan/recognise/events";
import type { Spelled } from "@signspan/recognise/fingerspelling";
import type { FromSpeller } from "./messages";
import SpellerWorker from "./speller.worker?worker";

export interface SpellerEvents {
  /** With t0 and t1 of the last frame behind the event. */
  readonly onRecognised: (event: Recognised, capturedS: number, perceivedS: number) => void;
  readonly onSpelled: (spelled: Spelled) => void;
  readonly onFailed: () => void;
}

/** The fingerspelling thread: nothing is loaded until it is first turned on. */
export class Speller {
  readonly #events: SpellerEvents;
  #worker: Worker | undefined;
  #on = false;

  constructor(events: SpellerEvents) {
    this.#events = events;
  }

  get on(): boolean {
    return this.#on;
  }

  /** Turned off, the word so far is over. */
  set on(on: boolean) {
    if (on === this.#on) return;
    this.#on = on;
    if (on) this.#worker ??= this.#start();
    else this.#worker?.postMessage(now());
  }

  feed(frame: BodyFrame): void {
    this.#worker?.postMessage(frame);
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#on = false;
  }

  #start(): Worker {
    const worker = new SpellerWorker();
    worker.onmessage = ({ data }: MessageEvent<FromSpeller>) => {
      if (data.type === "recognised") this.#events.onRecognised(data.event, data.capturedS, data.perceivedS);
      else if (data.type === "spelled") this.#events.onSpelled(data.spelled);
      else this.#events.onFailed();
    };
    worker.onerror = this.#events.onFailed;
    return worker;
  }
}
