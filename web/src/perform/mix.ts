/** Weights of what plays at once: the newest rises to 1, the rest make room in proportion; the sum is always 1. */
export function mixed(weights: readonly number[], newest: number, rise: number): number[] {
  const before = weights[newest] ?? 0;
  const after = Math.min(1, before + rise);
  const room = before < 1 ? (1 - after) / (1 - before) : 0;
  return weights.map((weight, index) => (index === newest ? after : weight * room));
}
