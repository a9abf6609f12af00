import { type Kind, type Rate, RATES } from "./limits";

/** A token bucket, full at first: how often something may happen, with the time handed in. */
export class Bucket {
  readonly #rate: Rate;
  #atS: number;
  #level: number;

  constructor(rate: Rate, nowS: number) {
    this.#rate = rate;
    this.#atS = nowS;
    this.#level = rate.burst;
  }

  /** Takes one if there is one. */
  take(nowS: number): boolean {
    this.#level = Math.min(this.#rate.burst, this.#level + Math.max(0, nowS - this.#atS) * this.#rate.perS);
    this.#atS = Math.max(this.#atS, nowS);
    if (this.#level < 1) return false;
    this.#level -= 1;
    return true;
  }
}

/** One for each kind of message. */
export function buckets(nowS: number): Readonly<Record<Kind, Bucket>> {
  const made = (kind: Kind) => new Bucket(RATES[kind], nowS);
  return { seen: made("seen"), talk: made("talk"), signal: made("signal"), ack: made("ack") };
}
