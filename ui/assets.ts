import { readFileSync } from "node:fs";
import { join } from "node:path";

export type AssetName = "theme" | "page" | "log" | "chart" | "style";

/** Addresses of what browsers load, under their hashed names. */
export type Assets = Readonly<Record<AssetName, string>>;

const SOURCES: Readonly<Record<AssetName, string>> = {
  theme: "client/theme.ts",
  page: "client/page.ts",
  log: "client/log/viewer.ts",
  chart: "client/chart/figures.ts",
  style: "styles/style.css",
};

type Manifest = Readonly<Record<string, { readonly file: string } | undefined>>;

/** Reads the manifest that `npm run build` left. Throws when a part is missing: the build is older than the sources. */
export const readAssets = (clientFolder: string): Assets => {
  const file = join(clientFolder, ".vite", "manifest.json");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  const address = (name: AssetName): string => {
    const built = manifest[SOURCES[name]];
    if (built === undefined) throw new Error(`${SOURCES[name]} is missing in ${file}; run \`npm run build\``);
    return `/assets/${built.file}`;
  };
  return {
    theme: address("theme"),
    page: address("page"),
    log: address("log"),
    chart: address("chart"),
    style: address("style"),
  };
};
