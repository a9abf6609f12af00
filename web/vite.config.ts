import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// What the Python server answers; everything else is the page.
const SERVER = "http://127.0.0.1:8000";
const served = ["/avatar", "/models", "/perceive", "/api"];

export default defineConfig({
  plugins: [react()],
  build: { target: "es2023", chunkSizeWarningLimit: 1500, assetsInlineLimit: 0, rolldownOptions: { input: ["index.html", "film.html"] } },
  // MediaPipe's loader calls importScripts, which only classic workers have: so workers are one classic script each.
  worker: { format: "iife" },
  server: {
    proxy: {
      ...Object.fromEntries(served.map((path) => [path, SERVER])),
      "/ws": { target: SERVER, ws: true },
      "/rooms": { target: SERVER, ws: true },
    },
  },
  // Every wait ends: what takes longer than this on a busy machine has hung.
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"], testTimeout: 20_000, hookTimeout: 20_000 },
});
