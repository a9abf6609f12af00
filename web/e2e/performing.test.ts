/**
 * The avatar as people see it: the page's own clock and frames, nothing stepped. What is signed shows in which gloss
 * is lit. Every wait is for something that happens, and as long as a busy machine may take.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { type } from "./actions";
import { ARTEFACTS, launch, open, type Opened } from "./browser";
import { type Lit, pressWhenLit, shownGlosses, watchLit } from "./lit";
import { type Server, serve } from "./server";

/** How long the signing of everything may take: with software graphics, seconds for one of a sentence. */
const SIGNED_MS = 400_000;

/** Small, because the processor draws it. */
const VIEWPORT = { width: 640, height: 480 };

let server: Server;
let browser: Browser;
let opened: Opened;
let page: Page;

beforeAll(async () => {
  server = await serve();
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

beforeEach(async () => { await visit(); });

afterEach(async () => {
  expect(opened.complaints).toEqual([]);
  await page.context().close();
});

/** Opens the page, until the figure stands. */
async function visit(before?: () => void): Promise<void> {
  opened = await open(browser, server.url, { stage: "watched", context: { viewport: VIEWPORT }, ...(before && { before }) });
  ({ page } = opened);
  await page.getByText("Connected").waitFor();
  await page.waitForFunction(() => window.signspanProbe?.wrist("right") !== undefined);
}

/** Runs in the page before its scripts: the first motion that comes has no header by which it could be read. */
function breakFirstMotion(): void {
  const take = Reflect.getOwnPropertyDescriptor(MessageEvent.prototype, "data")?.get;
  let broken = false;
  Reflect.defineProperty(MessageEvent.prototype, "data", {
    get(this: MessageEvent) {
      const data: unknown = take?.call(this);
      const bytes = broken || !(data instanceof ArrayBuffer) ? new Uint8Array() : new Uint8Array(data);
      const at = bytes.findIndex((_, start) => String.fromCharCode(...bytes.subarray(start, start + 4)) === "glTF");
      bytes.fill(0, at < 0 ? bytes.length : at, at + 4);
      broken ||= at >= 0;
      return data;
    },
  });
}

interface Look {
  readonly past: readonly string[];
  readonly now: readonly string[];
}

const places = (lit: readonly Lit[]): string[] => lit.map(({ place }) => place);

/** Waits until all motions of a sentence have come: its last sign says where it is from, which the plan alone does not. */
async function written(sentence: number, last: string): Promise<void> {
  await page.locator(".sentence").nth(sentence).locator(".glosses li", { hasText: last, has: page.locator(".gloss-from") }).waitFor();
}

/** Waits until a gloss is lit for the `time`th time and nothing is lit any more. */
async function signed(lit: () => Promise<Lit[]>, last: string | undefined, time = 1): Promise<void> {
  const look = async (): Promise<Look> => ({ past: places(await lit()), now: await page.locator(".gloss[aria-current]").allTextContents() });
  await expect.poll(look, { timeout: SIGNED_MS, message: `${last} was to be signed` })
    .toSatisfy(({ past, now }: Look) => past.filter((place) => place === last).length >= time && now.length === 0);
}

it("signs every clause of what is typed, one after another", async () => {
  const lit = await watchLit(page);
  await type(page, "My name is Kim. Do you want coffee?");
  await written(0, "COFFEE");
  const shown = await shownGlosses(page);
  await signed(lit, shown.at(-1));
  expect(places(await lit())).toEqual(shown);
  expect(shown).toHaveLength(6);
});

it("signs three sentences that are typed one after another, every sign of each, with its hands", async () => {
  const lit = await watchLit(page);
  for (const text of ["My brother likes coffee.", "Where is the bathroom?", "Good morning."]) await type(page, text);
  await written(2, "MORNING");
  await page.locator(".gloss[aria-current]", { hasText: "BROTHER" }).waitFor();
  await page.screenshot({ path: `${ARTEFACTS}performing.png`, fullPage: true });
  const shown = await shownGlosses(page);
  await signed(lit, shown.at(-1));
  expect(places(await lit())).toEqual(shown);
  for (const number of [0, 1, 2]) {
    const reached = (await lit()).filter(({ place }) => place.startsWith(`${number}.`)).map(({ reach }) => reach);
    expect(Math.max(...reached), `metres, in sentence ${number}`).toBeGreaterThan(0.15);
  }
});

it("signs a sentence again, whole, in the middle of another", async () => {
  const lit = await watchLit(page);
  await type(page, "My name is Kim. Do you want coffee?");
  await written(0, "COFFEE");
  const first = await shownGlosses(page);
  await signed(lit, first.at(-1));
  await pressWhenLit(page, "1.1", page.getByRole("button", { name: "Sign this again" }));
  await type(page, "My brother likes coffee.");
  await signed(lit, first.at(-1), 2);
  await written(1, "COFFEE");
  const second = await shownGlosses(page, 1);
  expect(places(await lit())).toEqual([...first, ...second.slice(0, 2), ...first]);
});

/** Orders in which all signs are made, whenever another figure comes: of one sentence those until then are made twice. */
function begunAgain(shown: readonly string[]): string[] {
  const sentence = (place: string | undefined): string | undefined => place?.split(".")[0];
  const orders = shown.map((place, at) => [...shown.slice(0, at + 1), ...shown.slice(shown.findIndex((each) => sentence(each) === sentence(place)))]);
  return [shown, ...orders].map((order) => order.join());
}

it("loses no sign when another figure is chosen in the middle, which then signs", async () => {
  let lit = await watchLit(page);
  for (const text of ["My brother likes coffee.", "Where is the bathroom?", "My name is Kim."]) await type(page, text);
  await written(2, "K-I-M");
  const shown = await shownGlosses(page);
  await page.locator(".gloss[aria-current]").waitFor();
  await page.getByRole("button", { name: "How the avatar looks" }).click();
  await page.getByRole("radio", { name: "Dark skin, light shirt" }).check({ force: true });
  await page.keyboard.press("Escape");
  await expect.poll(async () => places(await lit()).join(), { timeout: SIGNED_MS })
    .toSatisfy((order: string) => begunAgain(shown).includes(order));
  await signed(lit, shown.at(-1));
  expect([...opened.requested].some((url) => url.endsWith("/avatar/partner.vrm"))).toBe(true);

  lit = await watchLit(page);
  await type(page, "Good morning.");
  await written(3, "MORNING");
  const last = await shownGlosses(page, 3);
  await signed(lit, last.at(-1));
  expect(begunAgain(last)).toContain(places(await lit()).join());
  expect(Math.max(...(await lit()).map(({ reach }) => reach))).toBeGreaterThan(0.15);
});

it("says so when a motion cannot be read, and signs the next", async () => {
  await page.context().close();
  await visit(breakFirstMotion);
  const lit = await watchLit(page);
  await type(page, "My brother likes coffee.");
  await page.getByText("This sentence could not be spoken or signed.").waitFor();
  await type(page, "Good morning.");
  await written(1, "MORNING");
  const shown = await shownGlosses(page, 1);
  await signed(lit, shown.at(-1));
  expect(places(await lit())).toEqual(shown);
  expect(await page.getByRole("button", { name: "Sign this again" }).count()).toBe(2);
});
