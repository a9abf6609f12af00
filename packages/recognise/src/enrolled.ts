/**
 * The closed vocabulary and a book of taught signs together: the same as `signspan/recognise/enrolled.py`,
 * which explains it; `tests/vectors/taught.json` holds both to it.
 */
import constants from "./constants";
import { alone, type Book, type Sign } from "./book";
import type { Reader, Reading } from "./classifier";
import { cosine, type Example, Examples } from "./example";
import { trimmed } from "./path";
import type { Window } from "./window";

const SHARPNESS = constants.enrolled.sharpness;
const FARTHEST = constants.enrolled.farthest;
const OWN_SCALE = constants.enrolled.own_scale;
const OWN = constants.enrolled.own; // how far one person's two signings of a sign typically are apart
const MIN_DISTANCE = constants.enrolled.min_distance;
const SAMPLED = constants.enrolled.sampled;
const SAME_ENCODER = constants.enrolled.same_encoder;

/** The sign that another one is likeliest to be taken for, and how likely that is. */
export interface Neighbour {
  readonly name: string;
  readonly confusion: number;
}

export class Taught implements Reader {
  readonly classes: readonly string[];
  /** The distance of "none of these". */
  readonly unknown: number;
  readonly #reader: Reader;
  readonly #alone: boolean;
  readonly #signs: readonly Sign[];
  readonly #signOf: readonly number[]; // of every example
  readonly #classOf: readonly number[]; // of every sign
  readonly #examples: Examples;

  private constructor(reader: Reader, book: Book) {
    this.#reader = reader;
    this.#alone = alone(book);
    this.#signs = book.signs;
    const known = this.#alone ? reader.classes.slice(0, 1) : reader.classes;
    const names = book.signs.map(({ name }) => name);
    this.classes = [...known, ...names.filter((name) => !known.includes(name))];
    this.#classOf = names.map((name) => this.classes.indexOf(name));
    this.#signOf = book.signs.flatMap(({ examples }, at) => examples.map(() => at));
    this.#examples = new Examples(book.signs.flatMap(({ examples }) => examples));
    this.unknown = this.#farthestKnown();
  }

  static async of(reader: Reader, book: Book): Promise<Taught> {
    return new Taught(reader, await withEmbeddings(book, reader));
  }

  async readAll(windows: readonly Window[], glance = false): Promise<readonly Reading[]> {
    const cut = windows.map(trimmed);
    const read = await this.#reader.readAll(this.#alone ? cut : [...cut, ...windows], glance);
    return cut.map((window, at) => {
      const embedding = read[at]?.embedding ?? new Float32Array();
      const shares = this.shares({ window, embedding });
      const closed = this.#alone ? Float32Array.of(1) : read[cut.length + at]?.probabilities ?? new Float32Array();
      const none = shares.at(-1) ?? 0;
      const probabilities = new Float32Array(this.classes.length);
      probabilities.set(closed.map((value) => value * none));
      for (const [sign, place] of this.#classOf.entries()) {
        probabilities[place] = (probabilities[place] ?? 0) + (shares[sign] ?? 0);
      }
      return { probabilities, embedding };
    });
  }

  /** Probabilities of the book's signs in its order and, last, of none of them. */
  shares(example: Example): number[] {
    return sharesOf(this.#distances(example), this.unknown);
  }

  /** What a sign of the book is likeliest to be taken for: another sign of it, or one of the closed vocabulary. */
  async neighbour(name: string): Promise<Neighbour | undefined> {
    const others = this.#signs.filter((sign) => sign.name !== name);
    const found: Neighbour[] = [];
    for (const example of this.#signs.find((sign) => sign.name === name)?.examples ?? []) {
      const distances = this.#distances(example).filter((_, at) => this.#signs[at]?.name !== name);
      const shares = sharesOf(distances, OWN);
      found.push(...others.map((other, at) => ({ name: other.name, confusion: shares[at] ?? 0 })));
      if (this.#alone) continue;
      const [closed] = await this.#reader.readAll([example.window]);
      found.push(...this.#reader.classes.map((known, at) => ({ name: known, confusion: closed?.probabilities[at] ?? 0 }))
        .filter((each, at) => at > 0 && each.name !== name));
    }
    return found.length === 0 ? undefined : found.reduce((best, each) => (each.confusion > best.confusion ? each : best));
  }

  /** Distances to each sign's nearest example. */
  #distances(example: Example): number[] {
    const nearest = this.#signs.map(() => Infinity);
    for (const [at, distance] of this.#examples.distances(example).entries()) {
      const sign = this.#signOf[at] ?? 0;
      nearest[sign] = Math.min(nearest[sign] ?? Infinity, distance);
    }
    return nearest;
  }

  #farthestKnown(): number {
    if (this.#signs.length < 2) return FARTHEST;
    const nearest = this.#signs.slice(0, SAMPLED).map((sign, number) => Math.min(
      ...sign.examples.flatMap((example) => this.#distances(example).filter((_, at) => at !== number)),
    )).sort((a, b) => a - b);
    const middle = nearest.length / 2;
    const median = ((nearest[Math.ceil(middle) - 1] ?? 0) + (nearest[Math.floor(middle)] ?? 0)) / 2;
    return Math.min(FARTHEST, Math.max(OWN, OWN_SCALE * median));
  }
}

function sharesOf(distances: readonly number[], unknown: number): number[] {
  const logits = [...distances, unknown].map((value) => -SHARPNESS * Math.log(Math.max(value, MIN_DISTANCE)));
  const highest = Math.max(...logits);
  const odds = logits.map((logit) => Math.exp(logit - highest));
  const sum = odds.reduce((total, value) => total + value, 0);
  return odds.map((value) => value / sum);
}

/** The book with this encoder's embeddings: as they are if the first one's is its, made again if not. */
export async function withEmbeddings(book: Book, reader: Reader): Promise<Book> {
  const first = book.signs[0]?.examples[0];
  if (first === undefined) return book;
  const [now] = await reader.readAll([first.window]);
  if (now?.embedding.length === first.embedding.length && cosine(now.embedding, first.embedding) > SAME_ENCODER) return book;
  const again = await reader.readAll(book.signs.flatMap(({ examples }) => examples.map(({ window }) => window)));
  let at = 0;
  return {
    ...book,
    signs: book.signs.map((sign) => ({
      ...sign, examples: sign.examples.map(({ window, embedding }) => ({ window, embedding: again[at++]?.embedding ?? embedding })),
    })),
  };
}
