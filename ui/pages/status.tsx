import type { RunsAnswer, ResultsAnswer } from "../../model/answer/list.ts";
import type { JobAnswer, TaskAnswer } from "../../model/answer/task.ts";
import type { Page as List, Total } from "../../model/page.ts";
import { type Maybe, maybe } from "../ask.ts";
import { FactList } from "../components/facts.tsx";
import { Heading } from "../components/heading.tsx";
import { Panel } from "../components/panel.tsx";
import { When } from "../components/when.tsx";
import { atLeast } from "../format/number.ts";
import { inFull } from "../format/time.ts";
import { toTime } from "../../model/time.ts";
import type { Page } from "../page.ts";

const totalText = (answer: Maybe<{ readonly total: Total }>): string =>
  answer.kind === "value"
    ? atLeast(answer.value.total.value, answer.value.total.exact)
    : `could not be read: ${answer.message}`;

/** Whether the server answers, and how much it holds. */
export const statusPage: Page = async ({ ask, now }) => {
  const [runs, results, jobs, tasks] = await Promise.all([
    maybe(ask<RunsAnswer>("/runs?limit=1")),
    maybe(ask<ResultsAnswer>("/results?limit=1")),
    maybe(ask<List<JobAnswer>>("/jobs?limit=1")),
    maybe(ask<{ readonly data: readonly TaskAnswer[] }>("/tasks")),
  ]);
  const newest = runs.kind === "value" ? runs.value.data[0] : undefined;
  const fine = [runs, results, jobs, tasks].every(({ kind }) => kind === "value");
  return {
    title: "Status",
    description: "Whether the server answers, and how much it holds.",
    body: (
      <>
        <Heading kind={inFull(toTime(now))} title="Status" />
        <p class="verdict">
          <b class={fine ? "up" : "down"}>
            {fine ? "The server answers." : "Something cannot be read; see below."}
          </b>
        </p>
        <Panel title="What it holds">
          <FactList
            facts={[
              ["runs", totalText(runs)],
              ["results", totalText(results)],
              ["jobs running or waiting", totalText(jobs)],
              ["tasks", tasks.kind === "value" ? String(tasks.value.data.length) : tasks.message],
              [
                "newest run",
                newest === undefined ? "none yet" : <When key="n" time={newest.created} now={now} />,
              ],
            ]}
          />
        </Panel>
        <Panel title="For machines">
          <FactList
            facts={[
              [
                "alive",
                <a key="h" href="/healthz">
                  /healthz
                </a>,
              ],
              [
                "ready to take writes",
                <a key="r" href="/readyz">
                  /readyz
                </a>,
              ],
              [
                "metrics",
                <a key="m" href="/metrics">
                  /metrics
                </a>,
              ],
              [
                "API description",
                <a key="o" href="/api/v1/openapi.json">
                  /api/v1/openapi.json
                </a>,
              ],
            ]}
          />
        </Panel>
      </>
    ),
  };
};
