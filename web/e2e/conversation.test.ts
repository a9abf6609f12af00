import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { distance, drawnPixels, handPixels, spokenWords, stepStage, type, wrist } from "./actions";
import { ARTEFACTS, launch, open, type Opened } from "./browser";
import { type Server, serve } from "./server";

let server: Server;
let browser: Browser;
let opened: Opened;

beforeAll(async () => {
  server = await serve();
  browser = await launch();
  opened = await open(browser, server.url, { clock: "slow" });
  await opened.page.getByText("Connected").waitFor();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

it("draws landmarks over the camera", async () => {
  const { page } = opened;
  await page.getByRole("button", { name: "Turn on the camera" }).click();
  await expect.poll(() => drawnPixels(page), { timeout: 150_000 }).toBeGreaterThan(500);
  await expect.poll(() => handPixels(page), { timeout: 150_000 }).toBeGreaterThan(100); // not the body alone
  await page.screenshot({ path: `${ARTEFACTS}landmarks.png` });
});

it("commits a gloss or asks which it was", async () => {
  const { page } = opened;
  const seen = page.locator(".draft[data-who=signer] .gloss, [data-question], .sentence[data-who=signer]").first();
  await seen.waitFor({ timeout: 180_000 });
  await stepStage(page, 0.1, 2);
  await page.screenshot({ path: `${ARTEFACTS}recognised.png` });
  const options = page.locator("[data-question] button").first();
  if (await options.isVisible()) await options.click();
});

it("signs what is typed, and marks the sign being made", async () => {
  const { page } = opened;
  await page.getByRole("button", { name: "Turn off the camera" }).click();
  await stepStage(page, 0.05, 20);
  const rest = await wrist(page);
  await stepStage(page, 0.05, 5);
  expect(distance(await wrist(page), rest)).toBeLessThan(0.03);
  await type(page, "Hello, what is your name?");
  await page.locator(".sentence[data-who=speaker] .gloss").first().waitFor();
  await page.getByRole("button", { name: "Sign this again" }).waitFor();

  let farthest = 0;
  const marked = new Set<string>();
  for (let step = 0; step < 60; step += 1) {
    await stepStage(page, 0.1, 1);
    farthest = Math.max(farthest, distance(await wrist(page), rest));
    for (const gloss of await page.locator(".gloss[aria-current]").allTextContents()) marked.add(gloss);
    if (step === 12) await page.screenshot({ path: `${ARTEFACTS}signing.png` });
  }
  expect(farthest).toBeGreaterThan(0.15);
  expect(marked).toContain("HELLO");
  expect(marked.size).toBeGreaterThan(1);
});

it("starts over without a jump when a sentence is signed again midway", async () => {
  const { page } = opened;
  const again = page.getByRole("button", { name: "Sign this again" });
  await again.click();
  await stepStage(page, 1 / 30, 45);
  await again.click();
  let before = await wrist(page);
  let fastest = 0;
  for (let step = 0; step < 30; step += 1) {
    await stepStage(page, 1 / 30, 1);
    const at = await wrist(page);
    fastest = Math.max(fastest, distance(at, before) * 30);
    before = at;
  }
  expect(fastest).toBeGreaterThan(0.1); // it moves
  expect(fastest).toBeLessThan(6); // metres a second; a jump across signing space in one frame would be 15
});

it("writes down what is spoken, and signs it", async () => {
  const { page } = opened;
  const sentences = page.locator(".sentence[data-who=speaker] .sentence-text");
  const before = await sentences.count();
  await page.getByRole("button", { name: "Speak" }).click();
  // The fake microphone reads the clip once and falls silent: words first, then a sentence.
  const meter = page.getByRole("meter", { name: "How loud you are" });
  await expect.poll(async () => Number(await meter.getAttribute("aria-valuenow")), { timeout: 30_000 }).toBeGreaterThan(30);
  await page.locator(".draft[data-who=speaker] .sentence-text").waitFor();
  await page.screenshot({ path: `${ARTEFACTS}hearing.png` });
  const spoken = spokenWords();
  await expect.poll(async () => { // a pause may divide it into two sentences
    const heard = (await sentences.allTextContents()).slice(before).join(" ").toLowerCase();
    return spoken.filter((word) => heard.includes(word)).length;
  }, { timeout: 150_000 }).toBeGreaterThanOrEqual(spoken.length - 2);
  await page.locator(".sentence[data-who=speaker]").last().getByRole("button", { name: "Sign this again" }).waitFor();
  await page.getByRole("button", { name: "Stop listening" }).click();
});

it("listens only while the button is held, if one wants that", async () => {
  const { page } = opened;
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByText("Listens while its button is held").click();
  await page.keyboard.press("Escape");
  const hold = page.getByRole("button", { name: "Hold to speak" });
  await hold.hover();
  await page.mouse.down();
  await page.getByText("The microphone is on").waitFor();
  await page.mouse.up();
  await page.getByText("The microphone is on").waitFor({ state: "detached" });
});

it("tells how long each stage took", async () => {
  const { page } = opened;
  await page.getByRole("button", { name: "Timing" }).click();
  await stepStage(page, 0.1, 20);
  await page.getByRole("rowheader", { name: "whole" }).waitFor();
  await page.screenshot({ path: `${ARTEFACTS}timing.png` });
});

it("asks nobody but its own server, and breaks no rule of its own", () => {
  const { requested, complaints } = opened;
  const hosts = new Set([...requested].filter((url) => !/^(blob|data):/.test(url)).map((url) => new URL(url).host));
  expect(hosts).toEqual(new Set([new URL(server.url).host]));
  expect([...requested].filter((url) => url.startsWith("ws:"))).toHaveLength(1);
  // TensorFlow Lite says that it started on the error stream.
  expect(complaints.filter((text) => !text.startsWith("INFO:"))).toEqual([]);
});
