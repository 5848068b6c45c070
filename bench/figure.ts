import type { Spread } from "./sample.ts";

/** One row of the figures: what was measured, and a floor of the same run that it can be judged by. */
export interface Figure {
  readonly what: string;
  readonly spread: Spread;
  readonly unit: "ms" | "s" | "MB";
  readonly floor: { readonly what: string; readonly spread: Spread } | null;
}

const number = (value: number): string => (value < 10 ? value.toFixed(1) : Math.round(value).toString());

const floorText = ({ spread, unit, floor }: Figure): string =>
  floor === null
    ? ""
    : `${number(spread.p50 / floor.spread.p50)} × ${floor.what} (${number(floor.spread.p50)} ${unit})`;

/** The figures as a Markdown table. */
export const figureTable = (figures: readonly Figure[]): string =>
  [
    "| | median | 95 % | runs | against |",
    "|---|--:|--:|--:|---|",
    ...figures.map((figure) => {
      const { what, spread, unit } = figure;
      return `| ${what} | ${number(spread.p50)} ${unit} | ${number(spread.p95)} ${unit} | ${spread.n} | ${floorText(figure)} |`;
    }),
  ].join("\n");
