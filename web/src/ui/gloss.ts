/** A gloss as people write it: in capitals, fingerspelled words letter by letter. */
export function written(gloss: string, source = ""): string {
  const capitals = gloss.toLocaleUpperCase("en");
  return source === "fingerspell" ? Array.from(capitals).join("-") : capitals;
}
