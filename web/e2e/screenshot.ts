/**
 * The README's picture, made from the running page: `docs/page.png`. A signer at the camera (a real clip),
 * a sentence typed to it, and the avatar in the middle of signing the answer.
 */
import { handPixels, stepStage, type } from "./actions";
import { launch, open, ROOT } from "./browser";
import { serve } from "./server";

const ANSWER_S = 90;

const server = await serve();
const browser = await launch();
try {
  const { page } = await open(browser, server.url, { clock: "slow" });
  await page.getByText("Connected").waitFor();
  await page.getByRole("button", { name: "Turn on the camera" }).click();
  const seen = page.locator("[data-question] button, .sentence[data-who=signer]").first();
  await seen.waitFor({ timeout: ANSWER_S * 1000 });
  const option = page.locator("[data-question] button").first();
  if (await option.isVisible()) await option.click();
  await page.locator(".sentence[data-who=signer]").first().waitFor({ timeout: ANSWER_S * 1000 });
  await type(page, "Hello, what is your name?");
  await page.getByRole("button", { name: "Sign this again" }).waitFor({ timeout: ANSWER_S * 1000 });
  // The hands of the signer at the camera are in the picture again, and the avatar is in the middle of a sign.
  const name = page.locator(".gloss[aria-current]", { hasText: "NAME" });
  for (let step = 0; step < 120 && !(await name.isVisible()); step += 1) await stepStage(page, 0.05, 1);
  await stepStage(page, 0.05, 6);
  for (let wait = 0; wait < ANSWER_S && (await handPixels(page)) < 200; wait += 1) await page.waitForTimeout(1000);
  await page.evaluate(() => { (document.activeElement as HTMLElement | null)?.blur(); });
  await page.screenshot({ path: `${ROOT}docs/page.png` });
} finally {
  await browser.close();
  await server.stop();
}
