import type { TopLevelSpec } from "vega-lite";
import { CONFIG, INK } from "./style.ts";

/** A line without axes for beside a number. Null is a gap. */
export const sparklineSpec = (values: readonly (number | null)[]): TopLevelSpec => ({
  config: CONFIG,
  padding: 2,
  width: 96,
  height: 22,
  data: { values: values.map((value, at) => ({ at, value })) },
  mark: {
    type: "line",
    color: INK.line,
    strokeWidth: 1.5,
    invalid: "break-paths-show-path-domains",
  },
  encoding: {
    x: { field: "at", type: "quantitative", axis: null },
    y: { field: "value", type: "quantitative", axis: null, scale: { zero: false } },
  },
});
