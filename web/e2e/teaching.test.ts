import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { barriers } from "./actions";
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
  const { page } = await open(browser, server.url, { clock: "slow" });
  await page.getByRole("button", { name: "Teach a sign" }).click();
  const panel = page.getByRole("region", { name: "Teach a sign" });
  await panel.getByText("Turn on the camera").waitFor();
  await page.getByRole("button", { name: "Turn on the camera" }).click();
  await panel.getByText("Shown 0 of up to 5 times").waitFor();

  await panel.getByLabel("What it means").fill("our book");
  await panel.getByLabel("In another language").fill("كتابنا");
  // A recording that begins as the hands go down may hold too little of them: then a person shows it again.
  const shown = panel.getByText("Shown 1 of up to 5 times");
  const nothing = panel.getByText("No hands were seen");
  do {
    await panel.getByRole("button", { name: "Show it" }).click();
    await nothing.waitFor({ state: "hidden" }); // the last time's
    await shown.or(nothing).waitFor({ timeout: 300_000 });
  } while (!(await shown.isVisible()));
  await panel.getByText(/Clearly told apart|looks much like/).waitFor();
  await page.screenshot({ path: `${ARTEFACTS}teaching.png` });
  await panel.getByRole("button", { name: "Keep this sign" }).click();
  const signs = page.getByRole("list", { name: "Taught signs" });
  await signs.getByText("OUR BOOK · كتابنا").waitFor();

  const language = page.getByLabel("Sign language", { exact: true });
  await language.selectOption("British (BSL)");
  await panel.getByText("To begin with British (BSL) removes the sign taught here").waitFor();
  expect(await barriers(page)).toEqual([]);
  await panel.getByRole("button", { name: "Keep mine" }).click();
  expect(await language.inputValue()).toBe("ase");

  const [download] = await Promise.all([page.waitForEvent("download"), panel.getByRole("button", { name: "Save as a file" }).click()]);
  const saved = JSON.parse(readFileSync(await download.path(), "utf8")) as { language: string; signs: { name: string; label: string }[] };
  expect(saved.language).toBe("ase");
  expect(saved.signs.map(({ name, label }) => [name, label])).toEqual([["our book", "كتابنا"]]);

  const foreign = `${ARTEFACTS}foreign.book`;
  writeFileSync(foreign, (JSON.parse(readFileSync(`${ROOT}tests/vectors/taught.json`, "utf8")) as { book: string }).book);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), panel.getByRole("button", { name: "Open a file" }).click()]);
  await chooser.setFiles(foreign);
  await panel.getByRole("button", { name: "Replace" }).click();
  await signs.getByText("NO SUCH SIGN").waitFor();
  expect(await language.inputValue()).toBe("sdl");
  await expect.poll(() => page.evaluate(() => new Promise<string>((resolve) => { // kept, before the page is left
    const opening = indexedDB.open("signspan");
    opening.onsuccess = () => {
      const request = opening.result.transaction("books").objectStore("books").get("mine");
      request.onsuccess = () => {
        resolve(String(request.result));
        opening.result.close();
      };
    };
  })), { timeout: 150_000 }).toContain('"language":"sdl"');
  await page.reload();
  await page.getByRole("button", { name: "Teach a sign" }).click();
  await signs.getByText("NO SUCH SIGN").waitFor();

  await language.selectOption("American (ASL)");
  await panel.getByRole("button", { name: "Begin an empty book" }).click();
  await signs.waitFor({ state: "detached" });
  expect(await language.inputValue()).toBe("ase");
  await page.context().close();
}, 900_000);
