import { defineConfig } from "vitest/config";

// A real server, a real browser, software graphics: one thing at a time, and patience.
export default defineConfig({
  test: {
    include: ["e2e/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
