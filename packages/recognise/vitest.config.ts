import { defineConfig } from "vitest/config";

// Every wait ends. Tests load the models and read whole clips, on machines that are busy.
export default defineConfig({
  test: { environment: "node", include: ["src/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});
