import { defineConfig } from "vitest/config";

// Real servers, real browsers, software graphics: patience. A file of tests mostly waits, so two at a time fit on a
// machine with two cores.
export default defineConfig({
  test: {
    include: ["e2e/**/*.test.ts"],
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
