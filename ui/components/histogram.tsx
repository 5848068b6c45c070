import type { SearchAnswer } from "../../model/answer/search.ts";
import { toTime } from "../../model/time.ts";
import { withQuery } from "../address.ts";
import { type Slot, slots } from "../charts/bucket.ts";
import { histogramSpec } from "../charts/histogram.ts";
import { histogramBars } from "../charts/rows.ts";
import { grouped } from "../format/number.ts";
import { bucketLabel } from "../format/time.ts";
import type { Context } from "../page.ts";
import { Figure, type Picture } from "./figure.tsx";

const DAY = 86400e3;
const WIDE = 880;
const NARROW = 290;
const LONGEST = 120;

type Row = SearchAnswer["histogram"][number];

const spanOf = (rows: readonly Row[]): { from: number; to: number; bucket: "hour" | "day" } => {
  const times = rows.map((row) => Date.parse(row.bucket));
  const hourly = rows.some((row) => row.bucket.length > 10 && !row.bucket.includes("T00:00"));
  const last = Math.max(...times);
  const first = Math.min(...times);
  return { from: first, to: last + (hourly ? 3600e3 : DAY), bucket: hourly ? "hour" : "day" };
};

const weekly = (from: number, to: number): boolean => (to - from) / DAY > LONGEST;

const byWeek = (rows: readonly Row[]): Row[] => {
  const weeks = new Map<string, Row>();
  for (const row of rows) {
    const date = new Date(row.bucket);
    const monday = toTime(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY).slice(0, 10);
    const week = weeks.get(monday) ?? { bucket: monday, ok: 0, failed: 0, broken: 0 };
    weeks.set(monday, {
      bucket: monday,
      ok: week.ok + row.ok,
      failed: week.failed + row.failed,
      broken: week.broken + row.broken,
    });
  }
  return [...weeks.values()];
};

/** When the hits were, ready to draw: from the first to the last of them, and at least a fortnight. */
const spread = (answer: SearchAnswer): { all: readonly Slot<Row>[]; bucket: "hour" | "day" | "week" } => {
  const { from, to, bucket } = spanOf(answer.histogram);
  const least = bucket === "hour" ? DAY : 14 * DAY;
  const window = { from: toTime(Math.min(from, to - least)), to: toTime(to) };
  if (weekly(from, to)) return { all: slots(byWeek(answer.histogram), window, "week"), bucket: "week" };
  return { all: slots(answer.histogram, window, bucket), bucket };
};

/** Draws when the hits were; null for none. A bar leads to its own stretch of time. */
export const drawHistogram = async (context: Context, answer: SearchAnswer): Promise<Picture | null> => {
  if (answer.histogram.length === 0) return null;
  const { all, bucket } = spread(answer);
  const kept = Object.fromEntries(context.query);
  const link = (from: string, to: string): string =>
    withQuery("/search", { ...kept, from, to, cursor: null });
  const bars = histogramBars(all, link);
  const axis = { from: all[0]?.start ?? 0, to: all.at(-1)?.end ?? 0, hours: bucket === "hour" };
  const at = (width: number) => context.draw(histogramSpec(bars, { ...axis, width }, bucket));
  return Promise.all([at(WIDE), at(NARROW)]).then(
    ([wide, narrow]) => ({ wide, narrow }),
    () => null,
  );
};

export const HistogramFigure = ({
  answer,
  picture,
}: {
  readonly answer: SearchAnswer;
  readonly picture: Picture | null;
}) => {
  const sum = (part: "ok" | "failed" | "broken"): number =>
    answer.histogram.reduce((total, row) => total + row[part], 0);
  return (
    <Figure
      picture={picture}
      caption={
        <>
          <span class="legend l-pass">{grouped(sum("ok"))} ok</span>
          <span class="legend l-fail">{grouped(sum("failed"))} failed</span>
          <span class="legend l-broken">{grouped(sum("broken"))} broken</span>
          <span class="dimmer">runs with hits, by start, UTC</span>
        </>
      }
      table={
        <table class="plain">
          <thead>
            <tr>
              <th>from</th>
              <th class="num">ok</th>
              <th class="num">failed</th>
              <th class="num">broken</th>
            </tr>
          </thead>
          <tbody>
            {answer.histogram.toReversed().map((row) => (
              <tr key={row.bucket}>
                <td>{bucketLabel(row.bucket)}</td>
                <td class="num">{grouped(row.ok)}</td>
                <td class="num">{grouped(row.failed)}</td>
                <td class="num">{grouped(row.broken)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
};
