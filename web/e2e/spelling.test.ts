import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
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

interface Vector {
  fps: number;
  aspect: number;
  right: (number | null)[][][];
  left: (number | null)[][][];
  events: { kind: string; gloss?: string }[];
}

it("turns to fingerspelling by keyboard, and reads in its thread what Python reads", async () => {
  const { page, requested, complaints } = await open(browser, server.url);
  await page.getByRole("button", { name: "Turn on the camera" }).click();
  const spelling = page.getByRole("button", { name: "Spelling" });
  await spelling.waitFor();
  await spelling.focus();
  await page.keyboard.press("Space");
  expect(await spelling.getAttribute("aria-pressed")).toBe("true");
  await page.getByText("Spell with one hand.").waitFor();
  expect(await barriers(page)).toEqual([]);
  await expect.poll(() => [...requested].some((url) => url.endsWith("/models/spelling.txt")), { timeout: 150_000 }).toBe(true);
  await page.screenshot({ path: `${ARTEFACTS}spelling.png` });

  // The fake camera cannot spell: the thread is given composed frames.
  const worker = [...requested].find((url) => url.includes("speller.worker"));
  const vector = JSON.parse(readFileSync(`${ROOT}tests/vectors/spelling.json`, "utf8")) as Vector;
  const glosses = await page.evaluate(async ({ url, frames }) => {
    const speller = new Worker(url);
    const found: string[] = [];
    let answered: (() => void) | undefined;
    speller.onmessage = ({ data }: MessageEvent<{ type: string; event?: { kind: string; gloss?: string } }>) => {
      if (data.type === "failed") answered?.();
      if (data.event?.kind === "gloss") found.push(data.event.gloss ?? "");
    };
    // A frame without points fails in its turn, when all before it are read: more than the thread's queue
    // holds would be thinned.
    const caughtUp = (): Promise<void> => new Promise((done) => {
      answered = done;
      speller.postMessage({ points: undefined, aspect: 1, capturedS: 0, perceivedS: 0 });
    });
    for (const [number, right] of frames.right.entries()) {
      const points = new Float32Array(543 * 3).fill(NaN);
      points.set(right.flat().map((value) => value ?? NaN), 522 * 3);
      points.set(frames.left[number]?.flat().map((value) => value ?? NaN) ?? [], 468 * 3);
      speller.postMessage({ points, aspect: frames.aspect, capturedS: number / frames.fps, perceivedS: number / frames.fps });
      if (number % 8 === 0) await caughtUp();
    }
    speller.postMessage({ type: "finish", atS: frames.right.length / frames.fps });
    await caughtUp();
    speller.terminate();
    return found;
  }, { url: worker ?? "", frames: vector });
  expect(glosses).toEqual(vector.events.filter(({ kind }) => kind === "gloss").map(({ gloss }) => gloss));

  await spelling.press("Space");
  expect(await spelling.getAttribute("aria-pressed")).toBe("false");
  expect(complaints.filter((line) => !line.startsWith("INFO:"))).toEqual([]); // MediaPipe writes its news as errors
}, 600_000);
