/**
 * Where a request comes from, as a name that is no address: a keyed hash of the IPv4 address or of the IPv6
 * network (/64), because one household or phone has a whole such network to itself.
 */
export async function addressKey(key: CryptoKey, request: Request): Promise<string> {
  const address = request.headers.get("CF-Connecting-IP") ?? "nowhere";
  const bytes = new TextEncoder().encode(`signspan limiter 1\n${network(address)}`);
  const hash = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** An IPv4 address whole, an IPv6 address's first four groups. */
export function network(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill("0"), ...after];
  return groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(":");
}
