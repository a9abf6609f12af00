/** The browser the tests drive: the system's Chromium with a fake camera and a fake microphone. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { program } from "./inside";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const ARTEFACTS = `${ROOT}test-artefacts/`;
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const FLAGS = [
  "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
  "--autoplay-policy=no-user-gesture-required",
];

export interface Devices {
  /** `refused`: the person says no. `absent`: there is no such device. Otherwise both are fake. */
  readonly devices?: "fake" | "refused" | "absent";
  readonly webgl?: boolean;
  /** Two pages of this machine may meet directly: the loopback counts, and addresses are not masked. */
  readonly loopback?: boolean;
  /** How much slower than life the fake camera shows its clip, for a page whose clock is as slow. */
  readonly slower?: number;
  /** What the fake microphone hears begins again at its end. */
  readonly talkative?: boolean;
  /** The network namespace that it is in. */
  readonly namespace?: string | undefined;
}

/** What one step may take on a machine that is busy with other things; Playwright's own half minute is too short. */
const PATIENCE_MS = 150_000;

const SLOWER = 6;

/** Makes the fake camera's picture from the fixture, once; whole before it has its name, as other files of tests use it. */
function fakeCamera(slower: number): string {
  const target = `${ARTEFACTS}book-${slower}.mjpeg`;
  if (!existsSync(target)) {
    const made = `${ARTEFACTS}book-${slower}-${process.pid}.mjpeg`;
    const script = `${ROOT}web/e2e/fake_camera.py`;
    execFileSync(`${ROOT}.venv/bin/python`, [script, `${ROOT}tests/fixtures/book.mp4`, made, String(slower)]);
    renameSync(made, target);
  }
  return target;
}

export async function launch({ devices = "fake", webgl = true, loopback = false, slower = SLOWER, talkative = false, namespace }: Devices = {}): Promise<Browser> {
  const executablePath = CHROMIUM.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error("expected Chromium in /usr/bin: apt-get install chromium");
  mkdirSync(ARTEFACTS, { recursive: true });
  const media = {
    fake: [
      "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${fakeCamera(slower)}`, `--use-file-for-fake-audio-capture=${ROOT}tests/fixtures/speech.wav${talkative ? "" : "%noloop"}`,
    ],
    refused: ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream=deny"],
    absent: ["--use-fake-ui-for-media-stream"],
  }[devices];
  const graphics = webgl ? FLAGS : [...FLAGS.filter((flag) => !/gl|angle/.test(flag)), "--disable-3d-apis"];
  const near = loopback ? ["--allow-loopback-in-peer-connection", "--disable-features=WebRtcHideLocalIpsWithMdns"] : [];
  return await chromium.launch({ executablePath: program(namespace, executablePath), headless: true, args: [...graphics, ...media, ...near] });
}

export const LAPTOP: BrowserContextOptions = { viewport: { width: 1360, height: 820 } };
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

export interface Opened {
  readonly page: Page;
  /** Every address that the page asked for. */
  readonly requested: Set<string>;
  /** What the page complained about: thrown errors and broken rules. */
  readonly complaints: string[];
}

export interface Visit {
  readonly context?: BrowserContextOptions;
  /**
   * `slow`: the page's clock and the fake camera's clip both run at 1 / `SLOWER` of their speed, or as much slower as
   * the browser was launched. With software graphics perception manages one or two frames a second; so slowed, the
   * page sees a person signing at natural speed and about ten frames a second.
   */
  readonly clock?: "real" | "slow" | number;
  /**
   * `stepped`: the avatar stands still until a test steps it. `watched`: it runs by itself, as people see it, and costs
   * the processor that draws it accordingly.
   */
  readonly stage?: "stepped" | "watched";
  /** A browser that gets no recogniser: its page sends landmarks to the server instead. */
  readonly lean?: boolean;
  /** Runs in the page before its scripts. */
  readonly before?: () => void;
  /** Called with the page before it is opened, to stand between it and its network. */
  readonly route?: (page: Page) => Promise<void>;
}

/** Opens the page with the probe on, and writes down what it asks for. */
export async function open(browser: Browser, url: string, visit: Visit = {}): Promise<Opened> {
  const { context: options = LAPTOP, clock = "real", stage = "stepped", lean = false, before, route } = visit;
  const context = await browser.newContext(options);
  await context.addInitScript((probe) => {
    const mark = (): void => { document.documentElement.dataset["probe"] = probe; };
    if (document.documentElement as Element | null) mark();
    else new MutationObserver((_, observer) => { observer.disconnect(); mark(); }).observe(document, { childList: true });
  }, stage);
  if (clock !== "real") await context.addInitScript(slowClock, clock === "slow" ? SLOWER : clock);
  if (lean) await context.route("**/models/**", (route) => route.abort());
  if (before !== undefined) await context.addInitScript(before);
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await route?.(page);
  const requested = new Set<string>();
  const complaints: string[] = [];
  page.on("request", (request) => requested.add(request.url()));
  page.on("websocket", (socket) => requested.add(socket.url()));
  page.on("worker", (worker) => requested.add(worker.url()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
  await page.goto(url);
  return { page, requested, complaints };
}

/** Runs in the page before its scripts. */
function slowClock(slower: number): void {
  const now = performance.now.bind(performance);
  performance.now = () => now() / slower;
  const request = Reflect.get(HTMLVideoElement.prototype, "requestVideoFrameCallback");
  HTMLVideoElement.prototype.requestVideoFrameCallback = function (callback) {
    return request.call(this, (at, metadata) => {
      callback(at, { ...metadata, ...(metadata.captureTime !== undefined && { captureTime: metadata.captureTime / slower }) });
    });
  };
}

/** For `before`: a browser that has no WebRTC, whose page meets others by the room alone. */
export function withoutWebRtc(): void {
  Reflect.deleteProperty(window, "RTCPeerConnection");
}
