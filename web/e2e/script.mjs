// Runs a TypeScript script with Vite's own transform, for Node versions that do not strip types.
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

await runnerImport(fileURLToPath(new URL(process.argv[2], `file://${process.cwd()}/`)), { configFile: false, logLevel: "error" });
