import { cloudflareTest } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";

// Tests run inside workerd, beside the Worker that wrangler.jsonc describes.
export default defineConfig({
  test: { testTimeout: 60_000, hookTimeout: 60_000 }, // machines are busy
  plugins: [
    cloudflareTest({
      wrangler: { configPath: "./wrangler.jsonc" },
      miniflare: { bindings: { ROOM_SECRET: "a secret for tests alone, 32 bytes or more", ORIGINS: "https://page.example" } },
    }),
  ],
});
