/** Two pages in a room of the server itself: no Worker, no option. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { enter, invite, type } from "./actions";
import { launch, open } from "./browser";
import { type Server, serve } from "./server";

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await serve();
  browser = await launch({ loopback: true });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

it("says on one device what was typed on the other, and asks nobody but the server", async () => {
  const speaker = await open(browser, server.url);
  const code = await invite(speaker.page, "somebody speaks");
  const signer = await open(browser, `${server.url}#room=${code}`);
  await enter(signer.page);
  await type(speaker.page, "The train is late.");
  await signer.page.getByText("The train is late.").waitFor();
  expect(await signer.page.locator(".sentence[data-who=speaker] .sentence-text").allTextContents()).toEqual(["The train is late."]);
  const hosts = [...speaker.requested, ...signer.requested].map((url) => new URL(url)).filter(({ protocol }) => protocol !== "blob:");
  expect(new Set(hosts.map(({ host }) => host))).toEqual(new Set([new URL(server.url).host]));
  expect([...speaker.complaints, ...signer.complaints]).toEqual([]);
});
