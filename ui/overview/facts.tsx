import type { JobAnswer } from "../../model/answer/task.ts";
import type { Page as List } from "../../model/page.ts";
import type { StatsRow } from "../../model/answer/stats.ts";
import { fromTime } from "../../model/time.ts";
import { toSearch } from "../address.ts";
import { BigFacts } from "../components/facts.tsx";
import type { Spark } from "../components/spark.tsx";
import { sumRows } from "../components/trend.tsx";
import { grouped, plural } from "../format/number.ts";
import { rateText } from "../format/rate.ts";
import { FAILING, type Looks, NEWLY } from "./look.ts";

const DAY = 86400e3;
const WEEK = 7 * DAY;

/** Changes of a pass rate up to two points are noise to a reader. */
const FLAT = 0.02;

const between = (rows: readonly StatsRow[], from: number, to: number): readonly StatsRow[] =>
  rows.filter((row) => {
    const at = fromTime(row.bucket ?? "");
    return at >= from && at < to;
  });

const Change = ({ now, before }: { readonly now: number | null; readonly before: number | null }) => {
  if (now === null || before === null) return null;
  const points = (Math.abs(now - before) * 100).toFixed(1);
  if (Math.abs(now - before) <= FLAT) return <>, as the week before</>;
  return now > before ? (
    <span class="up"> ▲ {points} on the week before</span>
  ) : (
    <span class="down"> ▼ {points} on the week before</span>
  );
};

/** The state of everything in five numbers. */
export const OverviewFacts = ({
  days,
  looks,
  jobs,
  sparks,
  now,
}: {
  /** Rows of the trend, a day each. */
  readonly days: readonly StatsRow[];
  readonly looks: Looks;
  readonly jobs: Pick<List<JobAnswer>, "data" | "total">;
  readonly sparks: { readonly rate: Spark; readonly results: Spark };
  readonly now: number;
}) => {
  const end = (Math.floor(now / DAY) + 1) * DAY;
  const week = sumRows(between(days, end - WEEK, end));
  const before = sumRows(between(days, end - 2 * WEEK, end - WEEK));
  const today = sumRows(between(days, end - DAY, end));
  const rate = rateText(week);
  const running = jobs.data.filter(({ state }) => state === "leased").length;
  return (
    <BigFacts
      facts={[
        {
          value: rate?.percent ?? "–",
          spark: sparks.rate,
          about:
            rate === null ? (
              "pass rate, 7 d: no rated result"
            ) : (
              <>
                pass rate, 7 d ({rate.interval}), {rate.of}
                <Change now={week.rate} before={before.rate} />
              </>
            ),
        },
        {
          value: looks.newly === null ? "–" : grouped(looks.newly),
          about: "newly failing, 60 d",
          href: toSearch(NEWLY, { in: "results", from: looks.from }),
        },
        {
          value: looks.failing === null ? "–" : grouped(looks.failing),
          about: "latest results not ok, 60 d",
          href: toSearch(FAILING, { in: "results", from: looks.from }),
        },
        {
          value: grouped(week.n),
          spark: sparks.results,
          about: `results in 7 d, ${grouped(today.n)} today`,
          href: toSearch("started:-7d", { in: "results" }),
        },
        {
          value: grouped(running),
          about: `${running === 1 ? "job runs" : "jobs run"}, ${plural(jobs.total.value - running, "waits", "wait")}`,
          href: "/jobs",
        },
      ]}
    />
  );
};
