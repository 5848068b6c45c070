import type { TopLevelSpec } from "vega-lite";
import { type Bar, stackedBars, type TimeAxis } from "./stack.ts";
import { CONFIG } from "./style.ts";

/** When a search's hits were: runs with hits per bucket, by how they ended. */
export const histogramSpec = (bars: readonly Bar[], axis: TimeAxis, per: string): TopLevelSpec => ({
  config: CONFIG,
  padding: { left: 0, right: 8, top: 4, bottom: 5 },
  ...stackedBars(bars, axis, { title: `runs with hits per ${per}`, height: 54 }),
});
