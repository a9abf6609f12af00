const SCALE = 8192;
const MISSING = -32768;

/** Points (543, 3) in the wire's form: little-endian int16 of value × 8192, -32768 where not detected. */
export function pack(points: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(points.length * 2));
  for (const [index, value] of points.entries()) {
    const whole = Number.isFinite(value) ? Math.max(-32767, Math.min(32767, Math.round(value * SCALE))) : MISSING;
    view.setInt16(index * 2, whole, true);
  }
  return new Uint8Array(view.buffer);
}
