import { expressionInterpreter } from "vega-interpreter";
import { transforms } from "vega-dataflow";
import * as encode from "vega-encode";
import { parse } from "vega-parser";
import * as data from "vega-transforms";
import { View } from "vega-view";
import * as layout from "vega-view-transforms";
import type { Spec, TooltipHandler } from "vega";

// The parts of Vega that our charts use; maps, forces, trees, clouds and regressions stay away.
Object.assign(transforms, data, layout, encode);

const refuse = (): Promise<never> => Promise.reject(new Error("charts load nothing"));

const LOADER = {
  load: refuse,
  http: refuse,
  file: refuse,
  sanitize: (href: string) =>
    /^[/?]/.test(href)
      ? Promise.resolve({ href })
      : Promise.reject(new Error("a chart's links stay on this site")),
};

/** Draws a compiled chart into an element, its expressions interpreted: the page's policy allows no evaluation. */
export const viewOf = async (spec: Spec, into: HTMLElement, tooltip: TooltipHandler): Promise<View> => {
  const view = new View(parse(spec, undefined, { ast: true }), {
    expr: expressionInterpreter,
    renderer: "svg",
    container: into,
    hover: true,
    loader: LOADER,
    tooltip,
  });
  return view.runAsync();
};
