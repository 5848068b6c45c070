import type { RunsAnswer } from "../../model/answer/list.ts";
import { withQuery } from "../address.ts";
import { Heading } from "../components/heading.tsx";
import { More } from "../components/pager.tsx";
import { Empty, Panel } from "../components/panel.tsx";
import { QueryReading } from "../components/query-reading.tsx";
import { RunTable } from "../components/run-rows.tsx";
import { Tools } from "../components/tools.tsx";
import { atLeast } from "../format/number.ts";
import type { Context, Page } from "../page.ts";

const PAGE = 50;

const Filter = ({ context, q }: { readonly context: Context; readonly q: string }) => (
  <form class="controls" method="get" action="/runs" aria-label="filter runs">
    <input
      type="search"
      name="q"
      value={q}
      placeholder="task:rpmlint outcome:FAILED"
      aria-label="query that runs must meet"
      dir="auto"
    />
    <nav class="windows" aria-label="usual queries">
      {[
        ["all", ""],
        ["failed", "is:failed"],
        ["aborted or crashed", "outcome:ABORTED,CRASHED"],
      ].map(([label, query]) => (
        <a
          key={label}
          href={withQuery(context.path, { q: query })}
          aria-current={q === query ? "true" : undefined}
        >
          {label}
        </a>
      ))}
    </nav>
  </form>
);

/** Every run, newest first. */
export const runsPage: Page = async (context) => {
  const { query } = context;
  const q = query.get("q") ?? "";
  const path = withQuery("/runs", {
    q,
    from: query.get("from"),
    to: query.get("to"),
    limit: PAGE,
    cursor: query.get("cursor"),
  });
  const answer = await context.ask<RunsAnswer>(path);
  return {
    title: "Runs",
    description: "Every run of a task, newest first.",
    section: "Runs",
    body: (
      <>
        <Heading kind="newest first" title="Runs" />
        <Filter context={context} q={q} />
        {q !== "" && <QueryReading asked={answer} />}
        <Panel
          title={atLeast(answer.total.value, answer.total.exact)}
          note={answer.total.value === 1 ? "run" : "runs"}
          more={<Tools api={path} />}
        >
          {answer.data.length === 0 ? (
            <Empty>
              <p>
                {q === ""
                  ? "Nothing has run yet. `runtask -i ITEM -t TYPE TASK --report` followed by this server's address runs a task and sends it here."
                  : "No run meets this query."}
              </p>
            </Empty>
          ) : (
            <RunTable runs={answer.data} now={context.now} />
          )}
          <More context={context} next={answer.next} of="older runs" />
        </Panel>
      </>
    ),
  };
};
