/**
 * Fingerspelling as a stream: the same as `signspan/recognise/fingerspelling.py`, which explains it;
 * `tests/vectors/spelling.json` holds both to it.
 */
import constants from "./constants";
import { AXES, LEFT_HAND, LEFT_SHOULDER, POSE, RIGHT_HAND, RIGHT_SHOULDER, WRIST } from "./topology";
import type { Alternative, Recognised } from "./events";
import { FOCUS, handAt, LETTERS, type LetterReader, NONE, type SeenHand, type Side, sideOf, STEP_S, windowAt } from "./handshape";
import { argmax, type Letter, lettersOf, placesOf } from "./letters";
import { type Spelling, type SpellingLexicon, wordsOf } from "./spelling";

const REACH = constants.activity.reach; // shoulder widths under the shoulders
const REST_S = constants.activity.rest_s;
const HELD_S = constants.fingerspelling.held_s;
const LOST_S = constants.fingerspelling.lost_s;
const MAX_S = constants.fingerspelling.max_s;
const SURE = constants.fingerspelling.sure;
const MIN_LETTER = constants.fingerspelling.min_letter;

/** The letters of the word being spelled, so far; with `words`, likeliest first, once it has ended. */
export interface Spelled {
  readonly kind: "spelled";
  readonly letters: readonly Letter[];
  readonly words: readonly Spelling[];
}

export type SpellingEvent = Spelled | Recognised;

/** The gloss of a spelled word. */
export function glossOf(text: string): string {
  return Array.from(text).join("-");
}

export class SpellingStream {
  readonly #reader: LetterReader;
  readonly #lexicon: SpellingLexicon;
  #side: Side | undefined;
  #seen: SeenHand[] = [];
  #startS = 0;
  #ticks: Float32Array[] = [];
  #letters: Letter[] = [];
  #spent: string | undefined; // the letter still held after its word has ended

  constructor(reader: LetterReader, lexicon: SpellingLexicon) {
    this.#reader = reader;
    this.#lexicon = lexicon;
  }

  /** One body frame (543, 3) captured at `atS` seconds; frames come in order, one call at a time. */
  async feed(points: Float32Array, aspect: number, atS: number): Promise<SpellingEvent[]> {
    const hand = this.#raised(points, aspect);
    const lastS = this.#seen.at(-1)?.atS;
    if (hand !== undefined) {
      if (lastS === undefined) this.#startS = atS;
      this.#seen.push({ atS, points: hand });
    } else if (lastS !== undefined && atS - lastS >= REST_S) {
      return await this.#end(atS, true);
    }
    return this.#seen.length > 0 ? await this.#advance(atS - FOCUS * STEP_S, atS) : [];
  }

  /** The stream ends here. */
  async finish(atS: number): Promise<SpellingEvent[]> {
    return this.#seen.length > 0 ? await this.#end(atS, true) : [];
  }

  #raised(points: Float32Array, aspect: number): Float32Array | undefined {
    const at = (row: number, axis: number): number => points[row * AXES + axis] ?? NaN;
    const [left, right] = [POSE.start + LEFT_SHOULDER, POSE.start + RIGHT_SHOULDER];
    let lowest = Infinity;
    if (Number.isFinite(at(left, 0)) && Number.isFinite(at(right, 0))) {
      const width = Math.hypot((at(left, 0) - at(right, 0)) * aspect, at(left, 1) - at(right, 1));
      lowest = (at(left, 1) + at(right, 1)) / 2 + REACH * width;
    }
    const heights = { right: at(RIGHT_HAND.start + WRIST, 1), left: at(LEFT_HAND.start + WRIST, 1) };
    const up = (["right", "left"] as const).filter((side) => heights[side] < lowest);
    if (this.#side === undefined) {
      this.#side = up.toSorted((a, b) => heights[a] - heights[b])[0];
    }
    return this.#side !== undefined && up.includes(this.#side) ? sideOf(points, this.#side, aspect) : undefined;
  }

  async #advance(untilS: number, atS: number): Promise<SpellingEvent[]> {
    const nowS = await this.#read(untilS);
    if (nowS === undefined) return [];
    if (this.#spent !== undefined && !this.#newLetter(this.#spent)) {
      this.#keep(this.#startS + this.#ticks.length * STEP_S);
      return [];
    }
    this.#spent = undefined;
    const before = this.#letters;
    this.#letters = this.#lettersShown();
    const emitted: SpellingEvent[] = asShown(before) === asShown(this.#letters)
      ? [] : [{ kind: "spelled", letters: this.#letters, words: [] }];
    const last = this.#letters.at(-1);
    if (last !== undefined) {
      const held = last.endS > nowS && last.endS - last.startS >= HELD_S;
      if (held || nowS - last.endS >= LOST_S || nowS - this.#startS >= MAX_S) {
        return [...emitted, ...await this.#end(atS, false)];
      }
    } else if (nowS - this.#startS >= LOST_S) {
      this.#keep(nowS); // a raised hand that shows nothing is not waited for with ever longer memory
    }
    return emitted;
  }

  /** Reads the ticks up to a moment; the last one's moment, or undefined where there is none. */
  async #read(untilS: number): Promise<number | undefined> {
    const count = Math.floor((untilS - this.#startS) / STEP_S + 1e-6) + 1;
    const first = this.#ticks.length;
    if (count <= first) return undefined;
    const moments = Array.from({ length: count - first }, (_, at) => this.#startS + (first + at) * STEP_S);
    this.#ticks.push(...await this.#reader.read(moments.map((momentS) => windowAt(this.#seen, momentS))));
    return moments.at(-1);
  }

  #lettersShown(): Letter[] {
    const hands = this.#ticks.map((_, tick) => handAt(this.#seen, this.#startS + tick * STEP_S));
    const found = lettersOf(this.#ticks, placesOf(hands), this.#startS, this.#reader.labels.double);
    return found.length === 1 && (found[0]?.probability ?? 0) < MIN_LETTER ? [] : found;
  }

  /** Whether another letter shows than the one with which the last word ended. */
  #newLetter(spent: string): boolean {
    return this.#ticks.some((tick) => {
      const top = argmax(tick);
      return top !== NONE && LETTERS[top] !== spent;
    });
  }

  #keep(fromS: number): void {
    this.#seen = this.#seen.filter(({ atS }) => atS >= fromS - FOCUS * STEP_S);
    this.#ticks = [];
    this.#startS = fromS;
  }

  async #end(atS: number, idle: boolean): Promise<SpellingEvent[]> {
    if (this.#spent === undefined) {
      await this.#read(this.#seen.at(-1)?.atS ?? -Infinity);
      this.#letters = this.#ticks.length > 0 ? this.#lettersShown() : [];
    }
    const letters = this.#spent === undefined ? this.#letters : [];
    const words = wordsOf(letters, this.#lexicon, this.#reader.labels.confusions);
    const emitted: SpellingEvent[] = words.length > 0 ? [{ kind: "spelled", letters, words }, decided(words, letters)] : [];
    this.#letters = [];
    if (idle) {
      this.#seen = [];
      this.#ticks = [];
      this.#side = undefined;
      this.#spent = undefined;
      return [...emitted, { kind: "idle", atS }];
    }
    this.#spent = letters.at(-1)?.letter;
    this.#keep(this.#startS + this.#ticks.length * STEP_S);
    return emitted;
  }
}

function asShown(letters: readonly Letter[]): string {
  return letters.map(({ letter, double }) => letter + (double > 0.5 ? "2" : "1")).join("");
}

/** A word that the recogniser is not at least half sure of is a question, never a claim. */
function decided(words: readonly Spelling[], letters: readonly Letter[]): Recognised {
  const alternatives = words.map(({ text, probability }): Alternative => ({ gloss: glossOf(text), probability }));
  const spanned = { alternatives, startS: letters[0]?.startS ?? 0, endS: letters.at(-1)?.endS ?? 0 };
  const [best] = alternatives;
  return best === undefined || best.probability < SURE
    ? { kind: "unsure", ...spanned }
    : { kind: "gloss", ...best, ...spanned };
}
