import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Question } from "../converse/state";
import { written } from "./gloss";

interface ClarificationProps {
  readonly question: Question;
  readonly onAnswer: (id: number, gloss: string | undefined) => void;
}

/** "BOOK, or READ?" with a button each, and one for none. */
export function Clarification({ question: { id, options }, onAnswer }: ClarificationProps) {
  const { t } = useTranslation();
  const asked = t("clarify.ask", { options: options.map(({ gloss }) => written(gloss)).join(t("clarify.join")) });
  return (
    <div className="clarification" role="group" aria-label={t("clarify.label")} data-question={id}>
      <p className="clarification-ask">{t("clarify.label")}</p>
      <p className="clarification-options">{asked}</p>
      <div className="clarification-buttons">
        {options.map(({ gloss }) => (
          <Button key={gloss} className="button" onPress={() => { onAnswer(id, gloss); }}>{written(gloss)}</Button>
        ))}
        <Button className="button button-quiet" onPress={() => { onAnswer(id, undefined); }}>{t("clarify.none")}</Button>
      </div>
    </div>
  );
}
