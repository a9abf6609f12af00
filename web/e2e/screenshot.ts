/**
 * The README's picture, made from the running page: `docs/page.png`. A typed sentence, the avatar in the
 * middle of signing it, and a signer at the camera (the fixture's clip) at the moment the system says what it saw.
 */
import { stepStage, type } from "./actions";
import { launch, open, ROOT } from "./browser";
import { serve } from "./server";

const WAIT_S = 90;

const server = await serve();
const browser = await launch();
try {
  const { page } = await open(browser, server.url, { clock: "slow" });
  await page.getByText("Connected").waitFor();
  await type(page, "Hello, what is your name?");
  await page.getByRole("button", { name: "Sign this again" }).waitFor({ timeout: WAIT_S * 1000 });
  const name = page.locator(".gloss[aria-current]", { hasText: "NAME" });
  for (let step = 0; step < 120 && !(await name.isVisible()); step += 1) await stepStage(page, 0.05, 1);
  await stepStage(page, 0.05, 6);
  await page.getByRole("button", { name: "Turn on the camera" }).click();
  const seen = page.locator("[data-question], .draft[data-who=signer]").first();
  await seen.waitFor({ timeout: WAIT_S * 1000 });
  await page.evaluate(() => { (document.activeElement as HTMLElement | null)?.blur(); });
  await page.screenshot({ path: `${ROOT}docs/page.png` });
} finally {
  await browser.close();
  await server.stop();
}
