import type { RunsAnswer } from "../../model/answer/list.ts";
import type { StatsAnswer } from "../../model/answer/stats.ts";
import type { JobAnswer } from "../../model/answer/task.ts";
import type { Page as List } from "../../model/page.ts";
import { dayOf, toTime } from "../../model/time.ts";
import { maybe, valueOr } from "../ask.ts";
import { Examples } from "../components/examples.tsx";
import { JobTable } from "../components/job-rows.tsx";
import { Empty, Panel } from "../components/panel.tsx";
import { RunTable } from "../components/run-rows.tsx";
import { drawSpark } from "../components/spark.tsx";
import { TrendPanel, trendPart } from "../components/trend-panel.tsx";
import { rateLine } from "../format/rate.ts";
import { grouped } from "../format/number.ts";
import { EmptyOverview } from "../overview/empty.tsx";
import { OverviewFacts } from "../overview/facts.tsx";
import { LookPanel } from "../overview/look-panel.tsx";
import { readLooks } from "../overview/look.ts";
import { CheckRates } from "../overview/short-list.tsx";
import { sumRows } from "../components/trend.tsx";
import type { Context, Page, View } from "../page.ts";
import { askingOf, during } from "../window.ts";

const DAYS = 60;
const CHART = 730;
const RUNS = 10;
const CHECKS = 12;
const JOBS = 6;

const NO_JOBS: Pick<List<JobAnswer>, "data" | "total"> = { data: [], total: { value: 0, exact: true } };

/** Failures count for as long as a chart goes back by itself; what nobody ran since is history. */
const lookFrom = ({ now }: Context): string => dayOf(toTime(now - DAYS * 86400e3));

const readAll = async (context: Context) => {
  const { ask } = context;
  const asking = askingOf(context, DAYS);
  const fortnight = { from: "-15d", to: null, bucket: "day", isFree: false } as const;
  const [runs, looks, part, checks, days, jobs] = await Promise.all([
    ask<RunsAnswer>(`/runs?limit=${RUNS}`),
    readLooks(ask, lookFrom(context)),
    trendPart(context, { q: "", asking, width: CHART }),
    maybe(ask<StatsAnswer>(during("/stats/checks", asking))),
    maybe(ask<StatsAnswer>(during("/stats/trend", fortnight, { by: "day" }))),
    maybe(ask<List<JobAnswer>>("/jobs?limit=100")),
  ]);
  const rows = valueOr(days, null)?.data ?? [];
  const [rate, results] = await Promise.all([
    drawSpark(
      context.draw,
      rows.map((row) => row.rate),
    ),
    drawSpark(
      context.draw,
      rows.map(({ n }) => n),
    ),
  ]);
  return {
    runs: runs.data,
    looks,
    part,
    checks: (valueOr(checks, null)?.data ?? []).toSorted((a, b) => (a.rate ?? 2) - (b.rate ?? 2)),
    days: rows,
    sparks: { rate, results },
    jobs: valueOr(jobs, null) ?? NO_JOBS,
  };
};

type Everything = Awaited<ReturnType<typeof readAll>>;

const Side = ({ all, now }: { readonly all: Everything; readonly now: number }) => (
  <div class="stack">
    <Panel title="Checks" note="lowest first" more={<a href="/checks">all {grouped(all.checks.length)}</a>}>
      {all.checks.length === 0 ? (
        <Empty>
          <p>No check has a result in this stretch of time.</p>
        </Empty>
      ) : (
        <CheckRates rows={all.checks.slice(0, CHECKS)} />
      )}
    </Panel>
    <Panel title="Search" note="results, findings, every log line">
      <div class="pad">
        <Examples />
      </div>
    </Panel>
    <Panel title="Running and waiting" more={<a href="/jobs">queue</a>}>
      {all.jobs.data.length === 0 ? (
        <Empty>
          <p>Nothing runs and nothing waits.</p>
        </Empty>
      ) : (
        <JobTable jobs={all.jobs.data.slice(0, JOBS)} now={now} />
      )}
    </Panel>
  </div>
);

const full = (context: Context, all: Everything): View => ({
  title: "Overview",
  description: `Pass rate of 15 days ${rateLine(sumRows(all.days))}; ${all.looks.newly ?? 0} newly failing.`,
  section: "Overview",
  islands: ["chart"],
  ...(all.jobs.data.length > 0 ? { refresh: 10 } : {}),
  body: (
    <>
      <h1 class="sr">Overview</h1>
      <OverviewFacts
        days={all.days}
        looks={all.looks}
        jobs={all.jobs}
        sparks={all.sparks}
        now={context.now}
      />
      <div class="cols">
        <div class="stack">
          <LookPanel looks={all.looks} now={context.now} />
          <TrendPanel title="Results" part={all.part} context={context} />
          <Panel title="Recent runs" more={<a href="/runs">all</a>}>
            <RunTable runs={all.runs} now={context.now} />
          </Panel>
        </div>
        <Side all={all} now={context.now} />
      </div>
    </>
  ),
});

/** What runs, what fails, since when: where everybody starts. */
export const overviewPage: Page = async (context) => {
  const all = await readAll(context);
  if (all.runs.length > 0 || all.jobs.data.length > 0) return full(context, all);
  return {
    title: "Overview",
    description: "Nothing has run yet.",
    section: "Overview",
    refresh: 5,
    body: <EmptyOverview />,
  };
};
