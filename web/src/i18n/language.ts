/** Which language the page is in, as the person chose it or as their browser prefers; kept on this machine. */

/** Each by its own name. */
export const LANGUAGES = { en: "English", ar: "العربية" } as const;

export type Language = keyof typeof LANGUAGES;

const KEY = "signspan.language";

export const isLanguage = (tag: string): tag is Language => Object.hasOwn(LANGUAGES, tag);

/** The language that was kept, else the first of the preferred ones that the page has, else English. */
export function decodeLanguage(kept: string | null, preferred: readonly string[]): Language {
  const wanted = [kept ?? "", ...preferred.map((tag) => tag.split("-")[0]?.toLowerCase() ?? "")];
  return wanted.find(isLanguage) ?? "en";
}

export function takeLanguage(): Language {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // storage is turned off
  }
  return decodeLanguage(kept, navigator.languages);
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // storage is turned off or full: the choice lasts as long as the page
  }
}

/** The locale whose numbers the page writes: Western digits in every language, as in its figures and units. */
export const localeOf = (language: string): string => `${language}-u-nu-latn`;
