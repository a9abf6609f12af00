const QUIETEST_DB = -60;

/** Root mean square of 16-bit little-endian samples, from -60 dB (0) to full scale (1). */
export function levelOf(pcm: Uint8Array): number {
  const samples = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const count = pcm.byteLength >> 1;
  let power = 0;
  for (let k = 0; k < count; k++) power += (samples.getInt16(2 * k, true) / 32768) ** 2;
  const decibels = 10 * Math.log10(power / Math.max(count, 1) + 1e-12);
  return Math.min(Math.max(1 - decibels / QUIETEST_DB, 0), 1);
}
