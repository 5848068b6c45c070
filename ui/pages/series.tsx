import type { ResultsAnswer } from "../../model/answer/list.ts";
import type { PackageAnswer } from "../../model/answer/subject.ts";
import { toCheck, toPackage } from "../address.ts";
import { maybe, valueOr } from "../ask.ts";
import { Heading } from "../components/heading.tsx";
import { More } from "../components/pager.tsx";
import { Empty, Panel } from "../components/panel.tsx";
import { ResultTable } from "../components/result-rows.tsx";
import { SeriesTable } from "../components/series-rows.tsx";
import { Text } from "../components/text.tsx";
import { Tools } from "../components/tools.tsx";
import { TrendPanel, trendPart } from "../components/trend-panel.tsx";
import { atLeast } from "../format/number.ts";
import type { Page } from "../page.ts";
import { terms } from "../query.ts";
import { askingOf, during } from "../window.ts";

const DAYS = 90;
const CHART = 1150;

/** The history of one check on one package, architectures and scenarios side by side. */
export const seriesPage: Page = async (context) => {
  const [name = "", check = ""] = context.params;
  const asking = askingOf(context, DAYS);
  const q = terms({ package: name, check });
  const cursor = context.query.get("cursor");
  const path = during("/results", asking, { q, cursor, limit: 50 });
  const about = maybe(context.ask<PackageAnswer>(during(`/packages/${encodeURIComponent(name)}`, asking)));
  const [answer, part, subject] = await Promise.all([
    context.ask<ResultsAnswer>(path),
    trendPart(context, { q, asking, width: CHART }),
    about,
  ]);
  const series = valueOr(subject, null)?.series.filter((one) => one.check === check) ?? [];
  return {
    title: `${check} on ${name}`,
    description: `${atLeast(answer.total.value, answer.total.exact)} results of ${check} on ${name}.`,
    section: "Packages",
    q,
    islands: ["chart"],
    body: (
      <>
        <Heading
          kind={
            <>
              <a href={toPackage(name)}>
                <Text text={name} />
              </a>{" "}
              · check
            </>
          }
          title={
            <a class="plain" href={toCheck(check)}>
              <Text text={check} />
            </a>
          }
        />
        {series.length > 0 && (
          <Panel title="Series" note="one per architecture and scenario">
            <SeriesTable all={series} by="check" now={context.now} />
          </Panel>
        )}
        <TrendPanel title="Pass and fail" part={part} context={context} />
        <Panel
          title="Results"
          note={`${atLeast(answer.total.value, answer.total.exact)}, newest first`}
          more={<Tools api={path} q={q} />}
        >
          {answer.data.length === 0 ? (
            <Empty>
              <p>No result in this stretch of time. Take a longer one.</p>
            </Empty>
          ) : (
            <ResultTable results={answer.data} now={context.now} />
          )}
          <More context={context} next={answer.next} of="older results" />
        </Panel>
      </>
    ),
  };
};
