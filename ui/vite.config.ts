import { join } from "node:path";
import { defineConfig, type UserConfig } from "vite";

const here = import.meta.dirname;

const client: UserConfig["build"] = {
  outDir: join(here, "dist/client"),
  assetsDir: "",
  manifest: true,
  modulePreload: { polyfill: false },
  rolldownOptions: {
    input: {
      theme: join(here, "client/theme.ts"),
      page: join(here, "client/page.ts"),
      log: join(here, "client/log/viewer.ts"),
      chart: join(here, "client/chart/figures.ts"),
      style: join(here, "styles/style.css"),
    },
  },
};

const server: UserConfig["build"] = {
  outDir: join(here, "dist/server"),
  ssr: true,
  target: "node24",
  rolldownOptions: {
    input: { entry: join(here, "server.tsx"), draw: join(here, "charts/worker.ts") },
    output: { entryFileNames: "[name].js" },
  },
};

/** Two builds of one source: what browsers load, under hashed names, and (`--ssr`) the renderer for Node. */
export default defineConfig(({ isSsrBuild }) => ({
  root: here,
  base: "/assets/",
  publicDir: false,
  logLevel: "warn",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: { emptyOutDir: true, reportCompressedSize: false, ...(isSsrBuild ? server : client) },
}));
