import { useId, useState } from "react";
import { Button, Input, Label, Text, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { isKnown, type KnownLanguage, SIGN_LANGUAGES } from "../i18n/languages";
import { type Book, isLanguage } from "@signspan/recognise/book";

const OTHER = "other";

interface BookLanguageProps {
  readonly book: Book;
  /** Begins an empty book of a language. */
  readonly onStart: (language: string) => void;
  readonly disabled: boolean;
}

/** Which sign language is taught. A book holds one, so another language begins an empty book. */
export function BookLanguage({ book, onStart, disabled }: BookLanguageProps) {
  const { t } = useTranslation();
  const id = useId();
  const [chosen, setChosen] = useState<string>(); // another than the book's, not yet begun
  const [code, setCode] = useState("");
  const named = (language: string): string => (isKnown(language) ? t(`signLanguages.${language}`) : language);
  const codes = (Object.keys(SIGN_LANGUAGES) as KnownLanguage[]).sort((a, b) => named(a).localeCompare(named(b)));
  const wanted = chosen === OTHER ? code.trim().toLowerCase() : chosen;

  const begin = (language: string): void => {
    onStart(language);
    setChosen(undefined);
    setCode("");
  };
  const choose = (language: string): void => {
    if (language === book.language) setChosen(undefined);
    else if (language === OTHER || book.signs.length > 0) setChosen(language);
    else begin(language);
  };
  return (
    <div className="teach-language">
      <div className="teach-field">
        <label htmlFor={id}>{t("teach.language")}</label>
        <select id={id} value={chosen ?? book.language} disabled={disabled} onChange={({ target }) => { choose(target.value); }}>
          {codes.map((each) => <option key={each} value={each}>{named(each)}</option>)}
          {!isKnown(book.language) && <option value={book.language}>{book.language}</option>}
          <option value={OTHER}>{t("teach.otherLanguage")}</option>
        </select>
      </div>
      {chosen === OTHER && (
        <TextField className="teach-field" value={code} onChange={setCode} maxLength={8} isInvalid={code !== "" && !isLanguage(wanted)}>
          <Label>{t("teach.code")}</Label>
          <Input autoComplete="off" autoCapitalize="none" spellCheck="false" />
          <Text slot="description" className="teach-help">{t("teach.codeHelp")}</Text>
        </TextField>
      )}
      <div role="status">
        {wanted !== undefined && isLanguage(wanted) && book.signs.length > 0 && (
          <p>{t("teach.begin", { count: book.signs.length, language: named(wanted) })}</p>
        )}
      </div>
      {chosen !== undefined && (
        <div className="teach-buttons">
          <Button className="button" isDisabled={!isLanguage(wanted)} onPress={() => { if (isLanguage(wanted)) begin(wanted); }}>
            {t("teach.beginYes")}
          </Button>
          <Button className="button button-quiet" onPress={() => { setChosen(undefined); }}>{t("teach.no")}</Button>
        </div>
      )}
    </div>
  );
}
