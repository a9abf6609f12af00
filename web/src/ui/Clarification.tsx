import { Button } from "react-aria-components";
import { Trans, useTranslation } from "react-i18next";
import type { Question } from "../converse/state";
import { SignName, SignNames } from "./SignName";

interface ClarificationProps {
  readonly question: Question;
  readonly onAnswer: (id: number, gloss: string | undefined) => void;
}

/** "BOOK, or READ?" with a button each, and one for none. */
export function Clarification({ question: { id, options }, onAnswer }: ClarificationProps) {
  const { t } = useTranslation();
  const glosses = options.map(({ gloss }) => gloss);
  return (
    <div className="clarification" role="group" aria-label={t("clarify.label")} data-question={id}>
      <p className="clarification-ask">{t("clarify.label")}</p>
      <p className="clarification-options">
        <Trans i18nKey="clarify.ask" components={{ options: <SignNames glosses={glosses} join={t("clarify.join")} /> }} />
      </p>
      <div className="clarification-buttons">
        {glosses.map((gloss) => (
          <Button key={gloss} className="button" onPress={() => { onAnswer(id, gloss); }}><SignName gloss={gloss} /></Button>
        ))}
        <Button className="button button-quiet" onPress={() => { onAnswer(id, undefined); }}>{t("clarify.none")}</Button>
      </div>
    </div>
  );
}
