import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import ar from "../src/i18n/ar.json";
import { barriers, overflow } from "./actions";
import { ARTEFACTS, LAPTOP, launch, open, PHONE } from "./browser";
import { type Server, serve } from "./server";

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await serve();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

it.each([["laptop", LAPTOP], ["phone", PHONE]] as const)("runs from right to left in Arabic: %s", async (name, context) => {
  const { page } = await open(browser, server.url, { context });
  await page.getByText("Connected").waitFor();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("radio", { name: "العربية" }).press("Space");
  await page.getByText(ar.language.limits).waitFor();
  await page.screenshot({ path: `${ARTEFACTS}arabic-${name}-settings.png` });
  await page.keyboard.press("Escape");

  await page.reload(); // the choice is kept
  await page.getByText(ar.link.open, { exact: true }).waitFor();
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(["ar", "rtl"]);
  const field = page.getByRole("textbox", { name: ar.composer.label });
  for (const text of ["Where is the bathroom?", "أين المدرسة؟"]) {
    await field.fill(text);
    await field.press("Enter");
    await page.locator(".sentence-text", { hasText: text }).waitFor();
  }
  await page.getByText(ar.notice["other-script"]).waitFor();
  await page.getByRole("button", { name: ar.transcript.replay }).waitFor();

  // what is English keeps its order: BATHROOM is signed, and stands, before WHERE
  const places = await page.locator(".sentence .gloss").evaluateAll((glosses) => glosses.map((gloss) => [gloss.textContent, gloss.getBoundingClientRect().x] as const));
  expect(places.map(([gloss]) => gloss)).toEqual(["BATHROOM", "WHERE"]);
  expect(places[0]?.[1]).toBeLessThan(places[1]?.[1] ?? 0);
  expect(await page.locator(".sentence-text").evaluateAll((lines) => lines.map((line) => getComputedStyle(line).direction))).toEqual(["ltr", "rtl"]);

  await page.getByRole("button", { name: ar.timing.open }).click();
  expect(await barriers(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.evaluate(() => { window.signspanProbe?.step(0.1); });
  await page.screenshot({ path: `${ARTEFACTS}arabic-${name}.png`, fullPage: true });
  await page.getByRole("button", { name: ar.teach.open }).click();
  expect(await barriers(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.screenshot({ path: `${ARTEFACTS}arabic-${name}-teach.png`, fullPage: true });
  await page.context().close();
});
