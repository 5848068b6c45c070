import type { ResultsAnswer, RunsAnswer } from "../../model/answer/list.ts";
import { packageOf } from "../../model/item.ts";
import { toPackage, toSearch } from "../address.ts";
import { PageError } from "../ask.ts";
import { Dots, Heading } from "../components/heading.tsx";
import { More } from "../components/pager.tsx";
import { Empty, Panel } from "../components/panel.tsx";
import { ResultTable } from "../components/result-rows.tsx";
import { RunTable } from "../components/run-rows.tsx";
import { Text } from "../components/text.tsx";
import { Tools } from "../components/tools.tsx";
import { atLeast, plural } from "../format/number.ts";
import { withQuery } from "../address.ts";
import type { Page } from "../page.ts";
import { terms } from "../query.ts";

/** One thing that was tested: its latest answers, all its results and its runs. */
export const itemPage: Page = async (context) => {
  const [type = "", item = ""] = context.params;
  const q = terms({ item, type });
  const path = withQuery("/results", { q, limit: 50, cursor: context.query.get("cursor") });
  const [results, runs] = await Promise.all([
    context.ask<ResultsAnswer>(path),
    context.ask<RunsAnswer>(withQuery("/runs", { q, limit: 20 })),
  ]);
  if (results.total.value === 0 && runs.data.length === 0)
    throw new PageError(404, "not found", `nothing was run on ${type} ${item}`);
  const about = packageOf(type, item);
  const total = atLeast(results.total.value, results.total.exact);
  return {
    title: item,
    description: `${total} results and ${plural(runs.total.value, "run")} of ${type} ${item}.`,
    section: "Packages",
    q,
    body: (
      <>
        <Heading
          kind={type}
          mono
          title={<Text text={item} />}
          facts={
            <Dots>
              <>
                package{" "}
                <a href={toPackage(about.package)}>
                  <Text text={about.package} />
                </a>
              </>
              {about.version !== null && `version ${about.version}`}
              {about.dist}
              <a href={toSearch(q, { in: "all" })}>search in its results and logs</a>
            </Dots>
          }
        />
        <Panel title="Results" note={`${total}, newest first`} more={<Tools api={path} q={q} />}>
          {results.data.length === 0 ? (
            <Empty>
              <p>No check has answered yet.</p>
            </Empty>
          ) : (
            <ResultTable results={results.data} now={context.now} />
          )}
          <More context={context} next={results.next} of="older results" />
        </Panel>
        <Panel title="Runs" note="newest first">
          <RunTable runs={runs.data} now={context.now} />
        </Panel>
      </>
    ),
  };
};
