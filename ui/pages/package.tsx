import type { PackageAnswer } from "../../model/answer/subject.ts";
import { toItem, toSearch } from "../address.ts";
import { Dots, Heading } from "../components/heading.tsx";
import { Empty, Panel } from "../components/panel.tsx";
import { SeriesTable } from "../components/series-rows.tsx";
import { Text } from "../components/text.tsx";
import { Tools } from "../components/tools.tsx";
import { TrendPanel, trendPart } from "../components/trend-panel.tsx";
import { Verdict, verdictLine } from "../components/verdict.tsx";
import { plural } from "../format/number.ts";
import type { Page } from "../page.ts";
import { terms } from "../query.ts";
import { askingOf, during } from "../window.ts";

const DAYS = 60;
const CHART = 1150;

/** One package: is it bad, since when, by which check. */
export const packagePage: Page = async (context) => {
  const [name = ""] = context.params;
  const asking = askingOf(context, DAYS);
  const path = during(`/packages/${encodeURIComponent(name)}`, asking);
  const q = terms({ package: name });
  const [answer, part] = await Promise.all([
    context.ask<PackageAnswer>(path),
    trendPart(context, { q, asking, width: CHART }),
  ]);
  const latest = answer.latest_item;
  return {
    title: name,
    description: `${name}: ${verdictLine(answer)}`,
    section: "Packages",
    q,
    islands: ["chart"],
    body: (
      <>
        <Heading
          kind="package"
          title={<Text text={name} />}
          facts={
            <Dots>
              {latest !== null && (
                <>
                  newest{" "}
                  <a class="mono" href={toItem(latest.type, latest.item)}>
                    <Text text={latest.item} />
                  </a>
                </>
              )}
              {plural(new Set(answer.series.map(({ check }) => check)).size, "check")}
              <a href={toSearch(q, { in: "all" })}>search in its results and logs</a>
            </Dots>
          }
        />
        <Verdict answer={answer} />
        <TrendPanel title="Pass and fail, all checks" part={part} context={context} />
        <Panel title="Checks" note="worst first" more={<Tools api={path} q={q} />}>
          {answer.series.length === 0 ? (
            <Empty>
              <p>No check has a result for this package in this stretch of time.</p>
            </Empty>
          ) : (
            <SeriesTable all={answer.series} by="check" now={context.now} />
          )}
        </Panel>
      </>
    ),
  };
};
