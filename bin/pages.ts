import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RenderPage } from "../api/pages.ts";
import { AppError } from "../model/errors.ts";

const BUILT = join(import.meta.dirname, "../ui/dist");

interface Entry {
  readonly createRenderer: (options: {
    readonly clientFolder: string;
    readonly now: () => number;
  }) => RenderPage;
}

/** The built pages. Throws `setting` when they are not built. */
export const loadPages = async (
  now: () => number,
): Promise<{ readonly renderPage: RenderPage; readonly assets: string }> => {
  const entry = join(BUILT, "server/entry.js");
  if (!existsSync(entry))
    throw new AppError("setting", "the pages are not built: run npm run build, or start with npm start");
  const assets = join(BUILT, "client");
  const { createRenderer } = (await import(pathToFileURL(entry).href)) as Entry;
  return { renderPage: createRenderer({ clientFolder: assets, now }), assets };
};
