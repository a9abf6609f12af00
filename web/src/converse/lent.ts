/** Which motions of the page's book this conversation has, and what brings it up to date with another book. */
import type { Book } from "@signspan/recognise/book";

/** Packed motions by the name of their sign. */
export type Lent = ReadonlyMap<string, Uint8Array>;

export const NO_MOTIONS: Lent = new Map();

export function lentBy({ signs }: Book): Lent {
  return new Map(signs.flatMap(({ name, motion }) => (motion === undefined ? [] : [[name, motion.packed] as const])));
}

/** The `Taught` messages that lead from one to the other; one without a motion takes the sign back. */
export function changes(before: Lent, after: Lent): { readonly gloss: string; readonly motion: Uint8Array }[] {
  const gone = [...before.keys()].filter((name) => !after.has(name)).map((gloss) => ({ gloss, motion: new Uint8Array() }));
  const changed = [...after].filter(([name, motion]) => before.get(name) !== motion).map(([gloss, motion]) => ({ gloss, motion }));
  return [...gone, ...changed];
}
