/**
 * Exactly once, in two halves. Who sends gives each message a number of its own (`Numbering`) and keeps it until it is
 * answered, so that it may be sent again: at least once. Who receives asks `Once` whether it is the first time: at most
 * once. The outbox and the talk in a room number what they send; the talk asks of what comes by two ways, the stage of
 * motions, and the conversation of sentences that are spoken and of those that were heard or seen.
 *
 * `Once` remembers the newest `most` keys, so it is exact as long as fewer than `most` other new keys come between two
 * copies of one. That holds wherever it is used, because nothing older can come back:
 *
 * - a final of a room: its second copy comes while its sender still keeps it (`UNSENT`) or the room does (`PENDING`), so
 *   there are never as many newer ones as both together;
 * - a sentence or a motion: the transcript itself forgets beyond `KEPT` sentences, and with them their motions.
 */
export class Once<Key> {
  readonly #most: number;
  readonly #seen = new Set<Key>(); // in the order in which they came

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether this is the first time that the key comes. */
  first(key: Key): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    for (const oldest of this.#seen) {
      if (this.#seen.size <= this.#most) break;
      this.#seen.delete(oldest);
    }
    return true;
  }
}

/** Numbers from 1 up, none twice. 0 is no number: what passes by and is not answered. */
export class Numbering {
  #last = 0;

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}
