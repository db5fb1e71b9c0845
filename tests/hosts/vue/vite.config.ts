import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import { script } from "../lines.ts";

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "waymark-screen" } } }), script()],
  publicDir: process.env.WAYMARK_BESIDE,
  build: { outDir: process.env.WAYMARK_BUILT, emptyOutDir: true },
});
