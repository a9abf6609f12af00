/** Coming back to a membership, after a reload or when its token has run out: asked for until the room answers, with growing waits. */
import { Backoff, type Waits } from "../session/backoff";
import { RoomApiError, type Place } from "./roomApi";

/** A room's servers are back within seconds; who asks more often than this is refused as too busy. */
const ASKING: Waits = { firstS: 1, factor: 2, longestS: 15 };

export interface RejoinEvents {
  readonly onPlace: (place: Place) => void;
  /** There is no such room any longer. */
  readonly onGone: (why: string) => void;
}

export class Rejoin {
  readonly #ask: () => Promise<Place>;
  readonly #events: RejoinEvents;
  readonly #backoff = new Backoff(ASKING);
  #over = false;

  constructor(ask: () => Promise<Place>, events: RejoinEvents) {
    this.#ask = ask;
    this.#events = events;
    void this.#try();
  }

  stop(): void {
    this.#over = true;
    this.#backoff.cancel();
  }

  async #try(): Promise<void> {
    try {
      const place = await this.#ask();
      if (!this.#over) this.#events.onPlace(place);
    } catch (error) {
      if (this.#over) return;
      const why = error instanceof RoomApiError ? error.why : "unreachable";
      if (why === "no-room" || why === "code") this.#events.onGone(why);
      else this.#backoff.schedule(() => { void this.#try(); });
    }
  }
}
