/**
 * From letters to a word: the same as `signspan/recognise/spelling.py`, which explains it;
 * `tests/vectors/spelling.json` holds both to it.
 */
import constants from "./constants";
import { LETTERS, NONE } from "./handshape";
import { type Letter, MOVING } from "./letters";

const UNKNOWN_WORD = Math.log(constants.spelling.unknown_word);
const UNKNOWN_LETTER = Math.log(1 / constants.spelling.unknown_letter);
const SPURIOUS = Math.log(constants.spelling.spurious);
const WEAK_SPURIOUS = Math.log(constants.spelling.weak_spurious);
const START_SPURIOUS = Math.log(constants.spelling.start_spurious);
const WEAK_S = constants.spelling.weak_s;
const MISSED = Math.log(constants.spelling.missed);
const MISSED_DOUBLE = Math.log(constants.spelling.missed_double);
const MISREAD = constants.spelling.misread;
const DOUBT = constants.spelling.doubt; // letters of one word are not independent evidence
const MAX_ALTERNATIVES = constants.spelling.max_alternatives;
const MIN_ALTERNATIVE = constants.spelling.min_alternative;
const MAX_LETTERS = constants.spelling.max_letters;
const FARTHEST = constants.spelling.farthest; // nats below the best, a word is not worth naming

/** A word as it is written (names with a capital), and the probability that it was meant. */
export interface Spelling {
  readonly text: string;
  readonly probability: number;
}

interface Entry {
  readonly word: string;
  readonly letters: readonly number[];
  readonly logPrior: number;
}

/** Words and names, and how common each is: lines `cost word`, cost in tenths of a nat. */
export class SpellingLexicon {
  readonly #byLength: readonly (readonly Entry[])[];

  constructor(text: string) {
    const byLength: Entry[][] = Array.from({ length: MAX_LETTERS + 1 }, () => []);
    for (const line of text.split("\n")) {
      const [cost, word] = line.split(" ");
      if (line.startsWith("#") || word === undefined) continue;
      byLength[word.length]?.push({ word, letters: lettersIn(word), logPrior: -Number(cost) / 10 });
    }
    this.#byLength = byLength;
  }

  /** Entries of about a length. */
  near(length: number, reach: number): readonly Entry[] {
    return this.#byLength.slice(Math.max(0, length - reach), length + reach + 1).flat();
  }
}

/** The letters as they were read, capitals, doubles where they are likelier than not. */
export function raw(letters: readonly Letter[]): string {
  return letters.filter((_, at) => !beginsMoving(letters, at))
    .map(({ letter, double }) => letter.repeat(double > 0.5 ? 2 : 1)).join("");
}

/** The best word and its alternatives, likeliest first; empty for no letters. */
export function wordsOf(
  letters: readonly Letter[], lexicon: SpellingLexicon, confusions: readonly (readonly number[])[],
): Spelling[] {
  const plain = raw(letters);
  if (plain === "") return [];
  const read: Read[] = letters.map((letter, at) => ({
    seen: Array.from({ length: NONE }, (_, meant) => {
      const row = confusions[meant] ?? [];
      const mixed = letter.chances.reduce((sum, chance, number) => sum + chance * (row[number] ?? 0), 0);
      return Math.log(Math.max((1 - MISREAD) * (letter.chances[meant] ?? 0) + MISREAD * mixed, 1e-9));
    }),
    twice: Math.min(Math.max(letter.double, 0.005), 0.98),
    spurious: spurious(letters, at),
  }));
  const scored = lexicon.near(plain.length, 3).map((entry) => ({
    word: entry.word, score: align(entry.letters, read) + entry.logPrior,
  }));
  const own = lettersIn(plain.slice(0, 4 * MAX_LETTERS));
  const asRead = align(own, read) + UNKNOWN_WORD + UNKNOWN_LETTER * own.length;
  const top = scored.reduce((best, { score }) => Math.max(best, score), asRead);

  const found = new Map([[plain.toLowerCase(), { text: capital(plain), chance: Math.exp((asRead - top) / DOUBT), known: 0 }]]);
  for (const { word, score } of scored) {
    if (score <= top - FARTHEST) continue;
    const chance = Math.exp((score - top) / DOUBT);
    const before = found.get(word.toLowerCase());
    found.set(word.toLowerCase(), before === undefined
      ? { text: word, chance, known: chance }
      : { text: before.known > chance ? before.text : word, chance: before.chance + chance, known: Math.max(before.known, chance) });
  }
  const total = [...found.values()].reduce((sum, { chance }) => sum + chance, 0);
  return [...found.values()]
    .sort((a, b) => b.chance - a.chance)
    .slice(0, MAX_ALTERNATIVES + 1)
    .map(({ text, chance }) => ({ text, probability: Math.round((chance / total) * 1e4) / 1e4 }))
    .filter(({ probability }, at) => at === 0 || probability >= MIN_ALTERNATIVE);
}

interface Read {
  readonly seen: readonly number[];
  readonly twice: number;
  readonly spurious: number;
}

function spurious(letters: readonly Letter[], at: number): number {
  if (beginsMoving(letters, at)) return START_SPURIOUS;
  const letter = letters[at];
  const weak = letter === undefined || letter.endS - letter.startS < WEAK_S || letter.probability < 0.5;
  return weak ? WEAK_SPURIOUS : SPURIOUS;
}

/** Whether a short letter is only the handshape in which the J or Z beside it starts or ends. */
function beginsMoving(letters: readonly Letter[], at: number): boolean {
  const here = letters[at];
  if (here === undefined || here.endS - here.startS > 2 * WEAK_S || MOVING.includes(here.letter)) return false;
  const shapes: Record<string, string> = { J: "IY", Z: "DXGL" };
  const beside = (near: Letter | undefined, gap: number): boolean =>
    near !== undefined && (shapes[near.letter]?.includes(here.letter) ?? false) && Math.abs(gap) < WEAK_S;
  const after = letters[at + 1];
  const before = letters[at - 1];
  return beside(after, (after?.startS ?? 0) - here.endS) || beside(before, here.startS - (before?.endS ?? 0));
}

/** Log chance of the letters read given a word: the best alignment's. */
function align(word: readonly number[], read: readonly Read[]): number {
  const same = word.map((letter, at) => at > 0 && letter === word[at - 1]);
  const missed = (place: number): number => (same[place - 1] === true ? MISSED_DOUBLE : MISSED);
  let best = [0];
  for (let place = 1; place <= word.length; place += 1) best.push((best[place - 1] ?? 0) + missed(place));
  for (const { seen, twice, spurious: extra } of read) {
    const once = Math.log1p(-twice);
    const double = Math.log(twice);
    const fresh = [(best[0] ?? 0) + extra];
    for (let place = 1; place <= word.length; place += 1) {
      const match = seen[word[place - 1] ?? 0] ?? -Infinity;
      let chance = Math.max(
        (best[place] ?? 0) + extra,
        (best[place - 1] ?? 0) + match + once,
        (fresh[place - 1] ?? 0) + missed(place),
      );
      if (same[place - 1] === true) chance = Math.max(chance, (best[place - 2] ?? 0) + match + double);
      fresh.push(chance);
    }
    best = fresh;
  }
  return best[word.length] ?? -Infinity;
}

function lettersIn(word: string): number[] {
  return Array.from(word.toUpperCase(), (letter) => LETTERS.indexOf(letter));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
