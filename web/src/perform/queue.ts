import type { Motion, Performing } from "../converse/state";

/** Motions that may wait; when there are more, the oldest waiting is skipped and stays readable in the transcript. */
const MOST_WAITING = 12;

/** One motion to be signed: which it is, and what. */
export interface Turn {
  readonly key: string;
  readonly index: number;
  readonly motion: Motion;
}

/** What the avatar has still to sign, first come first signed. */
export class TurnQueue {
  #waiting: Turn[] = [];

  push(turn: Turn): void {
    this.#waiting = [...this.#waiting, turn].slice(-MOST_WAITING);
  }

  next(): Turn | undefined {
    return this.#waiting.shift();
  }

  /** Puts a whole sentence first and drops what waited: a replay is now or never. */
  replace(turns: readonly Turn[]): void {
    this.#waiting = [...turns];
  }
}

/** The sign being made at `timeS` of a motion; between signs the one that comes next. */
export function performingAt({ key, index, motion }: Turn, timeS: number): Performing | undefined {
  const sign = motion.signs.findIndex(({ endS }) => timeS < endS);
  return sign < 0 ? undefined : { key, motion: index, sign };
}
