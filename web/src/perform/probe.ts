/**
 * For the browser tests only: what the stage shows, without pixels. Software rendering has no frame
 * rate to speak of, so the stage's clock stands still and tests step it. Present only where the page's
 * root element carries `data-probe`, which the tests set before the page loads.
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

/** Whether a test drives this page. */
export function probed(): boolean {
  return "probe" in document.documentElement.dataset;
}
