import { expect, test } from "vitest";
import { check, secretKey, sign, TokenError } from "./token";
import { Role } from "./wire/signspan/v1/room_pb";

const ROOM = "K7QM2XRD4T";

test("a token opens its room in its role until it expires", async () => {
  const key = await secretKey(new Uint8Array(32));
  const token = await sign(key, ROOM, Role.SPEAKER, 100);
  expect((await check(key, token, ROOM, 99.9)).role).toBe(Role.SPEAKER);
  await expect(check(key, token, ROOM, 100)).rejects.toThrow(new TokenError("token-expired"));
  await expect(check(key, token, "0000000000", 99)).rejects.toThrow(new TokenError("token"));
});

test("a short secret is refused", () => {
  expect(() => secretKey(new Uint8Array(31))).toThrow("expected a secret of at least 32 bytes, got 31");
});
