import { defineConfig } from "vite";
import { script } from "../lines.ts";

export default defineConfig({
  plugins: [script()],
  publicDir: process.env.WAYMARK_BESIDE,
  build: { outDir: process.env.WAYMARK_BUILT, emptyOutDir: true },
});
