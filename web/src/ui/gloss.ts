/** A gloss as people write it: fingerspelled words letter by letter. */
export function written(gloss: string, source: string): string {
  return source === "fingerspell" ? [...gloss].join("-") : gloss;
}
