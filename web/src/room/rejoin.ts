/** Coming back to a membership, after a reload or when its token has run out: asked for until the room answers, with growing waits. */
import { RoomApiError, type Place } from "./roomApi";

const FIRST_WAIT_S = 1;
const LONGEST_WAIT_S = 15;

export interface RejoinEvents {
  readonly onPlace: (place: Place) => void;
  /** There is no such room any longer. */
  readonly onGone: (why: string) => void;
}

export class Rejoin {
  readonly #ask: () => Promise<Place>;
  readonly #events: RejoinEvents;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitS = FIRST_WAIT_S;
  #over = false;

  constructor(ask: () => Promise<Place>, events: RejoinEvents) {
    this.#ask = ask;
    this.#events = events;
    void this.#try();
  }

  stop(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  async #try(): Promise<void> {
    try {
      const place = await this.#ask();
      if (!this.#over) this.#events.onPlace(place);
    } catch (error) {
      if (this.#over) return;
      const why = error instanceof RoomApiError ? error.why : "unreachable";
      if (why === "no-room" || why === "code") this.#events.onGone(why);
      else this.#later();
    }
  }

  #later(): void {
    this.#timer = setTimeout(() => { void this.#try(); }, this.#waitS * 1000);
    this.#waitS = Math.min(this.#waitS * 2, LONGEST_WAIT_S);
  }
}
