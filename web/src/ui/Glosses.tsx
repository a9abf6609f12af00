import { written } from "./gloss";

interface GlossesProps {
  readonly label: string;
  readonly signs: readonly { readonly gloss: string; readonly source: string }[];
  /** The one being signed now. */
  readonly current?: number | undefined;
}

/** A row of glosses; the one being signed is marked. */
export function Glosses({ label, signs, current }: GlossesProps) {
  return (
    <ol className="glosses" aria-label={label}>
      {signs.map(({ gloss, source }, index) => (
        <li key={index} className="gloss" aria-current={index === current ? "step" : undefined}>{written(gloss, source)}</li>
      ))}
    </ol>
  );
}
