import type { LayerSpec, UnitSpec } from "vega-lite/types_unstable/spec/index.js";
import type { Field } from "vega-lite/types_unstable/channeldef.js";
import { INK } from "./style.ts";
import type { Slot } from "./bucket.ts";

/** What a bar is made of, from the axis upwards: failures stand on the axis, so that their heights compare. */
export const PARTS = ["failed", "broken", "passed"] as const;

export type Parts = Readonly<Record<(typeof PARTS)[number], number>>;

/** A bar, ready to draw: its place, its parts, where a click leads, and what is said of it. */
export interface Bar {
  readonly slot: Slot<unknown>;
  readonly parts: Parts | null;
  readonly href: string;
  readonly tip: string;
}

const pieces = (bars: readonly Bar[]): object[] =>
  bars.flatMap(({ slot, parts }) => {
    let base = 0;
    return PARTS.filter((part) => (parts?.[part] ?? 0) > 0).map((part) => {
      const low = base;
      base += parts?.[part] ?? 0;
      return { start: slot.start, end: slot.end, part, low, high: base };
    });
  });

export const tallest = (bars: readonly Bar[]): number =>
  Math.max(1, ...bars.map(({ parts }) => PARTS.reduce((sum, part) => sum + (parts?.[part] ?? 0), 0)));

/** How the time axis of a chart reads. */
export interface TimeAxis {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  /** Bars of an hour are told apart by the clock, others by the day. */
  readonly hours: boolean;
}

export const timeScale = (axis: TimeAxis) => ({
  type: "utc" as const,
  domainMin: axis.from,
  domainMax: axis.to,
});

const YEAR = 366 * 86400e3;

const axisFormat = (axis: TimeAxis): string => {
  if (axis.hours) return "%H:%M";
  return axis.to - axis.from > YEAR ? "%b %Y" : "%-d %b";
};

const timeAxis = (axis: TimeAxis) =>
  ({
    format: axisFormat(axis),
    labelAngle: 0,
    grid: false,
    title: null,
    tickCount: Math.max(2, Math.floor(axis.width / 95)),
    labelFlush: true,
    labelOverlap: true,
  }) as const;

const bars = (all: readonly Bar[], axis: TimeAxis, title: string): UnitSpec<Field> => ({
  data: { values: pieces(all) },
  mark: { type: "bar", stroke: INK.surface, strokeWidth: axis.width / Math.max(1, all.length) > 4 ? 1 : 0 },
  encoding: {
    x: { field: "start", type: "temporal", scale: timeScale(axis), axis: timeAxis(axis) },
    x2: { field: "end" },
    y: {
      field: "low",
      type: "quantitative",
      scale: { domain: [0, tallest(all)], nice: true },
      axis: { title, tickCount: 3, format: "~s", tickMinStep: 1 },
    },
    y2: { field: "high" },
    color: {
      field: "part",
      type: "nominal",
      legend: null,
      scale: { domain: [...PARTS], range: PARTS.map((part) => INK[part]) },
    },
  },
});

/** A column over each bar with data, as high as the chart: a big thing to point at, where the bar itself may be one pixel. */
const columns = (all: readonly Bar[]): UnitSpec<Field> => ({
  data: {
    values: all
      .filter(({ parts }) => parts !== null)
      .map(({ slot, href, tip }) => ({ start: slot.start, end: slot.end, href, tip })),
  },
  mark: { type: "bar", color: "transparent", cursor: "pointer" },
  encoding: {
    // scale and axis are those of the bars below
    x: { field: "start", type: "temporal" },
    x2: { field: "end" },
    y: { datum: 0, type: "quantitative" },
    y2: { datum: tallest(all) },
    href: { field: "href" },
    tooltip: { field: "tip" },
  },
});

/** Stacked bars over time; a bar is a link, and dragging over them selects a range named `range`. */
export const stackedBars = (
  all: readonly Bar[],
  axis: TimeAxis,
  look: { readonly title: string; readonly height: number },
): LayerSpec<Field> => ({
  width: axis.width,
  height: look.height,
  layer: [
    bars(all, axis, look.title),
    {
      ...columns(all),
      params: [
        {
          name: "range",
          select: {
            type: "interval",
            encodings: ["x"],
            zoom: false,
            mark: { fill: "var(--accent)", fillOpacity: 0.15, stroke: "var(--accent)" },
          },
        },
      ],
    },
  ],
});
