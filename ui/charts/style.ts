import type { Config } from "vega-lite";

/** Colours are the page's own custom properties, so that one picture serves both themes. */
export const INK = {
  passed: "var(--chart-pass)",
  failed: "var(--chart-fail)",
  broken: "var(--chart-broken)",
  line: "var(--chart-line)",
  surface: "var(--surface)",
} as const;

/** Width that the axis labels left of a chart take; fixed, so that charts under each other align. */
export const AXIS = 36;

/** The look of every chart. Descriptions of single marks are left out: the table beside a chart says the same in a form that can be read. */
export const CONFIG: Config = {
  background: "transparent",
  font: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  aria: false,
  view: { stroke: null },
  axis: {
    labelColor: "var(--ink-2)",
    titleColor: "var(--ink-2)",
    gridColor: "var(--line)",
    domainColor: "var(--line-strong)",
    tickColor: "var(--line-strong)",
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: 400,
    tickSize: 4,
  },
  axisY: {
    minExtent: AXIS,
    maxExtent: AXIS,
    domain: false,
    ticks: false,
    titleAngle: 0,
    titleAlign: "left",
    titleAnchor: "end",
    titleBaseline: "bottom",
    titleX: -AXIS,
    titleY: -9,
  },
};
