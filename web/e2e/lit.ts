/** The glosses that the page lights while its avatar signs, watched in the page as they change. */
import type { Locator, Page } from "playwright-core";

/** A gloss of the transcript: `0.2 COFFEE` is the third of the first sentence. */
export type Place = string;

export interface Lit {
  readonly place: Place;
  /** How far, in metres, the right wrist was from its rest while this was lit; 0 where no frame showed it. */
  readonly reach: number;
}

/** Every gloss that is lit from now on, in order; call while the avatar rests. */
export async function watchLit(page: Page): Promise<() => Promise<Lit[]>> {
  await page.evaluate(() => {
    const lit: { place: string; reach: number }[] = [];
    const placeOf = (gloss: Element): string => {
      const sentence = gloss.closest(".sentence");
      const number = [...document.querySelectorAll(".sentence")].findIndex((each) => each === sentence);
      return `${number}.${[...(sentence?.querySelectorAll(".gloss") ?? [])].indexOf(gloss)} ${gloss.textContent}`;
    };
    new MutationObserver((changes) => {
      for (const { target, oldValue } of changes) {
        if (oldValue === null && target instanceof Element) lit.push({ place: placeOf(target), reach: 0 });
      }
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["aria-current"], attributeOldValue: true });
    const wrist = (): readonly number[] => window.signspanProbe?.wrist("right") ?? [NaN, NaN, NaN];
    const rest = wrist();
    const look = (): void => {
      const newest = lit.at(-1);
      if (newest !== undefined) newest.reach = Math.max(newest.reach, Math.hypot(...wrist().map((value, axis) => value - (rest[axis] ?? NaN))));
      requestAnimationFrame(look);
    };
    look();
    Reflect.set(window, "lit", lit);
  });
  return async () => page.evaluate(() => Reflect.get(window, "lit") as Lit[]);
}

/** Every gloss that the transcript shows for the speaker, from a sentence on. */
export async function shownGlosses(page: Page, from = 0): Promise<Place[]> {
  return await page.locator(".sentence").evaluateAll((sentences, first) => sentences.flatMap((sentence, number) =>
    (number < first ? [] : [...sentence.querySelectorAll(".gloss")].map((gloss, index) => `${number}.${index} ${gloss.textContent}`))), from);
}

/** Presses something in the very frame in which a gloss is lit, so that no machine is too slow or too fast for it. */
export async function pressWhenLit(page: Page, place: Place, button: Locator): Promise<void> {
  const element = await button.elementHandle();
  await page.evaluate(([wanted, pressed]) => {
    const [number, index] = (wanted.split(" ")[0] ?? "").split(".").map(Number);
    const observer = new MutationObserver(() => {
      const gloss = document.querySelectorAll(".sentence")[number ?? NaN]?.querySelectorAll(".gloss")[index ?? NaN];
      if (gloss?.hasAttribute("aria-current") !== true) return;
      observer.disconnect();
      (pressed as HTMLElement | null)?.click();
    });
    observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["aria-current"] });
  }, [place, element] as const);
}
