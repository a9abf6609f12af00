/** Two pages, one room: what is said on one is shown, spoken or signed on the other, once, whatever happens to the line. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { barriers, enter, type } from "./actions";
import { launch, open, withoutWebRtc } from "./browser";
import { type Rooms, rooms } from "./rooms";
import { freePort, type Server, serve } from "./server";

let worker: Rooms;
let server: Server;
let browser: Browser;
let speaker: Page;
let signer: Page;
let invitation: string;
/** While it is, the speaker's page gets no line to the room. */
let speakerOut = false;

beforeAll(async () => {
  const port = await freePort();
  worker = await rooms([`http://127.0.0.1:${port}`]);
  server = await serve(port, ["--rooms", worker.url]);
  browser = await launch({ loopback: true });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await worker.close();
});

const sentences = async (page: Page): Promise<string[]> => page.locator(".sentence[data-who=speaker] .sentence-text").allTextContents();

it("opens a room on one device and joins it by its link on another", async () => {
  speaker = (await open(browser, server.url, { route: (page) => page.routeWebSocket(/\/rooms\//, (line) => {
    if (speakerOut) void line.close();
    else line.connectToServer();
  }) })).page;
  await speaker.getByRole("button", { name: "Two devices" }).click();
  await speaker.getByText("somebody speaks").click();
  expect(await barriers(speaker)).toEqual([]);
  await speaker.getByRole("button", { name: "Open a room" }).click();
  const code = await speaker.locator(".room-letters").textContent();
  expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  expect(await barriers(speaker)).toEqual([]);
  invitation = `${server.url}#room=${(code ?? "").replace("-", "")}`;
  signer = (await open(browser, invitation)).page;
  await enter(signer);
  await speaker.locator(".room li").nth(1).waitFor();
});

it("reaches the other device directly", async () => {
  await signer.locator('.room li[data-connection="open"]').waitFor();
  await speaker.locator('.room li[data-connection="open"]').waitFor();
});

it("signs on one device what is said on the other, once, and says how long the way was", async () => {
  await type(speaker, "Hello, what is your name?");
  await signer.locator(".sentence[data-who=speaker] .gloss").first().waitFor();
  await signer.getByRole("button", { name: "Sign this again" }).waitFor();
  expect(await sentences(signer)).toEqual(["Hello, what is your name?"]);
  expect(await sentences(speaker)).toEqual(["Hello, what is your name?"]);
});

it("loses nothing and doubles nothing while the Worker dies and comes back", async () => {
  await worker.kill();
  await type(speaker, "I want bread.");
  await signer.getByText("I want bread.").waitFor(); // directly
  await worker.start();
  await type(speaker, "I want milk.");
  await signer.getByText("I want milk.").waitFor();
  await expect.poll(() => speaker.locator(".room-status[data-trouble]").count(), { timeout: 60_000 }).toBe(0);
  expect(await sentences(signer)).toEqual(["Hello, what is your name?", "I want bread.", "I want milk."]);
});

it("comes back to its membership after a reload", async () => {
  await signer.reload();
  await signer.getByRole("button", { name: "Two devices" }).waitFor();
  await signer.locator('.room li[data-connection="open"]').waitFor(); // directly again, though the room knows of no new member
  await speaker.locator('.room li[data-connection="open"]').waitFor();
  await type(speaker, "Good night.");
  await signer.getByText("Good night.").waitFor();
  expect(await sentences(signer)).toContain("Good night.");
});

it("comes back also where the Worker is away while it is loaded anew", async () => {
  await worker.kill();
  await signer.reload();
  await signer.getByText("Coming back to the room").waitFor();
  expect(await barriers(signer)).toEqual([]);
  await type(speaker, "See you tomorrow.");
  await worker.start();
  await signer.getByText("See you tomorrow.").waitFor();
  await signer.locator('.room li[data-connection="open"]').waitFor();
  expect((await sentences(signer)).filter((text) => text === "See you tomorrow.")).toHaveLength(1);
});

it("comes back also where it is in the room before the other one is", async () => {
  speakerOut = true;
  await worker.kill();
  await signer.reload();
  await worker.start();
  await signer.getByText("away for a moment").waitFor(); // what it signals now reaches nobody
  speakerOut = false;
  await signer.locator('.room li[data-connection="open"]').waitFor();
  await speaker.locator('.room li[data-connection="open"]').waitFor();
  await type(speaker, "Good morning.");
  await signer.getByText("Good morning.").waitFor();
});

it("goes by the room alone where there is no other way", async () => {
  await signer.getByRole("button", { name: "Leave the room" }).click();
  const { page } = await open(browser, invitation, { before: withoutWebRtc });
  await page.getByRole("button", { name: "Join" }).click();
  await page.locator('.room li[data-connection="apart"]').waitFor();
  await type(speaker, "The train is late.");
  await page.getByText("The train is late.").waitFor();
  expect((await sentences(page)).filter((text) => text === "The train is late.")).toHaveLength(1);
});

it("says that a room does not exist", async () => {
  const { page } = await open(browser, `${server.url}#room=0000000000`);
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByText("There is no such room, or it has ended.").waitFor();
});
