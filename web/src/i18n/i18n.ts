/** The page's strings. English for now; a further language is a further file here, right-to-left included. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import en from "./en.json";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

await i18next.use(initReactI18next).init({
  resources: { en: { translation: en } },
  lng: "en",
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

export { i18next };
