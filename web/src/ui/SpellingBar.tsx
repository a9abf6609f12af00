import { ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Spelled } from "@signspan/recognise/fingerspelling";

interface SpellingBarProps {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly spelled: Spelled | undefined;
  /** This browser cannot read letters. */
  readonly away: boolean;
}

/** The switch between signs and fingerspelling, and the word being spelled, letter by letter, with its certainty. */
export function SpellingBar({ on, onChange, spelled, away }: SpellingBarProps) {
  const { t } = useTranslation();
  const [best, ...others] = spelled?.words ?? [];
  return (
    <div className="spelling">
      <ToggleButton className="button spelling-switch" isSelected={on} isDisabled={away} onChange={onChange}>
        {t("spelling.switch")}
      </ToggleButton>
      {away && <p className="soft" role="status">{t("spelling.away")}</p>}
      {on && !away && spelled === undefined && <p className="soft">{t("spelling.invite")}</p>}
      {on && spelled !== undefined && (
        <ol className="spelling-letters" aria-label={t("spelling.letters")} dir="ltr">
          {spelled.letters.map(({ letter, probability, double }, index) => (
            <li key={index} data-level={levelOf(probability)}>
              <span>{double > 0.5 ? letter.repeat(2) : letter}</span>
              <span className="spelling-sure">{t("spelling.percent", { percent: Math.round(probability * 100) })}</span>
            </li>
          ))}
        </ol>
      )}
      <p className="spelling-word" role="status">
        {on && best !== undefined && (
          <>
            <strong><bdi>{best.text}</bdi></strong> {t("spelling.sure", { percent: Math.round(best.probability * 100) })}
            {others.length > 0 && (
              <span className="soft"> {t("spelling.or", { options: others.map(({ text }) => text).join(t("transcript.or")) })}</span>
            )}
          </>
        )}
      </p>
    </div>
  );
}

function levelOf(probability: number): "sure" | "fair" | "doubtful" {
  return probability >= 0.75 ? "sure" : probability >= 0.45 ? "fair" : "doubtful";
}
