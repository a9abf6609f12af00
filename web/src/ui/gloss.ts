/** Where the avatar's sign may come from, as the server says it (`signspan/events.py`); each has its word in the strings. */
export const SOURCES = ["taught", "lexicon", "alias", "lemma", "synonym", "point", "number", "fingerspell"] as const;

/** A gloss as people write it: in capitals, fingerspelled words letter by letter. */
export function written(gloss: string, source = ""): string {
  const capitals = gloss.toLocaleUpperCase("en");
  return source === "fingerspell" ? Array.from(capitals).join("-") : capitals;
}
