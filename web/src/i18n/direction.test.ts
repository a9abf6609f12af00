import { beforeAll, expect, it, vi } from "vitest";

const root = { lang: "", dir: "" };

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: root });
  vi.stubGlobal("navigator", { languages: ["ar-SA"] });
  await import("./i18n");
});

it("begins from right to left for who reads Arabic, and turns with the language", async () => {
  const { default: i18next } = await import("i18next");
  expect(root).toEqual({ lang: "ar", dir: "rtl" });
  expect(i18next.t("teach.examples", { count: 2 })).toBe("مثالان");
  expect(i18next.t("teach.examples", { count: 11 })).toBe("11 مثالًا");
  await i18next.changeLanguage("en");
  expect(root).toEqual({ lang: "en", dir: "ltr" });
});
