import { Label, RadioButton, RadioField, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { isLanguage, keepLanguage, type Language, LANGUAGES } from "../i18n/language";

/** Which language the page is in; beside any but English, what that language can do here. */
export function PageLanguage() {
  const { t, i18n } = useTranslation();
  const choose = (language: string): void => {
    if (!isLanguage(language)) return;
    keepLanguage(language);
    void i18n.changeLanguage(language);
  };
  return (
    <>
      <RadioGroup value={i18n.language} onChange={choose}>
        <Label>{t("language.title")}</Label>
        {(Object.keys(LANGUAGES) as Language[]).map((language) => (
          <RadioField key={language} value={language}>
            <RadioButton className="radio"><span lang={language}>{LANGUAGES[language]}</span></RadioButton>
          </RadioField>
        ))}
      </RadioGroup>
      {i18n.language !== "en" && <p className="soft">{t("language.limits")}</p>}
    </>
  );
}
