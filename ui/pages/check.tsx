import type { CheckAnswer } from "../../model/answer/subject.ts";
import { toSearch, withQuery } from "../address.ts";
import { Dots, Heading } from "../components/heading.tsx";
import { Empty, Panel } from "../components/panel.tsx";
import { SeriesTable } from "../components/series-rows.tsx";
import { Text } from "../components/text.tsx";
import { Tools } from "../components/tools.tsx";
import { TrendPanel, trendPart } from "../components/trend-panel.tsx";
import { plural } from "../format/number.ts";
import { rateLine } from "../format/rate.ts";
import type { Page } from "../page.ts";
import { terms } from "../query.ts";
import { askingOf, during } from "../window.ts";

const DAYS = 60;
const CHART = 1150;
const SERIES = 50;

/** One check: how it does over time, and the packages that it finds worst. */
export const checkPage: Page = async (context) => {
  const [name = ""] = context.params;
  const asking = askingOf(context, DAYS);
  const path = during(`/checks/${encodeURIComponent(name)}`, asking, { limit: SERIES });
  const q = terms({ check: name });
  const [answer, part] = await Promise.all([
    context.ask<CheckAnswer>(path),
    trendPart(context, { q, asking, width: CHART }),
  ]);
  return {
    title: name,
    description: `Check ${name}: ${plural(answer.packages, "package")}, pass rate ${rateLine(answer.counts)}.`,
    section: "Checks",
    q,
    islands: ["chart"],
    body: (
      <>
        <Heading
          kind="check"
          title={<Text text={name} />}
          facts={
            <Dots>
              {plural(answer.packages, "package")}
              <>pass rate {rateLine(answer.counts)}</>
              <a href={toSearch(`${q} is:failed is:latest`, { in: "results" })}>what fails now</a>
              <a href={withQuery("/runs", { q: terms({ task: name }) })}>runs</a>
            </Dots>
          }
        />
        <TrendPanel title="Pass and fail, all packages" part={part} context={context} />
        <Panel
          title="Packages"
          note={`worst first, ${plural(answer.series.length, "series", "series")} shown`}
          more={<Tools api={path} q={q} />}
        >
          {answer.series.length === 0 ? (
            <Empty>
              <p>This check has no result in this stretch of time.</p>
            </Empty>
          ) : (
            <SeriesTable all={answer.series} by="package" now={context.now} />
          )}
        </Panel>
      </>
    ),
  };
};
