import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { barriers, overflow, type } from "./actions";
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
  await page.getByRole("button", { name: "Sign this again" }).first().waitFor();
  await page.getByRole("button", { name: "Timing" }).click();
  await page.getByText("How long each stage took").waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Timing" }).click();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.evaluate(() => { window.signspanProbe?.step(0.1); });
  await page.screenshot({ path: `${ARTEFACTS}${name.replace(", ", "-")}.png` });

  await page.getByRole("button", { name: "Teach a sign" }).click();
  await page.getByLabel("Sign language", { exact: true }).selectOption("Another, by its code…");
  await page.getByLabel("Code of the sign language").fill("English"); // wrong, and marked so
  expect(await barriers(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.screenshot({ path: `${ARTEFACTS}${name.replace(", ", "-")}-teach.png`, fullPage: true });

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
  for (const name of ["Skip to", "Teach a sign", "Timing", "Settings", "About", "Turn on the camera", "Speed", "Speak", "Type for the signer"]) {
    expect(passed.some((label) => label.startsWith(name)), `${name} in ${passed.join(", ")}`).toBe(true);
  }
  await page.getByLabel("Type for the signer").focus();
  await page.keyboard.type("Good morning");
  await page.keyboard.press("Enter");
  await page.locator(".sentence[data-who=speaker]").waitFor();

  await page.getByRole("button", { name: "Teach a sign" }).focus();
  await page.keyboard.press("Enter");
  const language = page.getByLabel("Sign language", { exact: true });
  await language.focus();
  await page.keyboard.press("End"); // another language, by its code
  await page.keyboard.press("Tab");
  await page.keyboard.type("icl");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => language.inputValue()).toBe("icl");
  await language.focus();
  await page.keyboard.press("Home");
  await expect.poll(() => language.inputValue()).toBe("ase");

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
