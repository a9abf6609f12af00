/** The rules of every package: TypeScript as strict as it comes. */
import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** Of the package in `folder`; `generated` and built folders are left out, `further` configurations come last. */
export function typed(folder, generated = [], ...further) {
  return defineConfig(
    { ignores: ["dist", ".wrangler", ...generated] },
    js.configs.recommended,
    {
      files: ["**/*.{ts,tsx}"],
      extends: [tseslint.configs.strictTypeChecked],
      languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: folder } },
      rules: {
        "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
        "no-restricted-syntax": [
          "error",
          { selector: "TSEnumDeclaration", message: "Use a union of string literals: enums are the wire's own." },
        ],
      },
    },
    ...further,
  );
}
