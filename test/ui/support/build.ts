import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, mergeConfig, loadConfigFromFile, type InlineConfig } from "vite";
import type { RenderPage } from "../../../api/pages.ts";

const UI = join(import.meta.dirname, "../../../ui");

/** The pages, built from the sources as they are. */
export interface BuiltPages extends AsyncDisposable {
  /** Folder of what browsers load. */
  readonly assets: string;
  readonly renderPage: RenderPage;
}

interface Entry {
  readonly createRenderer: (options: { clientFolder: string; now: () => number }) => RenderPage;
}

const buildInto = async (outDir: string, ssr: boolean): Promise<void> => {
  const env = { command: "build", mode: "production", isSsrBuild: ssr } as const;
  const loaded = await loadConfigFromFile(env, join(UI, "vite.config.ts"));
  const here: InlineConfig = { configFile: false, logLevel: "silent", build: { outDir } };
  await build(mergeConfig(loaded?.config ?? {}, here));
};

/** Builds into a folder of its own, inside the project so that the server's part finds its packages. */
export const buildPages = async (now: () => number): Promise<BuiltPages> => {
  const folder = await mkdtemp(join(UI, "dist", "test-"));
  const [assets, server] = [join(folder, "client"), join(folder, "server")];
  await buildInto(assets, false);
  await buildInto(server, true);
  const { createRenderer } = (await import(pathToFileURL(join(server, "entry.js")).href)) as Entry;
  return {
    assets,
    renderPage: createRenderer({ clientFolder: assets, now }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};
