import { expect, test } from "vitest";
import { RttEstimator } from "./rttEstimator";

test("two pages with clocks of their own learn how long the way between them is", () => {
  const skewS = 1234.5; // the second page's clock against the first's
  const first = new RttEstimator(2);
  const second = new RttEstimator(1);
  let atS = 10;
  for (const wayS of [0.08, 0.05, 0.2]) {
    second.came(atS, undefined, atS + wayS + skewS);
    const answeredS = atS + wayS + 0.7;
    const echo = second.echo(answeredS + skewS);
    expect(echo).toMatchObject({ member: 1, sentS: atS });
    expect(echo?.heldMs).toBeCloseTo(700);
    first.came(answeredS + skewS, echo, answeredS + wayS);
    atS += 5;
  }
  expect(first.ms).toBeCloseTo(50);
});

test("nothing is claimed before anything is known", () => {
  const rtt = new RttEstimator(1);
  expect(rtt.echo(5)).toBeUndefined();
  rtt.came(1, undefined, 2);
  expect(rtt.ms).toBe(0);
  rtt.came(1, { sentS: 99, heldMs: 0 }, 2); // an answer to what was not said yet
  rtt.came(1, { sentS: NaN, heldMs: 0 }, 2);
  expect(rtt.ms).toBe(0);
});
