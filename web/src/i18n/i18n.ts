/** The page's strings and its language. A further language is a further file here and a line in `LANGUAGES`. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import ar from "./ar.json";
import en from "./en.json";
import { type Language, takeLanguage } from "./language";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

await i18next.use(initReactI18next).init({
  resources: { en: { translation: en }, ar: { translation: ar } } satisfies Record<Language, unknown>,
  lng: takeLanguage(),
  fallbackLng: "en",
  interpolation: { escapeValue: false }, // React escapes
});

/** The document's language and direction follow the page's. */
function tellDocument(language: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}

tellDocument(i18next.language);
i18next.on("languageChanged", tellDocument);
