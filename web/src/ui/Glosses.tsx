import { written } from "./gloss";
import { SignName } from "./SignName";

interface GlossesProps {
  readonly label: string;
  /** Those the avatar makes say where they come from; those recognised may have been taught, and have a label. */
  readonly signs: readonly { readonly gloss: string; readonly source?: string }[];
  /** The one being signed now. */
  readonly current?: number | undefined;
}

/** A row of glosses; the one being signed is marked. */
export function Glosses({ label, signs, current }: GlossesProps) {
  return (
    <ol className="glosses" aria-label={label}>
      {signs.map(({ gloss, source }, index) => (
        <li key={index} className="gloss" aria-current={index === current ? "step" : undefined}>
          {source === undefined ? <SignName gloss={gloss} /> : written(gloss, source)}
        </li>
      ))}
    </ol>
  );
}
