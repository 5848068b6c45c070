import type { StatsAnswer, Bucket, StatsRow } from "../../model/answer/stats.ts";
import { noCounts, rated, type RatedCounts } from "../../model/counts.ts";
import { fromTime } from "../../model/time.ts";
import { type Slot, slots } from "../charts/bucket.ts";
import { type BarLink, partsOf, trendBars } from "../charts/rows.ts";
import { trendSpec } from "../charts/trend.ts";
import { grouped, plural } from "../format/number.ts";
import { rateLine } from "../format/rate.ts";
import { bucketLabel } from "../format/time.ts";
import type { Context } from "../page.ts";
import { Figure, type Picture } from "./figure.tsx";

/** All rows together, with the rate of the whole. */
export const sumRows = (rows: readonly RatedCounts[]): RatedCounts => {
  const sum = noCounts();
  for (const row of rows) for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += row[name];
  return rated(sum);
};

/** A trend that is ready to be shown. */
export interface Trend {
  readonly answer: StatsAnswer;
  readonly bucket: Bucket;
  readonly slots: readonly Slot<StatsRow>[];
  readonly picture: Picture | null;
}

const NARROW = 290;

/** Draws the answer of `/stats/trend` at this width (without its axis) and at that of a phone. */
export const drawTrend = async (
  { draw }: Context,
  { answer, bucket, link, width }: { answer: StatsAnswer; bucket: Bucket; link: BarLink; width: number },
): Promise<Trend> => {
  const all = slots(answer.data, answer.window, bucket);
  const bars = trendBars(all, link);
  const at = (chartWidth: number) => {
    const [from, to] = [all[0]?.start ?? 0, all.at(-1)?.end ?? fromTime(answer.window.to)];
    return draw(trendSpec(bars, { from, to, width: chartWidth, hours: bucket === "hour" }, bucket));
  };
  const picture = await Promise.all([at(width), at(NARROW)]).then(
    ([wide, narrow]) => ({ wide, narrow }),
    () => null,
  );
  return { answer, bucket, slots: all, picture };
};

const Numbers = ({ rows }: { readonly rows: readonly StatsRow[] }) => (
  <table class="plain">
    <thead>
      <tr>
        <th>from</th>
        <th class="num">passed</th>
        <th class="num">failed</th>
        <th class="num">broken</th>
        <th class="num">skipped</th>
        <th>pass rate</th>
      </tr>
    </thead>
    <tbody>
      {rows.toReversed().map((row) => {
        const { passed, failed, broken } = partsOf(row);
        return (
          <tr key={row.bucket}>
            <td class="nowrap">{bucketLabel(row.bucket ?? "")}</td>
            <td class="num">{grouped(passed)}</td>
            <td class="num">{grouped(failed)}</td>
            <td class="num">{grouped(broken)}</td>
            <td class="num">{grouped(row.skipped + row.todo)}</td>
            <td class="nowrap">{rateLine(row)}</td>
          </tr>
        );
      })}
    </tbody>
  </table>
);

/** The chart with its legend, which carries the totals. */
export const TrendFigure = ({ trend }: { readonly trend: Trend }) => {
  const total = sumRows(trend.answer.data);
  const { passed, failed, broken } = partsOf(total);
  return (
    <Figure
      picture={trend.picture}
      caption={
        <>
          <span class="legend l-pass">{grouped(passed)} passed</span>
          <span class="legend l-fail">{grouped(failed)} failed</span>
          <span class="legend l-broken">{grouped(broken)} broken</span>
          <span class="legend l-line">pass rate {rateLine(total)}</span>
          <span class="dimmer">
            {plural(total.n, "result")}, one bar per {trend.bucket}
          </span>
        </>
      }
      table={<Numbers rows={trend.answer.data.filter(({ n }) => n > 0)} />}
    />
  );
};
