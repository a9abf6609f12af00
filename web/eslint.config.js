import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { typed } from "../eslint.base.js";

export default typed(
  import.meta.dirname,
  ["src/wire"],
  jsxA11y.flatConfigs.strict,
  { files: ["**/*.{ts,tsx}"], extends: [reactHooks.configs.flat.recommended] },
);
