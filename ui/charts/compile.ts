import type { Spec } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

const DATE_SIGNAL = /^datetime\((\d+)\)$/;

/** Vega-Lite writes epoch milliseconds as `datetime(1795564800000)`, which Vega's interpreter reads as a year; the bare number means the same. */
const plainDate = (_: string, value: unknown): unknown => {
  if (typeof value !== "object" || value === null || !("signal" in value)) return value;
  const found = typeof value.signal === "string" ? DATE_SIGNAL.exec(value.signal) : null;
  return found === null ? value : Number(found[1]);
};

/** The Vega specification of a chart, for the server and for browsers whose policy allows no evaluation. */
export const compileChart = (spec: TopLevelSpec): Spec =>
  JSON.parse(JSON.stringify(compile(spec).spec), plainDate) as Spec;
