import type { HistogramRow } from "../../model/answer/search.ts";
import type { StatsRow } from "../../model/answer/stats.ts";
import type { Counts } from "../../model/counts.ts";
import { plural } from "../format/number.ts";
import { rateLine } from "../format/rate.ts";
import { bucketLabel } from "../format/time.ts";
import type { Slot } from "./bucket.ts";
import type { Bar, Parts } from "./stack.ts";
import type { TrendBar } from "./trend.ts";

/** Counts in the three parts that charts tell apart; skipped and todo results are in none. */
export const partsOf = (counts: Counts): Parts => ({
  passed: counts.passed + counts.info,
  failed: counts.failed + counts.needs_inspection,
  broken: counts.aborted + counts.crashed,
});

/** Where a click on a bar leads: to what happened between its ends. */
export type BarLink = (from: string, to: string) => string;

const rateOf = ({ rate, low, high }: StatsRow): TrendBar["rate"] =>
  rate === null || low === null || high === null ? null : { value: rate, low, high };

const said = (row: StatsRow): string => {
  const { passed, failed, broken } = partsOf(row);
  return `${bucketLabel(row.bucket ?? "")}\n${passed} passed, ${failed} failed, ${broken} broken\n${rateLine(row)}`;
};

export const trendBars = (slots: readonly Slot<StatsRow>[], link: BarLink): readonly TrendBar[] =>
  slots.map((slot) => ({
    slot,
    parts: slot.row === null ? null : partsOf(slot.row),
    rate: slot.row === null ? null : rateOf(slot.row),
    href: link(slot.from, slot.to),
    tip: slot.row === null ? "" : said(slot.row),
  }));

export const histogramBars = (slots: readonly Slot<HistogramRow>[], link: BarLink): readonly Bar[] =>
  slots.map(({ row, ...slot }) => ({
    slot: { ...slot, row },
    parts: row === null ? null : { passed: row.ok, failed: row.failed, broken: row.broken },
    href: link(slot.from, slot.to),
    tip:
      row === null
        ? ""
        : `${bucketLabel(row.bucket)}\n${plural(row.ok + row.failed + row.broken, "run")} with hits, ${row.failed} failed`,
  }));
