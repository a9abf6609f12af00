import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type } from "./actions";
import { ARTEFACTS, launch, open } from "./browser";
import { type Server, serve } from "./server";

let server: Server;
let browser: Browser | undefined;

beforeAll(async () => { server = await serve(); });
afterEach(async () => { await browser?.close(); });
afterAll(async () => { await server.stop(); });

it("says that the camera and the microphone are refused, and goes on without", async () => {
  browser = await launch({ devices: "refused" });
  const { page } = await open(browser, server.url);
  await page.getByRole("button", { name: "Turn on the camera" }).click();
  await page.getByText("The camera is blocked").waitFor();
  await page.getByRole("button", { name: "Speak" }).click();
  await page.getByText("The microphone is blocked").waitFor();
  await page.screenshot({ path: `${ARTEFACTS}refused.png` });
  await type(page, "Good morning");
  await page.locator(".sentence[data-who=speaker]").waitFor();
});

it("says that there is no camera and no microphone", async () => {
  browser = await launch({ devices: "absent" });
  const { page } = await open(browser, server.url);
  await page.getByRole("button", { name: "Turn on the camera" }).click();
  await page.getByText("No camera was found").waitFor();
  await page.getByRole("button", { name: "Speak" }).click();
  await page.getByText("No microphone was found").waitFor();
});

it("says that the camera was lost", async () => {
  browser = await launch();
  const { page } = await open(browser, server.url);
  await page.getByRole("button", { name: "Turn on the camera" }).click();
  await page.getByRole("button", { name: "Turn off the camera" }).waitFor();
  await page.locator(".camera video").evaluate((video) => {
    const track = ((video as HTMLVideoElement).srcObject as MediaStream).getVideoTracks()[0];
    track?.dispatchEvent(new Event("ended")); // what the browser says when a camera is unplugged
  });
  await page.getByText("The camera was disconnected").waitFor();
});

it("shows the signs as words where WebGL is missing", async () => {
  browser = await launch({ webgl: false });
  const { page } = await open(browser, server.url);
  await page.getByText("WebGL is missing").waitFor();
  await type(page, "Good morning");
  await expect.poll(() => page.locator(".plan-text").textContent(), { timeout: 150_000 }).toMatch(/MORNING|M-O-R-N-I-N-G/);
});

it("says that the connection is lost, and finds it again", async () => {
  browser = await launch();
  const { page } = await open(browser, server.url);
  await page.getByText("Connected").waitFor();
  await server.stop();
  await page.getByText("Connection lost").waitFor();
  server = await serve(Number(new URL(server.url).port));
  await page.getByText("Connected").waitFor();
});
