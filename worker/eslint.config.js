import { typed } from "../eslint.base.js";

export default typed(import.meta.dirname);
