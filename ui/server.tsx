import { join } from "node:path";
import { renderToString } from "preact-render-to-string";
import { askWith, PageError } from "./ask.ts";
import { readAssets } from "./assets.ts";
import { createDraw, type Draw } from "./charts/draw.ts";
import { Frame } from "./components/frame.tsx";
import type { View } from "./page.ts";
import { errorView, missingView } from "./pages/missing.tsx";
import { findRoute } from "./routes.ts";

/** What a page is asked with: the path and query of its address, and a way to the API's answers. */
export interface PageRequest {
  readonly url: string;
  /** Reads `/api/v1` + path as a client would. */
  readonly get: (path: string) => Promise<{ readonly status: number; readonly body: unknown }>;
}

export interface PageAnswer {
  readonly status: number;
  readonly html: string;
}

export interface RendererOptions {
  /** Where `npm run build` left what browsers load: `ui/dist/client`. */
  readonly clientFolder: string;
  readonly now: () => number;
}

const viewOf = async (request: PageRequest, use: { draw: Draw; now: number }): Promise<View> => {
  const url = new URL(request.url, "http://here");
  const route = findRoute(url.pathname);
  if (route === null) return missingView(url.pathname);
  try {
    return await route.page({
      params: route.params,
      path: url.pathname,
      query: url.searchParams,
      ask: askWith(request.get),
      ...use,
    });
  } catch (error) {
    if (error instanceof PageError) return errorView(error, url.pathname);
    throw error;
  }
};

/** Makes the renderer of all pages. Charts are drawn in a thread that ends with the process. */
export const createRenderer = (options: RendererOptions): ((request: PageRequest) => Promise<PageAnswer>) => {
  const assets = readAssets(options.clientFolder);
  const draw = createDraw(join(import.meta.dirname, "draw.js"));
  return async (request) => {
    const view = await viewOf(request, { draw, now: options.now() });
    const html = renderToString(<Frame view={view} assets={assets} />);
    return { status: view.status ?? 200, html: `<!doctype html>${html}` };
  };
};
