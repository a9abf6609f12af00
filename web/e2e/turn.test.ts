/** A device that hides its address meets the other through coturn; the way breaks, words pass by the room, and it comes back. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type } from "./actions";
import { launch, open } from "./browser";
import { remember, taken } from "./connections";
import { type Rooms, rooms } from "./rooms";
import { freePort, type Server, serve } from "./server";
import { hasTurn, type Turn, turn } from "./turn";

let relay: Turn;
let worker: Rooms;
let server: Server;
let browser: Browser;
let speaker: Page;
let signer: Page;

const direct = async (): Promise<void> => {
  for (const page of [signer, speaker]) await page.locator('.room li[data-connection="open"]').waitFor();
};

/** What the speaker types is on the signer's page, once. */
async function passes(text: string): Promise<void> {
  await type(speaker, text);
  await signer.getByText(text).waitFor();
  expect(await signer.locator(".sentence[data-who=speaker] .sentence-text", { hasText: text }).count()).toBe(1);
}

describe.skipIf(!hasTurn())("with coturn (skipped where `turnserver` is missing: apt-get install coturn)", () => {
  beforeAll(async () => {
    relay = await turn();
    const port = await freePort();
    worker = await rooms([`http://127.0.0.1:${port}`]);
    server = await serve(port, ["--rooms", worker.url, "--ice", relay.ice]);
    browser = await launch({ loopback: true });
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    await worker.close();
    await relay.close();
  });

  it("meets through it, and the other page learns no address but the server's", async () => {
    speaker = (await open(browser, server.url, { before: remember })).page;
    await speaker.getByRole("button", { name: "Two devices" }).click();
    await speaker.getByText("somebody speaks").click();
    await speaker.getByLabel("Hide this device's network address").check();
    await speaker.getByRole("button", { name: "Open a room" }).click();
    const code = await speaker.locator(".room-letters").textContent();
    signer = (await open(browser, `${server.url}#room=${(code ?? "").replace("-", "")}`, { before: remember })).page;
    await signer.getByRole("button", { name: "Join" }).click();
    await direct();
    expect(await taken(speaker)).toMatchObject({ local: "relay" });
    const { remote, known, behind } = await taken(signer);
    expect([remote, ...known]).toEqual(Array<string>(known.length + 1).fill("relay"));
    expect(new Set(behind)).toEqual(new Set(["0.0.0.0"]));
  });

  it("carries a sentence while there is no room", async () => {
    await worker.kill();
    await passes("I want bread.");
    await worker.start();
    await expect.poll(() => speaker.locator(".room-status[data-trouble]").count(), { timeout: 60_000 }).toBe(0);
  });

  it("lets words pass by the room while the way is broken, and mends the way when it can", async () => {
    const before = await taken(speaker);
    await relay.kill();
    for (const page of [signer, speaker]) await page.locator('.room li[data-connection="open"]').waitFor({ state: "detached" });
    await passes("I want milk.");
    await relay.start();
    await direct();
    const after = await taken(speaker);
    expect(after.local).toBe("relay");
    expect(after.fragment).not.toBe(before.fragment);
    await worker.kill();
    await passes("The train is late.");
    await worker.start();
  });

  it("hides the address after a reload too", async () => {
    await speaker.reload();
    await speaker.getByRole("button", { name: "Two devices" }).click();
    await direct();
    expect(await taken(speaker)).toMatchObject({ local: "relay" });
    const { known } = await taken(signer);
    expect(new Set(known)).toEqual(new Set(["relay"]));
  });
});
