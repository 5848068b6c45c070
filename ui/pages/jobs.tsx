import type { JobAnswer } from "../../model/answer/task.ts";
import type { Page as List } from "../../model/page.ts";
import { Heading } from "../components/heading.tsx";
import { JobTable } from "../components/job-rows.tsx";
import { Empty, Panel } from "../components/panel.tsx";
import { atLeast } from "../format/number.ts";
import type { Page } from "../page.ts";

const REFRESH = 5;

/** The queue: what runs and what waits. */
export const jobsPage: Page = async (context) => {
  const path = "/jobs?limit=100";
  const answer = await context.ask<List<JobAnswer>>(path);
  return {
    title: "Jobs",
    description: "What runs and what waits.",
    section: "Runs",
    refresh: REFRESH,
    body: (
      <>
        <Heading kind="the queue" title="Jobs" facts={atLeast(answer.total.value, answer.total.exact)} />
        <Panel title="Running and waiting" more={<a href={`/api/v1${path}`}>JSON</a>}>
          {answer.data.length === 0 ? (
            <Empty>
              <p>Nothing runs and nothing waits.</p>
              <p>
                <code>taskotron schedule -i ITEM -t TYPE TASK</code> puts a job here.
              </p>
            </Empty>
          ) : (
            <JobTable jobs={answer.data} now={context.now} />
          )}
        </Panel>
      </>
    ),
  };
};
