import type { Motion, Performing } from "../converse/state";

/**
 * Motions that may wait; when there are more, the oldest waiting is skipped. Its sentence stays in the transcript, to be
 * read and replayed, and the person is notified.
 */
const MAX_WAITING = 12;

/** One motion to be signed: which it is, and what. */
export interface Turn {
  readonly key: string;
  readonly index: number;
  readonly motion: Motion;
}

/** One sign of a motion. */
export interface Part {
  readonly turn: Turn;
  readonly sign: number;
}

/** What the avatar has still to sign, first come first signed. */
export class TurnQueue {
  #waiting: Turn[] = [];

  /** The turn that is skipped for it, if too many wait. */
  push(turn: Turn): Turn | undefined {
    this.#waiting.push(turn);
    return this.#waiting.length > MAX_WAITING ? this.#waiting.shift() : undefined;
  }

  next(): Turn | undefined {
    return this.#waiting.shift();
  }

  /** Puts a whole sentence in the place of what waited: a replay is now or never. What is skipped for it. */
  replace(turns: readonly Turn[]): Turn[] {
    const skipped = this.#waiting;
    this.#waiting = [...turns];
    return skipped;
  }
}

/** The sign being made at `timeS` of a motion; between signs the one that comes next. */
export function performingAt({ key, index, motion }: Turn, timeS: number): Performing | undefined {
  const sign = motion.signs.findIndex(({ endS }) => timeS < endS);
  return sign < 0 ? undefined : { key, motion: index, sign };
}

/** The part of a motion in which its sign number `sign` is made: from where the one before ends to its own end. */
export function partOf({ motion }: Turn, sign: number): { readonly fromS: number; readonly untilS: number } | undefined {
  const chosen = motion.signs[sign];
  if (chosen === undefined) return undefined;
  return { fromS: motion.signs[sign - 1]?.endS ?? 0, untilS: chosen.endS };
}

/**
 * The sign `by` places from one of a sentence's signs, over the motions of all its clauses; undefined past the ends.
 * Sign -1 is the one before the motion's first.
 */
export function stepped(turns: readonly Turn[], motion: number, sign: number, by: number): Part | undefined {
  const all = turns.flatMap((turn) => turn.motion.signs.map((_, index) => ({ turn, sign: index })));
  const here = all.filter(({ turn }) => turn.index < motion).length + sign;
  return all[here < 0 && by < 0 ? all.length - 1 : here + by];
}
