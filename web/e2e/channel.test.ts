/** A conversation over WebRTC where the server offers it, and over the socket where no way opens. */
import { networkInterfaces } from "node:os";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type } from "./actions";
import { launch, open } from "./browser";
import { type Server, serve } from "./server";

/** The server's side leaves the loopback out, so the machine needs an address of its own. */
const reachable = Object.values(networkInterfaces()).flat().some((address) => address?.internal === false);

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await serve(undefined, ["--rtc"]);
  browser = await launch({ loopback: true });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const conversations = async (kind: string): Promise<string | undefined> =>
  new RegExp(`^signspan_sockets\\{kind="${kind}"\\} (.*)$`, "m").exec(await (await fetch(`${server.url}metrics`)).text())?.[1];

it.skipIf(!reachable)("signs a sentence over data channels alone", async () => {
  const { page, requested, complaints } = await open(browser, server.url);
  await page.getByText("Connected").waitFor();
  await type(page, "Hello, what is your name?");
  await page.getByRole("button", { name: "Sign this again" }).waitFor(); // a motion has more than one message may
  expect([...requested].filter((url) => /\/(ws|api\/rtc)$/.test(url))).toEqual([`${server.url}api/rtc`]);
  expect(await conversations("rtc")).toBe("1.0");
  expect(complaints).toEqual([]);
  await page.close();
  await expect.poll(() => conversations("rtc"), { timeout: 60_000 }).toBe("0.0");
});

it("takes the socket where no way opens", async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => { Reflect.set(RTCPeerConnection.prototype, "setRemoteDescription", () => Promise.reject(new Error("no way"))); });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByText("Connected").waitFor();
  await type(page, "Good night.");
  await page.getByRole("button", { name: "Sign this again" }).waitFor();
  expect(await conversations("conversation")).toBe("1.0");
});
