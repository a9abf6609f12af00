import type { TranscriptEntry } from "./state";

/** The ledger's name for a sentence's whole way, first stamp to last. */
export const WHOLE = "end to end";

export interface Bar {
  readonly name: string;
  /** Part of all stages together, 0 to 1. */
  readonly share: number;
}

const ORDER = [
  "other device", "perceive", "send", "transport", "recognise", "endpointing", "language", "motion", "voice", "voice or motion", "present", WHOLE,
];

/** Every stage that any of the sentences has, in the order in which they happen, the whole last. */
export function stageNames(entries: readonly TranscriptEntry[]): string[] {
  const names = new Set(entries.flatMap(({ stages }) => stages.map(({ name }) => name)));
  return [...names].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

/** A sentence's stages as parts of their sum; a stage that took no time shows nothing. */
export function barsOf({ stages }: TranscriptEntry): Bar[] {
  const taken = stages.filter(({ name, ms }) => name !== WHOLE && ms > 0);
  const sum = taken.reduce((total, { ms }) => total + ms, 0);
  return taken.map(({ name, ms }) => ({ name, share: ms / sum }));
}
