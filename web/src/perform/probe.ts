/**
 * For the browser tests only: what the stage shows, without pixels. Present only where the page's root element
 * carries `data-probe`, which the tests set before the page loads. Where that is `stepped`, the stage's clock stands
 * still and tests step it, because software rendering has no frame rate to speak of. That is not how people see the
 * page: whether sentences are signed at all is for a page that runs by itself.
 */
export interface Probe {
  /** World position of a wrist, metres. */
  readonly wrist: (side: "left" | "right") => readonly number[] | undefined;
  /** Moves the stage on by so many seconds. */
  readonly step: (seconds: number) => void;
}

declare global {
  interface Window {
    signspanProbe?: Probe;
  }
}

/** Whether a test watches this page, and whether it also steps it. */
export function probed(): "watched" | "stepped" | undefined {
  const probe = document.documentElement.dataset["probe"];
  if (probe === undefined) return undefined;
  return probe === "stepped" ? "stepped" : "watched";
}
