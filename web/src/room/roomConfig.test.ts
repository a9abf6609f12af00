import { expect, test } from "vitest";
import { relays } from "./roomConfig";

test.each([
  [[], false],
  [[{ urls: "stun:stun.example" }], false],
  [[{ urls: ["stun:stun.example", "turns:turn.example:5349"] }], true],
  [[{ urls: "stun:turn.example" }, { urls: "turn:turn.example" }], true],
] as const)("an address can be hidden behind a TURN server and nothing else: %j", (iceServers, able) => {
  expect(relays({ rooms: "", iceServers: iceServers.map(({ urls }) => ({ urls: [urls].flat() })) })).toBe(able);
});
