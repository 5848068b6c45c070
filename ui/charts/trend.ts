import type { TopLevelSpec } from "vega-lite";
import type { LayerSpec } from "vega-lite/types_unstable/spec/index.js";
import type { Field } from "vega-lite/types_unstable/channeldef.js";
import { type Bar, stackedBars, type TimeAxis, timeScale } from "./stack.ts";
import { CONFIG, INK } from "./style.ts";

/** A bar of a trend, and the pass rate of the results in it; null where none is rated. */
export interface TrendBar extends Bar {
  readonly rate: { readonly value: number; readonly low: number; readonly high: number } | null;
}

const lowest = (bars: readonly TrendBar[]): number =>
  Math.min(0.8, ...bars.map(({ rate }) => Math.floor((rate?.low ?? 1) * 5) / 5));

const points = (bars: readonly TrendBar[]) =>
  bars.map(({ slot, rate }, index) => ({
    at: (slot.start + slot.end) / 2,
    rate: rate?.value ?? null,
    low: rate?.low ?? null,
    high: rate?.high ?? null,
    // a rate between two gaps is a line of no length: it gets a dot and a bar for its interval
    alone: rate !== null && !bars[index - 1]?.rate && !bars[index + 1]?.rate,
  }));

const rateLine = (bars: readonly TrendBar[], axis: TimeAxis): LayerSpec<Field> => {
  const x = { field: "at", type: "temporal" as const, scale: timeScale(axis), axis: null };
  // scale and axis are said once, by the first layer
  const shared = { field: "at", type: "temporal" as const };
  const y = {
    type: "quantitative" as const,
    scale: { domain: [lowest(bars), 1] },
    axis: { format: ".0%", tickCount: 2, title: "pass rate, 95 % interval" },
  };
  const alone = points(bars).filter((point) => point.alone);
  return {
    width: axis.width,
    height: 72,
    data: { values: points(bars) },
    layer: [
      {
        mark: { type: "area", color: INK.line, opacity: 0.16, invalid: "break-paths-show-path-domains" },
        encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
      },
      {
        mark: {
          type: "line",
          color: INK.line,
          strokeWidth: 1.6,
          invalid: "break-paths-show-path-domains",
        },
        encoding: { x: shared, y: { field: "rate", type: "quantitative" } },
      },
      {
        data: { values: alone },
        mark: { type: "rule", color: INK.line, opacity: 0.3, strokeWidth: 3 },
        encoding: { x: shared, y: { field: "low", type: "quantitative" }, y2: { field: "high" } },
      },
      {
        data: { values: alone },
        mark: { type: "circle", color: INK.line, size: 26, opacity: 1 },
        encoding: { x: shared, y: { field: "rate", type: "quantitative" } },
      },
    ],
  };
};

/** Pass rate with its interval above results by outcome, on one time axis. A bucket without results is a gap in both. */
export const trendSpec = (bars: readonly TrendBar[], axis: TimeAxis, per: string): TopLevelSpec => ({
  config: CONFIG,
  padding: { left: 0, right: 8, top: 4, bottom: 5 },
  spacing: 20,
  vconcat: [rateLine(bars, axis), stackedBars(bars, axis, { title: `results per ${per}`, height: 120 })],
});
