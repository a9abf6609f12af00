/** How long what another page says is on its way, from echoes: half the shortest round trip of late (RFC 5905, §8). */
import type { Echo } from "../wire/signspan/v1/conversation_pb";

const KEPT = 16;

export class RttEstimator {
  readonly #member: number;
  #heard: { readonly sentS: number; readonly atS: number } | undefined;
  #trips: readonly number[] = [];

  /** Of what `member` says. */
  constructor(member: number) {
    this.#member = member;
  }

  /** Something came that was sent at `sentS` of its sender's clock; `echo` is what that one had heard, if of us. */
  came(sentS: number, echo: Pick<Echo, "sentS" | "heldMs"> | undefined, nowS: number): void {
    this.#heard = { sentS, atS: nowS };
    const trip = echo === undefined ? NaN : nowS - echo.sentS - echo.heldMs / 1000;
    if (trip >= 0) this.#trips = [...this.#trips, trip].slice(-KEPT);
  }

  /** What to send along, so that the other one learns it too. */
  echo(nowS: number): { member: number; sentS: number; heldMs: number } | undefined {
    if (this.#heard === undefined) return undefined;
    return { member: this.#member, sentS: this.#heard.sentS, heldMs: (nowS - this.#heard.atS) * 1000 };
  }

  /** Milliseconds of one way; 0 while nothing is known. */
  get ms(): number {
    return this.#trips.length === 0 ? 0 : Math.min(...this.#trips) * 500;
  }
}
