import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { ARTEFACTS, launch, open, ROOT } from "./browser";
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

it("teaches a sign from the camera, keeps it, and carries books in and out", async () => {
  const { page } = await open(browser, server.url);
  await page.getByRole("button", { name: "Teach a sign" }).click();
  const panel = page.getByRole("region", { name: "Teach a sign" });
  await panel.getByText("Turn on the camera").waitFor();
  await page.getByRole("button", { name: "Turn on the camera" }).click();
  await panel.getByText("Shown 0 of up to 5 times").waitFor({ timeout: 120_000 });

  await panel.getByLabel("What it means").fill("our book");
  await panel.getByLabel("In another language").fill("كتابنا");
  await panel.getByRole("button", { name: "Show it" }).click();
  await panel.getByText("Shown 1 of up to 5 times").waitFor({ timeout: 300_000 });
  await panel.getByText(/Clearly told apart|looks much like/).waitFor();
  await page.screenshot({ path: `${ARTEFACTS}teaching.png` });
  await panel.getByRole("button", { name: "Keep this sign" }).click();
  await panel.getByText("OUR BOOK").waitFor();

  const [download] = await Promise.all([page.waitForEvent("download"), panel.getByRole("button", { name: "Save as a file" }).click()]);
  const saved = JSON.parse(readFileSync(await download.path(), "utf8")) as { language: string; signs: { name: string; label: string }[] };
  expect(saved.language).toBe("ase");
  expect(saved.signs.map(({ name, label }) => [name, label])).toEqual([["our book", "كتابنا"]]);

  const foreign = `${ARTEFACTS}foreign.book`;
  writeFileSync(foreign, (JSON.parse(readFileSync(`${ROOT}tests/vectors/taught.json`, "utf8")) as { book: string }).book);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), panel.getByRole("button", { name: "Open a file" }).click()]);
  await chooser.setFiles(foreign);
  await panel.getByRole("button", { name: "Replace" }).click();
  await panel.getByRole("list", { name: "Taught signs" }).getByText("OTHER").waitFor();
  await expect.poll(() => page.evaluate(() => new Promise<string>((resolve) => { // kept, before the page is left
    const opening = indexedDB.open("signspan");
    opening.onsuccess = () => {
      const request = opening.result.transaction("books").objectStore("books").get("mine");
      request.onsuccess = () => {
        resolve(String(request.result));
        opening.result.close();
      };
    };
  })), { timeout: 20_000 }).toContain('"language":"sdl"');
  await page.reload();
  await page.getByRole("button", { name: "Teach a sign" }).click();
  await page.getByRole("list", { name: "Taught signs" }).getByText("OTHER").waitFor();
  await page.context().close();
}, 600_000);
