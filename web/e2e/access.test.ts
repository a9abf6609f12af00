import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type } from "./actions";
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

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe); // the test's own tool: evaluated, not loaded, so the page's policy stands
  return await page.evaluate(async () => {
    const { axe: scanner } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await scanner.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary ?? ""}`));
  });
}

const looks = [
  ["laptop, light", { ...LAPTOP, colorScheme: "light" }],
  ["laptop, dark", { ...LAPTOP, colorScheme: "dark" }],
  ["phone, light", { ...PHONE, colorScheme: "light" }],
  ["phone, dark", { ...PHONE, colorScheme: "dark", reducedMotion: "reduce" }],
] as const;

it.each(looks)("has no barriers and no sideways scrolling: %s", async (name, context) => {
  const { page } = await open(browser, server.url, { context });
  await page.getByText("Connected").waitFor();
  await type(page, "My name is Anna. Do you want coffee?");
  await page.getByRole("button", { name: "Sign this again" }).first().waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Timing" }).click();
  await page.getByText("How long each stage took").waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Timing" }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.evaluate(() => { window.signspanProbe?.step(0.1); });
  await page.screenshot({ path: `${ARTEFACTS}${name.replace(", ", "-")}.png` });

  await page.getByRole("button", { name: "About" }).click();
  await page.getByRole("dialog").waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: `${ARTEFACTS}${name.replace(", ", "-")}-about.png` });
  await page.context().close();
});

it("can be used by keyboard alone", async () => {
  const { page } = await open(browser, server.url);
  await page.getByText("Connected").waitFor();
  const focused = (): Promise<string> => page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return "";
    const referred = element.getAttribute("aria-labelledby")?.split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim();
    const labelled = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return [element.getAttribute("aria-label"), referred, labelled, element.textContent].find(Boolean) ?? "";
  });
  const passed: string[] = [];
  for (let press = 0; press < 15; press += 1) {
    await page.keyboard.press("Tab");
    passed.push(await focused());
  }
  for (const name of ["Skip to", "Timing", "Settings", "About", "Turn on the camera", "Speed", "Speak", "Type for the signer"]) {
    expect(passed.some((label) => label.startsWith(name)), `${name} in ${passed.join(", ")}`).toBe(true);
  }
  await page.getByLabel("Type for the signer").focus();
  await page.keyboard.type("Good morning");
  await page.keyboard.press("Enter");
  await page.locator(".sentence[data-who=speaker]").waitFor({ timeout: 30_000 });

  await page.getByRole("button", { name: "About" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(focused).toMatch(/^About/); // focus goes back where it came from

  await page.getByRole("slider").focus();
  await page.keyboard.press("ArrowRight");
  await page.getByText("1.1×").waitFor();
  await page.context().close();
});
