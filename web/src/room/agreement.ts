/** What two people would send each other of themselves. It flows while both have said so, and both ways. */
export interface Agreement {
  readonly picture: boolean;
  readonly voice: boolean;
}

export const NO_AGREEMENT: Agreement = { picture: false, voice: false };

export function both(mine: Agreement, theirs: Agreement): Agreement {
  return { picture: mine.picture && theirs.picture, voice: mine.voice && theirs.voice };
}
