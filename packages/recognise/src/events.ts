/** What the recogniser says. Times are seconds on the page's clock; probabilities are calibrated. */
export interface Alternative {
  readonly gloss: string;
  readonly probability: number;
}

/** Sure enough: this sign was made between `startS` and `endS`. */
export interface GlossSeen {
  readonly kind: "gloss";
  readonly gloss: string;
  readonly probability: number;
  readonly alternatives: readonly Alternative[];
  readonly startS: number;
  readonly endS: number;
}

/** One of `alternatives` was signed; a person has to say which. */
export interface UnsureSeen {
  readonly kind: "unsure";
  readonly alternatives: readonly Alternative[];
  readonly startS: number;
  readonly endS: number;
}

export interface SignerRested {
  readonly kind: "idle";
  readonly atS: number;
}

export type Recognised = GlossSeen | UnsureSeen | SignerRested;
