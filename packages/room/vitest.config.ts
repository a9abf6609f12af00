import { defineConfig } from "vitest/config";

// Every wait ends: what takes longer than this on a busy machine has hung.
export default defineConfig({
  test: { environment: "node", include: ["src/**/*.test.ts"], testTimeout: 20_000, hookTimeout: 20_000 },
});
