/** The page's one clock: seconds since the page opened (`performance.now() / 1000`). */
export const now = (): number => performance.now() / 1000;
