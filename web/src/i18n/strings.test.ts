import { describe, expect, it } from "vitest";
import ar from "./ar.json";
import en from "./en.json";
import { decodeLanguage, LANGUAGES, localeOf } from "./language";

const STRINGS = { en, ar } satisfies Record<keyof typeof LANGUAGES, unknown>;
const PLURAL = /_(zero|one|two|few|many|other)$/;

function flat(strings: object, path = ""): Map<string, string> {
  return new Map(Object.entries(strings).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null ? [...flat(value, `${path}${key}.`)] : [[`${path}${key}`, String(value)] as const]));
}

/** What must survive translation: `{{name}}` and `<tag/>`. */
const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}|<\w+\/>/g) ?? []).toSorted();

const english = flat(en);
const names = (strings: Map<string, string>): string[] => [...new Set([...strings.keys()].map((key) => key.replace(PLURAL, "")))].toSorted();

describe.each(Object.entries(STRINGS))("the strings in %s", (language, strings) => {
  const own = flat(strings);
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

  it("are those of the English page, none missing and none left over", () => {
    expect(names(own)).toEqual(names(english));
    expect([...own.values()].filter((text) => text.trim() === "")).toEqual([]);
  });

  it("have a plural for every number of the language, and no other", () => {
    for (const name of names(own)) {
      const found = [...own.keys()].filter((key) => PLURAL.test(key) && key.replace(PLURAL, "") === name).map((key) => key.split("_").at(-1));
      if (found.length > 0) expect(found.toSorted(), name).toEqual([...categories].toSorted());
    }
  });

  it("hold what is filled in; only one, two and none may go without their number", () => {
    for (const [key, text] of own) {
      const model = english.get(key) ?? english.get(key.replace(PLURAL, "_other")) ?? "";
      const wanted = placeholders(model).filter((each) => each !== "{{count}}" || placeholders(text).includes(each) || !/_(zero|one|two)$/.test(key));
      expect(placeholders(text), key).toEqual(wanted);
    }
  });
});

it("says everything in Arabic letters but names and signs", () => {
  const latin = [...flat(ar)].filter(([, text]) => !/[\u0600-\u06ff]/.test(text)).map(([key]) => key);
  expect(latin).toEqual(["product", "spelling.percent", "avatar.speedValue", "notice.other"]);
});

it("takes the kept language, else the browser's, else English", () => {
  expect(decodeLanguage("ar", ["en-GB"])).toBe("ar");
  expect(decodeLanguage(null, ["fr-FR", "ar-SA", "en"])).toBe("ar");
  expect(decodeLanguage("constructor", ["de", "toString"])).toBe("en");
});

it("writes the digits of its figures in every language", () => {
  for (const language of Object.keys(LANGUAGES)) expect(new Intl.NumberFormat(localeOf(language)).format(12.5)).toMatch(/^12.5$/);
});
