import { launch, open, ARTEFACTS } from "./browser.ts";
const b = await launch();
const { page, complaints } = await open(b, "http://127.0.0.1:8011/");
page.on("console", m => { if (m.text().startsWith("FR")) console.log(m.text()); });
await page.waitForTimeout(2000);
await page.evaluate(() => {
  const orig = CanvasRenderingContext2D.prototype.clearRect; let n=0, t=performance.now();
  CanvasRenderingContext2D.prototype.clearRect = function(...a) { n++; console.log("FR " + n + " " + Math.round(performance.now()-t)); return orig.apply(this, a); };
});
await page.getByRole("button", { name: "Turn on the camera" }).click();
await page.waitForTimeout(25000);
await page.getByPlaceholder("Type what").fill("Hello, what is your name?");
await page.keyboard.press("Enter");
await page.waitForTimeout(9000);
for (let i=0;i<30;i++) { await page.evaluate(() => window.signspanProbe!.step(0.05)); await page.waitForTimeout(50);} 
console.log(await page.evaluate(() => window.signspanProbe?.wrist("right")));
await page.screenshot({ path: ARTEFACTS + "try3.png" });
console.log(complaints);
await b.close();
