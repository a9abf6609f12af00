import { Meter } from "react-aria-components";
import { useTranslation } from "react-i18next";

const SURE = 0.75;
const DOUBTFUL = 0.45;

/** How sure the system is of a sentence: a bar, and the same in words. */
export function Certainty({ value }: { readonly value: number }) {
  const { t } = useTranslation();
  const percent = Math.round(value * 100);
  const level = value >= SURE ? "sure" : value >= DOUBTFUL ? "fair" : "doubtful";
  return (
    <Meter className="certainty" data-level={level} value={percent} aria-label={t("transcript.sureLabel")}>
      <span className="certainty-track"><span className="certainty-fill" style={{ inlineSize: `${percent}%` }} /></span>
      <span>{t("transcript.sure", { percent })}</span>
    </Meter>
  );
}
