import { parentPort } from "node:worker_threads";
import { parse, View } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { compileChart } from "./compile.ts";

/** Links in a chart are addresses of our own pages and nothing is loaded: data is in the specification. */
const LOADER = {
  load: () => Promise.reject(new Error("charts load nothing")),
  http: () => Promise.reject(new Error("charts load nothing")),
  file: () => Promise.reject(new Error("charts load nothing")),
  options: {},
  sanitize: (href: string) =>
    href.startsWith("/") || href.startsWith("?")
      ? Promise.resolve({ href })
      : Promise.reject(new Error("a chart's links stay on this site")),
};

const draw = async (spec: TopLevelSpec) => {
  const compiled = compileChart(spec);
  const view = new View(parse(compiled), { renderer: "none", loader: LOADER });
  const svg = await view.toSVG();
  view.finalize();
  return { svg, compiled };
};

parentPort?.on("message", ({ id, spec }: { id: number; spec: TopLevelSpec }) => {
  draw(spec).then(
    (drawn) => parentPort?.postMessage({ id, ...drawn }),
    (error: unknown) => parentPort?.postMessage({ id, failed: String(error) }),
  );
});
