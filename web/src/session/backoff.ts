/**
 * When to try again: each wait is `factor` times the one before, from `firstS` to `longestS`, until something worked.
 *
 * Everything that redials uses this one: the connection to the server (`connection.ts`), the connection to a room
 * (`room/roomClient.ts`), a place in a room that has to be asked for anew (`room/rejoin.ts`), and the direct connection
 * to another device (`room/direct.ts`). Each names its own numbers.
 */
export interface Waits {
  readonly firstS: number;
  readonly factor: number;
  readonly longestS: number;
}

export class Backoff {
  readonly #waits: Waits;
  #nextS: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(waits: Waits) {
    this.#waits = waits;
    this.#nextS = waits.firstS;
  }

  /** Makes an attempt after the next wait, instead of any that is still to come. */
  schedule(attempt: () => void): void {
    this.cancel();
    this.#timer = setTimeout(attempt, this.#nextS * 1000);
    this.#nextS = Math.min(this.#nextS * this.#waits.factor, this.#waits.longestS);
  }

  /** It worked: the next wait is the first again. */
  reset(): void {
    this.#nextS = this.#waits.firstS;
  }

  /** The next wait is this long, because the other end said so or because it is too early to judge. */
  postpone(seconds: number): void {
    this.#nextS = seconds;
  }

  /** No attempt is to come. */
  cancel(): void {
    clearTimeout(this.#timer);
  }
}
