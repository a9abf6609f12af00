/**
 * Two machines and an impaired link between them: 100 ± 30 ms each way, 5 % of the packets lost. Each has its own network
 * namespace, its own server and its own browser; the room's Worker stands beside the speaker's. First both directions,
 * then two hundred sentences while one thing after another dies.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { enter, invite, noteArrivals, seesPicture, signedReach, signUntilSaid, type } from "./actions";
import { impairedLink, type ImpairedLink } from "./impairedLink";
import { launch, open, type Visit, withoutWebRtc } from "./browser";
import { type Rooms, rooms } from "./rooms";
import { freePort, type Server, serve } from "./server";

const FINALS = 200;
const TIMED = 60;

const line: ImpairedLink | string = await impairedLink(100, 30, 0.05);

describe("two machines with an impaired link between them", () => {
  let worker: Rooms;
  let speakers: Server;
  let signers: Server;
  let signersPort: number;
  let microphone: Browser;
  let camera: Browser;
  let speaker: Page;
  let signer: Page;

  beforeAll(async () => {
    if (typeof line === "string") return;
    const port = await freePort();
    signersPort = await freePort();
    worker = await rooms([port, signersPort].map((one) => `http://127.0.0.1:${one}`), line.near_at, line.near);
    speakers = await serve(port, ["--rooms", worker.url], line.near);
    signers = await serve(signersPort, ["--rooms", worker.url], line.far);
    microphone = await launch({ loopback: true, webgl: false, namespace: line.near });
    camera = await launch({ loopback: true, namespace: line.far });
  });

  afterAll(async () => {
    if (typeof line === "string") return;
    await camera.close();
    await microphone.close();
    await signers.stop();
    await speakers.stop();
    await worker.close();
    await line.close();
  });

  const possible = ({ skip }: TestContext): ImpairedLink => {
    if (typeof line === "string") skip(line);
    return line as ImpairedLink;
  };

  const meet = async (speaks: Visit, signs: Visit): Promise<void> => {
    speaker = (await open(microphone, speakers.url, speaks)).page;
    const code = await invite(speaker, "somebody speaks");
    signer = (await open(camera, `${signers.url}#room=${code}`, signs)).page;
    await enter(signer);
  };

  it("carries signs one way and speech the other", async (context) => {
    possible(context);
    await meet({}, { clock: "slow" });
    await speaker.locator('.room li[data-connection="open"]').waitFor();
    await speaker.getByRole("button", { name: "Timing" }).click();
    await signUntilSaid(signer);
    await speaker.locator('.timing tr[data-stage="present"]').waitFor(); // its voice began
    await signer.getByRole("button", { name: "Turn off the camera" }).click();
    expect(await signedReach(signer, () => speaker.getByRole("button", { name: "Speak" }).click())).toBeGreaterThan(0.15);
    await speaker.context().close();
    await signer.context().close();
  });

  it.for([
    { name: "directly", way: "open", speaks: {} },
    { name: "by the room alone", way: "apart", speaks: { before: withoutWebRtc } },
  ])("passes sentences on $name, and says how soon", async ({ name, way, speaks }, context) => {
    possible(context);
    await meet(speaks, {});
    await speaker.locator(`.room li[data-connection="${way}"]`).waitFor();
    const here = await noteArrivals(speaker);
    const there = await noteArrivals(signer);
    for (let at = 1; at <= TIMED; at += 1) {
      await type(speaker, `I have ${at} books.`);
      await speaker.waitForTimeout(200);
    }
    await expect.poll(async () => (await there()).length, { timeout: 60_000 }).toBe(TIMED);
    const said = await here();
    const later = (await there()).map((at, index) => at - (said[index] ?? NaN)).toSorted((a, b) => a - b);
    const share = (part: number): string => (later[Math.ceil(part * TIMED) - 1] ?? NaN).toFixed(0);
    console.info(`from shown on one device to shown on the other, ${name}: p50 ${share(0.5)} ms, p95 ${share(0.95)} ms`);
    await speaker.context().close();
    await signer.context().close();
  });

  it("meets directly again after the network was away for so long that the room had parted with one of them", async (context) => {
    const bad = possible(context);
    await meet({}, {});
    const direct = speaker.locator('.room li[data-connection="open"]');
    await direct.waitFor();
    const agree = async (): Promise<void> => {
      for (const page of [speaker, signer]) await page.getByLabel("My picture").check();
      for (const page of [speaker, signer]) await seesPicture(page);
    };
    await agree();
    bad.cut();
    await type(signer, "I am here.");
    await speaker.locator(".room li").nth(1).waitFor({ state: "detached" });
    bad.mend();
    await direct.waitFor();
    await signer.locator('.room li[data-connection="open"]').waitFor();
    await type(speaker, "We meet again.");
    await signer.getByText("We meet again.").waitFor();
    expect(await signer.getByText("We meet again.").count()).toBe(1);
    await signer.getByText("may not have arrived: 1").waitFor();
    for (const page of [speaker, signer]) expect(await page.getByLabel("My picture").isChecked()).toBe(false);
    await agree();
    await speaker.context().close();
    await signer.context().close();
  });

  it(`loses none of ${FINALS} sentences and doubles none while Worker, network and server die and come back`, async (context) => {
    const bad = possible(context);
    await meet({ before: withoutWebRtc }, {}); // by the room alone: the way that must not lose anything
    const texts = Array.from({ length: FINALS }, (_, at) => `I have ${at + 1} books.`);
    const heard = async (): Promise<string[]> => signer.locator(".sentence[data-who=speaker] .sentence-text").allTextContents();
    const back: Record<string, string> = {};
    let next = 0;
    const say = async (count: number): Promise<void> => {
      for (const until = next + count; next < until; next += 1) await type(speaker, texts[next] ?? "");
    };
    /** How long after `what` is there again until something new is heard. */
    const until = async (what: string): Promise<void> => {
      const before = (await heard()).length;
      const since = Date.now();
      while ((await heard()).length <= before) await signer.waitForTimeout(50);
      back[what] = `${((Date.now() - since) / 1000).toFixed(1)} s`;
    };
    await say(40);
    await worker.kill();
    await say(20);
    await worker.start();
    await until("Worker");
    await say(20);
    bad.cut();
    await say(20);
    await signer.waitForTimeout(10_000);
    bad.mend();
    await until("network");
    await say(20);
    await signers.kill();
    await say(20);
    signers = await serve(signersPort, ["--rooms", worker.url], bad.far);
    await until("the signer's server");
    await speakers.kill();
    speakers = await serve(Number(new URL(speakers.url).port), ["--rooms", worker.url], bad.near);
    await speaker.getByText("Connected").waitFor();
    await say(FINALS - next);
    await expect.poll(async () => (await heard()).length, { timeout: 300_000 }).toBeGreaterThanOrEqual(FINALS);
    expect(await heard()).toEqual(texts);
    console.info("heard again after", back);
  });
});
