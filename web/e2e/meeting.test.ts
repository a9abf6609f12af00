/**
 * Two people with a device each: one has a camera and signs, the other has a microphone and speaks. What is signed is
 * read and heard on the speaker's device, what is spoken is signed on the signer's, whichever way the two devices meet.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter, invite, signedReach, signUntilSaid, spokenWords } from "./actions";
import { ARTEFACTS, launch, open, type Visit, withoutWebRtc } from "./browser";
import { type Rooms, rooms } from "./rooms";
import { freePort, type Server, serve } from "./server";

let worker: Rooms;
let server: Server;
let camera: Browser;
let microphone: Browser;

beforeAll(async () => {
  const port = await freePort();
  worker = await rooms([`http://127.0.0.1:${port}`]);
  server = await serve(port, ["--rooms", worker.url]);
  camera = await launch({ loopback: true });
  microphone = await launch({ loopback: true, webgl: false }); // two avatars are too much for software graphics
});

afterAll(async () => {
  await microphone.close();
  await camera.close();
  await server.stop();
  await worker.close();
});

const WAYS: readonly { readonly name: string; readonly way: string; readonly signs: Visit; readonly speaks: Visit }[] = [
  { name: "directly", way: "open", signs: {}, speaks: {} },
  { name: "by the room alone", way: "apart", signs: {}, speaks: { before: withoutWebRtc } },
  { name: "by the server, where the signer's browser cannot recognise", way: "open", signs: { lean: true }, speaks: {} },
];

describe.each(WAYS)("two devices that meet $name", ({ way, signs, speaks }) => {
  let signer: Page;
  let speaker: Page;

  beforeAll(async () => {
    speaker = (await open(microphone, server.url, speaks)).page;
    const code = await invite(speaker, "somebody speaks");
    signer = (await open(camera, `${server.url}#room=${code}`, { ...signs, clock: "slow" })).page;
    await enter(signer);
    await speaker.locator(`.room li[data-connection="${way}"]`).waitFor();
    for (const page of [speaker, signer]) await page.keyboard.press("Escape");
  });

  afterAll(async () => {
    await speaker.context().close();
    await signer.context().close();
  });

  it("reads and voices on one what is signed before the other's camera", async () => {
    await speaker.getByRole("button", { name: "Timing" }).click(); // a touch, without which a browser stays silent
    await signUntilSaid(signer);
    const said = speaker.locator(".sentence[data-who=signer]").first();
    await said.waitFor();
    expect((await said.locator(".sentence-text").textContent())?.length).toBeGreaterThan(2);
    // The voice began: only then is its last stamp known. A sentence without a name in it is not spoken.
    await speaker.locator('.timing tr[data-stage="present"]').waitFor();
    await signer.getByRole("button", { name: "Turn off the camera" }).click();
    await speaker.screenshot({ path: `${ARTEFACTS}meeting-heard-${way}.png` });
  });

  it("signs on one what is spoken into the other's microphone", async () => {
    const speak = (): Promise<void> => speaker.getByRole("button", { name: "Speak" }).click();
    expect(await signedReach(signer, speak)).toBeGreaterThan(0.15);
    const heard = signer.locator(".sentence[data-who=speaker]");
    const own = await speaker.locator(".sentence[data-who=speaker] .sentence-text").first().textContent();
    expect(await heard.locator(".sentence-text").first().textContent()).toBe(own);
    expect(spokenWords().filter((word) => own?.toLowerCase().includes(word)).length).toBeGreaterThan(1);
    await signer.screenshot({ path: `${ARTEFACTS}meeting-signed-${way}.png` });
  });
});
