import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { barriers, distance, stepStage, type, wrist } from "./actions";
import { ARTEFACTS, launch, open, type Opened } from "./browser";
import { type Server, serve } from "./server";

let server: Server;
let browser: Browser;
let opened: Opened;

const marked = () => opened.page.locator(".gloss[aria-current]").allTextContents();

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
  await expect.poll(async () => { await stepStage(page, 0.02, 1); return await marked(); }).not.toEqual([]); // the first sign
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

it("shows the other figure, close, mirrored and with bones, and remembers it", async () => {
  const { page, requested } = opened;
  const menu = page.getByRole("button", { name: "How the avatar looks" });
  await menu.click();
  await page.getByRole("radio", { name: "Dark skin, light shirt" }).check({ force: true });
  for (const name of ["Close to face and hands", "Mirror view", "Show the bones"]) {
    await page.getByRole("button", { name }).click();
    expect(await page.getByRole("button", { name }).getAttribute("aria-pressed")).toBe("true");
  }
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect.poll(() => [...requested].some((url) => url.endsWith("/avatar/partner.vrm"))).toBe(true);
  await stepStage(page, 0.1, 3);
  expect(await page.locator(".avatar canvas[data-mirrored]").count()).toBe(1);
  await page.screenshot({ path: `${ARTEFACTS}partner.png` });
  await page.reload();
  await menu.click();
  expect(await page.getByRole("radio", { name: "Dark skin, light shirt" }).isChecked()).toBe(true);
  expect(await page.getByRole("button", { name: "Mirror view" }).getAttribute("aria-pressed")).toBe("true");
  expect(opened.complaints).toEqual([]);
});
