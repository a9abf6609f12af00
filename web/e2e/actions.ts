/** What a person does on the page, for the tests. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { ROOT } from "./browser";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What stands in people's way on the page as it is now: the rules of axe-core that it breaks. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe); // the test's own tool: evaluated, not loaded, so the page's policy stands
  return await page.evaluate(async () => {
    const { axe: scanner } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await scanner.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary ?? ""}`));
  });
}

/** Pixels by which the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** Pixels of the overlay that something was drawn on. */
export async function drawnPixels(page: Page): Promise<number> {
  return await page.locator(".camera canvas").evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const context = canvas.getContext("2d");
    if (context === null || canvas.width === 0) return 0;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, index) => index % 4 === 3 && value > 0).length;
  });
}

/** Pixels of the overlay in the hands' two colours. */
export async function handPixels(page: Page): Promise<number> {
  return await page.locator(".camera canvas").evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
      const left = red > 230 && blue < 110; // #ffb454
      const right = red < 120 && green > 200; // #5ee0cf
      if (alpha > 200 && (left || right)) count += 1;
    }
    return count;
  });
}

export async function wrist(page: Page): Promise<readonly number[]> {
  const position = await page.evaluate(() => window.signspanProbe?.wrist("right"));
  if (position === undefined) throw new Error("expected the avatar, which is not loaded");
  return position;
}

export function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, axis) => value - (b[axis] ?? NaN)));
}

/** Moves the stage on; a motion is read in the background, so every step gives it a moment. */
export async function stepStage(page: Page, seconds: number, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await page.evaluate((each) => { window.signspanProbe?.step(each); }, seconds);
    await page.waitForTimeout(20);
  }
}

/** When each sentence of the speaker is first on the page, from now on, in milliseconds of this machine's clock. */
export async function noteArrivals(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const noted: number[] = [];
    const count = (): number => document.querySelectorAll(".sentence[data-who=speaker]").length;
    const before = count();
    new MutationObserver(() => { while (noted.length < count() - before) noted.push(performance.timeOrigin + performance.now()); })
      .observe(document.body, { childList: true, subtree: true });
    Reflect.set(window, "noted", noted);
  });
  return async () => page.evaluate(() => Reflect.get(window, "noted") as number[]);
}

export async function type(page: Page, text: string): Promise<void> {
  await page.getByLabel("Type for the signer").fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

/** Opens a room for two, of which this page is the one named, and gives its code. */
export async function invite(page: Page, who: "somebody speaks" | "somebody signs"): Promise<string> {
  await page.getByRole("button", { name: "Two devices" }).click();
  await page.getByText(who).click();
  await page.getByRole("button", { name: "Open a room" }).click();
  return ((await page.locator(".room-letters").textContent()) ?? "").replace("-", "");
}

/** Joins the room of the link that the page was opened with, and waits for the other one. */
export async function enter(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Join" }).click();
  await page.locator(".room li").nth(1).waitFor();
}

/** Signs before the fake camera until a sentence is said; what the page is unsure of is answered, and the clip comes round again. */
export async function signUntilSaid(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Turn on the camera" }).click();
  const asked = page.locator("[data-question] button").first();
  const said = page.locator(".sentence[data-who=signer]").first();
  for (;;) {
    await asked.or(said).first().waitFor({ timeout: 300_000 });
    if (!(await asked.isVisible())) return;
    await asked.click();
  }
}

/** How far, in metres, the avatar's wrist goes from its rest while it signs what `speak` makes another device say. */
export async function signedReach(page: Page, speak: () => Promise<void>): Promise<number> {
  await stepStage(page, 0.05, 20);
  const rest = await wrist(page);
  await speak();
  await page.getByRole("button", { name: "Sign this again" }).first().waitFor();
  let farthest = 0;
  for (let step = 0; step < 60; step += 1) {
    await stepStage(page, 0.1, 1);
    farthest = Math.max(farthest, distance(await wrist(page), rest));
  }
  return farthest;
}

/** Waits for the other one's picture. */
export async function seesPicture(page: Page): Promise<void> {
  const width = async (): Promise<number> => page.locator(".peer video").evaluate((video) => (video as HTMLVideoElement).videoWidth).catch(() => 0);
  await expect.poll(width, { timeout: 150_000 }).toBeGreaterThan(0);
}

/** What the fake microphone says, word by word. */
export function spokenWords(): string[] {
  return readFileSync(`${ROOT}tests/fixtures/speech.txt`, "utf8").toLowerCase().match(/[a-z]+/g) ?? [];
}
