import type { StatsAnswer } from "../../model/answer/stats.ts";
import { toSearch } from "../address.ts";
import { type Maybe, maybe, valueOr } from "../ask.ts";
import { stretch } from "../format/time.ts";
import { beginsGenerated } from "../generated.ts";
import type { Context } from "../page.ts";
import { type Asking, during, lastHours } from "../window.ts";
import { GeneratedNote } from "./generated.tsx";
import { Empty, Panel, Unreadable } from "./panel.tsx";
import { Tools } from "./tools.tsx";
import { drawTrend, type Trend, TrendFigure } from "./trend.tsx";
import { Windows } from "./windows.tsx";

/** A trend panel's data. */
export interface TrendPart {
  readonly path: string;
  readonly q: string;
  readonly trend: Maybe<Trend>;
  readonly generated: boolean;
}

const trendPath = (q: string, asking: Asking): string =>
  during("/stats/trend", asking, { q, by: asking.bucket });

/** The stretch of time to draw: what was asked for, or its last hours where the page may choose and nothing is older. */
const fitting = async (context: Context, q: string, asking: Asking): Promise<Asking> => {
  if (!asking.isFree) return asking;
  const answer = await maybe(context.ask<StatsAnswer>(trendPath(q, asking)));
  const hours = lastHours(context);
  const first = valueOr(answer, null)?.data.find(({ n }) => n > 0);
  return first?.bucket !== undefined && first.bucket >= hours.from ? hours : asking;
};

/** Asks for the trend of a query and draws it. */
export const trendPart = async (
  context: Context,
  { q, asking: wanted, width }: { q: string; asking: Asking; width: number },
): Promise<TrendPart> => {
  const asking = await fitting(context, q, wanted);
  const path = trendPath(q, asking);
  const [answer, generated] = await Promise.all([
    maybe(context.ask<StatsAnswer>(path)),
    beginsGenerated(context, q, asking),
  ]);
  const link = (from: string, to: string): string => toSearch(q, { in: "results", from, to });
  const trend: Maybe<Trend> =
    answer.kind === "error"
      ? answer
      : {
          kind: "value",
          value: await drawTrend(context, { answer: answer.value, bucket: asking.bucket, link, width }),
        };
  return { path, q, trend, generated };
};

/** Pass and fail over time, with its window, zone, numbers and tools. */
export const TrendPanel = ({
  title,
  part,
  context,
}: {
  readonly title: string;
  readonly part: TrendPart;
  readonly context: Context;
}) => {
  if (part.trend.kind === "error")
    return (
      <Panel title={title}>
        <Unreadable message={part.trend.message} />
      </Panel>
    );
  const trend = part.trend.value;
  const { from, to } = trend.answer.window;
  return (
    <Panel
      title={title}
      note={stretch(from, to)}
      more={
        <>
          <Windows context={context} /> <Tools api={part.path} q={part.q} />
        </>
      }
      className="trend"
    >
      {trend.slots.every(({ row }) => row === null) ? (
        <Empty>
          <p>No results in this stretch of time. Take a longer one.</p>
        </Empty>
      ) : (
        <div class="pad">
          <TrendFigure trend={trend} />
          <GeneratedNote when={part.generated} />
        </div>
      )}
    </Panel>
  );
};
