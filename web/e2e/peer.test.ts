/** What two people see and hear of each other beside words: lines, picture and voice, each only as they agreed. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { barriers, enter, invite, overflow, seesPicture } from "./actions";
import { launch, open, PHONE } from "./browser";
import { remember, sends } from "./connections";
import { type Rooms, rooms } from "./rooms";
import { freePort, type Server, serve } from "./server";

let worker: Rooms;
let server: Server;
let browser: Browser;
let speaker: Page;
let signer: Page;
let invitation: string;

beforeAll(async () => {
  const port = await freePort();
  worker = await rooms([`http://127.0.0.1:${port}`]);
  server = await serve(port, ["--rooms", worker.url]);
  browser = await launch({ loopback: true, talkative: true });
  speaker = (await open(browser, server.url, { before: remember })).page;
  invitation = `${server.url}#room=${await invite(speaker, "somebody speaks")}`;
  signer = (await open(browser, invitation, { clock: "slow", before: remember })).page;
  await enter(signer);
  await signer.locator('.room li[data-connection="open"]').waitFor();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await worker.close();
});

/** Pixels that something was drawn on, in the peer's panel. */
const drawn = async (page: Page): Promise<number> => page.locator('.peer [data-shown="lines"] canvas').evaluate((element) => {
  const canvas = element as HTMLCanvasElement;
  const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  return data.filter((value, index) => index % 4 === 3 && value > 0).length;
});

/** The loudest of what the other's voice plays within a second, 0 where nothing does. (Its track may say that it is muted.) */
const loudness = async (page: Page): Promise<number> => page.evaluate(async () => {
  const audio = document.querySelector("audio");
  if (!(audio?.srcObject instanceof MediaStream) || audio.paused) return 0;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(audio.srcObject).connect(analyser);
  await context.resume();
  const samples = new Float32Array(analyser.fftSize);
  let most = 0;
  for (let look = 0; look < 20; look += 1) {
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    analyser.getFloatTimeDomainData(samples);
    most = Math.max(most, ...samples.map(Math.abs));
  }
  await context.close();
  return most;
});

/** Runs in a page: its next camera opens while the other's offer is being taken, when Chromium fires no `track`. */
function beginWhileOffered(): void {
  const { prototype } = RTCPeerConnection;
  const take = Reflect.get(prototype, "setRemoteDescription");
  const offered = new Promise<void>((resolve) => {
    Reflect.set(prototype, "setRemoteDescription", function (this: RTCPeerConnection, description: RTCSessionDescriptionInit) {
      const taken: unknown = Reflect.apply(take, this, [description]);
      if (description.type === "offer") resolve();
      return taken;
    });
  });
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await ask(wish);
    await offered;
    return stream;
  };
}

it("shows nothing of the signer before they agree, though the camera is on", async () => {
  await signer.getByRole("button", { name: "Turn on the camera" }).click();
  await signer.locator('.stage[data-camera="watching"]').waitFor();
  await speaker.waitForTimeout(3000);
  expect(await speaker.locator(".peer").count()).toBe(0);
});

it("shows the signer as lines once they agree, and says so on both pages", async () => {
  await signer.getByLabel("My movements as lines").check();
  await signer.getByRole("button", { name: "something of you is shown" }).waitFor();
  await speaker.getByText("Signer, as lines").waitFor();
  await expect.poll(() => drawn(speaker), { timeout: 150_000 }).toBeGreaterThan(2000);
  expect(await barriers(speaker)).toEqual([]);
  expect(await barriers(signer)).toEqual([]);
});

it("shows them to a page that can be reached by the room alone", async () => {
  const context = await browser.newContext(PHONE);
  await context.addInitScript(() => { Reflect.deleteProperty(window, "RTCPeerConnection"); });
  const page = await context.newPage();
  await speaker.getByRole("button", { name: "Leave the room" }).click();
  await page.goto(invitation);
  await page.getByText("somebody speaks").click();
  await page.getByRole("button", { name: "Join" }).click();
  await page.locator('.room li[data-connection="apart"]').waitFor();
  expect(await signer.getByLabel("My movements as lines").isChecked()).toBe(false); // somebody else: nothing was agreed
  await signer.getByLabel("My movements as lines").check();
  await expect.poll(() => drawn(page).catch(() => 0), { timeout: 150_000 }).toBeGreaterThan(2000);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "Leave the room" }).click();
  await context.close();
});

it("lets the figure fade when the signer takes their yes back", async () => {
  await speaker.goto(invitation);
  await speaker.reload();
  await speaker.getByText("somebody speaks").click();
  await speaker.getByRole("button", { name: "Join" }).click();
  await signer.locator('.room li[data-connection="open"]').waitFor();
  await signer.getByLabel("My movements as lines").check();
  await speaker.getByText("Signer, as lines").waitFor();
  await signer.getByLabel("My movements as lines").uncheck();
  await speaker.locator(".peer").waitFor({ state: "detached" });
});

it("sends no picture while only one has said yes, and asks the browser for nothing", async () => {
  // A page whose clock is slowed sends its pings as slowly: on a busy machine the room took it for dead, and nothing of
  // what follows needs the slow clock, which is for the camera's sake.
  await signer.getByRole("button", { name: "Leave the room" }).click();
  await expect.poll(() => speaker.locator(".room li").count(), { timeout: 150_000 }).toBe(1);
  await signer.context().close();
  signer = (await open(browser, invitation, { before: remember })).page;
  await enter(signer);
  for (const page of [signer, speaker]) await page.locator('.room li[data-connection="open"]').waitFor();
  const devices = async (): Promise<number> => speaker.evaluate(() => (window as unknown as { asked: number }).asked);
  await speaker.evaluate(() => {
    const asking = window as unknown as { asked: number };
    asking.asked = 0;
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wish) => { asking.asked += 1; return ask(wish); };
  });
  await speaker.getByLabel("My picture").check();
  await signer.getByText("the other side says yes and waits for yours").waitFor();
  await speaker.getByText("waits for the other side's yes").waitFor();
  await speaker.waitForTimeout(1000);
  expect(await devices()).toBe(0);
  expect(await signer.locator(".peer video").count()).toBe(0);
});

it("sends both pictures once both have, and both voices likewise", async () => {
  await signer.getByLabel("My picture").check();
  for (const page of [signer, speaker]) {
    await seesPicture(page);
    expect(await page.locator(".peer video").evaluate((video) => (video as HTMLVideoElement).muted)).toBe(true);
    expect(await page.locator("audio").count()).toBe(0);
  }
  await speaker.getByLabel("My voice").check();
  await signer.getByLabel("My voice").check();
  for (const page of [signer, speaker]) await expect.poll(() => loudness(page), { timeout: 150_000 }).toBeGreaterThan(0.01);
  expect(await barriers(signer)).toEqual([]);
});

it("stops when either takes it back, with the keyboard, and begins again when they agree again", async () => {
  for (const taker of [speaker, signer, speaker]) {
    for (const page of [signer, speaker]) expect((await sends(page)).toSorted()).toEqual(["audio", "video"]);
    await taker.getByLabel("My picture").focus();
    await taker.keyboard.press("Space");
    for (const page of [signer, speaker]) {
      await page.locator(".peer video").waitFor({ state: "detached" });
      await expect.poll(() => sends(page), { timeout: 150_000 }).toEqual(["audio"]);
      expect(await page.locator("audio").count()).toBe(1);
    }
    await taker.keyboard.press("Space");
    for (const page of [signer, speaker]) await seesPicture(page);
  }
});

it("asks anew after one page was loaded anew, and they see each other again", async () => {
  await speaker.reload();
  await signer.locator(".peer video").waitFor({ state: "detached" });
  await expect.poll(() => sends(signer), { timeout: 150_000 }).toEqual([]);
  await speaker.locator('.room li[data-connection="open"]').waitFor();
  expect(await speaker.getByLabel("My picture").isChecked()).toBe(false);
  await speaker.evaluate(beginWhileOffered);
  await speaker.getByLabel("My picture").check();
  await signer.getByLabel("My picture").check();
  for (const page of [signer, speaker]) await seesPicture(page);
});

it("ends all of it when the other one leaves", async () => {
  await speaker.getByRole("button", { name: "Leave the room" }).click();
  await signer.locator(".peer").waitFor({ state: "detached" });
  await expect.poll(() => signer.getByLabel("My picture").isChecked()).toBe(false);
  expect(await signer.getByRole("button", { name: "something of you is shown" }).count()).toBe(0);
});
