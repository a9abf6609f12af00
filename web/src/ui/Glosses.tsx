import { useTranslation } from "react-i18next";
import { SOURCES, written } from "./gloss";
import { SignName } from "./SignName";

interface GlossesProps {
  readonly label: string;
  /** Those the avatar makes say where they come from; those recognised may have been taught, and have a label. */
  readonly signs: readonly { readonly gloss: string; readonly source?: string }[];
  /** The one being signed now. */
  readonly current?: number | undefined;
}

/** A row of glosses, in signed order from left to right in every language; the one being signed is marked. */
export function Glosses({ label, signs, current }: GlossesProps) {
  return (
    <ol className="glosses" aria-label={label} dir="ltr">
      {signs.map(({ gloss, source }, index) => (
        <li key={index}>
          <span className="gloss" aria-current={index === current ? "step" : undefined}>
            {source === undefined ? <SignName gloss={gloss} /> : written(gloss, source)}
          </span>
          <From source={source} />
        </li>
      ))}
    </ol>
  );
}

/** Where a sign comes from, in a word. */
function From({ source }: { readonly source: string | undefined }) {
  const { t } = useTranslation();
  const known = SOURCES.find((each) => each === source);
  return known !== undefined && <small className="gloss-from">{t(`source.${known}`)}</small>;
}
