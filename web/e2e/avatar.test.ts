import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { barriers, distance, stepStage, type, wrist } from "./actions";
import { ARTEFACTS, launch, open, type Opened } from "./browser";
import { shownGlosses, watchLit } from "./lit";
import { type Server, serve } from "./server";

let server: Server;
let browser: Browser;
let opened: Opened;

const marked = () => opened.page.locator(".gloss[aria-current]").allTextContents();

/** The picture of the stage as it stands; nothing moves on. */
const picture = () => opened.page.evaluate(() => {
  window.signspanProbe?.step(0); // what was drawn can be read only in the same task
  return document.querySelector<HTMLCanvasElement>(".avatar canvas")?.toDataURL();
});

beforeAll(async () => {
  server = await serve();
  browser = await launch();
  opened = await open(browser, server.url);
  await opened.page.getByText("Connected").waitFor();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

it("steps through a sentence sign by sign, holds each, and never jumps", async () => {
  const { page } = opened;
  await type(page, "My brother likes coffee.");
  await page.getByRole("button", { name: "Sign this again" }).waitFor();
  await expect.poll(async () => { await stepStage(page, 0.02, 1); return await marked(); }, { timeout: 150_000 }).not.toEqual([]); // the first sign
  const glosses = await page.locator(".sentence .gloss").allTextContents();
  let before = await wrist(page);
  let largest = 0;
  for (const [button, expected] of [["The next sign", 1], ["The next sign", 2], ["The sign before", 1]] as const) {
    await page.getByRole("button", { name: button }).click();
    for (let step = 0; step < 12; step += 1) {
      await stepStage(page, 1 / 30, 1);
      const now = await wrist(page);
      largest = Math.max(largest, distance(now, before));
      before = now;
    }
    await stepStage(page, 0.2, 20);
    expect(await marked()).toEqual([glosses[expected]]); // held, long after its end
    before = await wrist(page);
  }
  expect(largest).toBeLessThan(0.12); // metres in a thirtieth of a second
});

it("signs what is said next, all of it, instead of the sign that is held", async () => {
  const { page } = opened;
  const lit = await watchLit(page);
  const places = async (): Promise<string[]> => (await lit()).map(({ place }) => place);
  await type(page, "Where is the bathroom? I want coffee.");
  await page.locator(".sentence").nth(1).locator(".glosses li", { hasText: "COFFEE", has: page.locator(".gloss-from") }).waitFor();
  const shown = await shownGlosses(page, 1);
  await expect.poll(async () => { await stepStage(page, 0.1, 1); return await places(); }, { timeout: 150_000 }).toContain(shown.at(-1));
  expect(await places()).toEqual(shown);
  await expect.poll(async () => { await stepStage(page, 0.1, 1); return await marked(); }, { timeout: 150_000 }).toEqual([]);
});

it("shows the other figure, close, mirrored and with bones, and remembers it", async () => {
  const { page, requested } = opened;
  const menu = page.getByRole("button", { name: "How the avatar looks" });
  let before = await picture();
  const changes = async (): Promise<void> => {
    await expect.poll(picture, { timeout: 150_000 }).not.toBe(before);
    before = await picture();
  };
  await menu.click();
  await page.getByRole("radio", { name: "Dark skin, light shirt" }).check({ force: true });
  await changes();
  expect([...requested].some((url) => url.endsWith("/avatar/partner.vrm"))).toBe(true);
  for (const name of ["Close to face and hands", "Mirror view", "Show the bones"]) {
    await page.getByRole("button", { name }).click();
    expect(await page.getByRole("button", { name }).getAttribute("aria-pressed")).toBe("true");
    if (name !== "Mirror view") await changes(); // which the page mirrors, not the stage
  }
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  expect(await page.locator(".avatar canvas[data-mirrored]").count()).toBe(1);
  await page.screenshot({ path: `${ARTEFACTS}partner.png` });
  await page.reload();
  await menu.click();
  expect(await page.getByRole("radio", { name: "Dark skin, light shirt" }).isChecked()).toBe(true);
  expect(await page.getByRole("button", { name: "Mirror view" }).getAttribute("aria-pressed")).toBe("true");
  expect(opened.complaints).toEqual([]);
});
