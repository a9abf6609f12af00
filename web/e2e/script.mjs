// Runs a TypeScript script with Vite's own transform, for Node versions that do not strip types.
import { resolve } from "node:path";
import process from "node:process";
import { runnerImport } from "vite";

await runnerImport(resolve(process.argv[2]), { configFile: false, logLevel: "error" });
