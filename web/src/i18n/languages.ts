/**
 * The sign languages that the page offers by name (`signLanguages` in the strings), by ISO 639-3 code, with the
 * written language that their signers' labels are most likely in. Any other is given by its code.
 */
export const SIGN_LANGUAGES = {
  ase: "en", asf: "en", bfi: "en", bzs: "pt", csl: "zh", dse: "nl", esl: "ar", fcs: "fr", fsl: "fr", gsg: "de", ins: "hi", ise: "it",
  jos: "ar", jsl: "ja", kvk: "ko", mfs: "es", nzs: "en", pso: "pl", psr: "pt", rsl: "ru", sdl: "ar", ssp: "es", swl: "sv", tsm: "tr",
  ukl: "uk", xki: "sw",
} as const;

export type KnownLanguage = keyof typeof SIGN_LANGUAGES;

export const isKnown = (code: string): code is KnownLanguage => Object.hasOwn(SIGN_LANGUAGES, code);
