/** How the avatar is shown, as its viewer likes it; kept on this machine. */
import { type FigureName, FIGURES } from "./figure";
import type { View } from "./scene";

export interface Look {
  readonly figure: FigureName;
  readonly view: View;
  readonly mirrored: boolean;
  readonly skeleton: boolean;
}

export const PLAIN: Look = { figure: "signer", view: "space", mirrored: false, skeleton: false };

const KEY = "signspan.look";

/** What was kept, each part only where it is understood. */
export function decodeLook(kept: string | null): Look {
  let found: Partial<Record<keyof Look, unknown>> = {};
  try {
    const value: unknown = JSON.parse(kept ?? "{}");
    if (typeof value === "object" && value !== null) found = value;
  } catch {
    // not ours: as if nothing were kept
  }
  return {
    figure: FIGURES.find((name) => name === found.figure) ?? PLAIN.figure,
    view: found.view === "close" ? "close" : PLAIN.view,
    mirrored: found.mirrored === true,
    skeleton: found.skeleton === true,
  };
}

export function takeLook(): Look {
  try {
    return decodeLook(localStorage.getItem(KEY));
  } catch {
    return PLAIN; // storage is turned off
  }
}

export function keepLook(look: Look): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(look));
  } catch {
    // storage is turned off or full: the choice lasts as long as the page
  }
}
