import { expect, test } from "vitest";
import { network } from "../src/addressKey";

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:DB8:1:2::6", "2001:db8:1:2"],
  ["2001:db8::6", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["2001:0db8:0001:0002:ffff::", "2001:db8:1:2"],
  ["::ffff:192.0.2.1", "::ffff:192.0.2.1"],
  ["nowhere", "nowhere"],
])("%s belongs to %s", (address, whole) => {
  expect(network(address)).toBe(whole);
});
