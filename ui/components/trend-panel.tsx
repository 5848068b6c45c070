import type { StatsAnswer } from "../../model/answer/stats.ts";
import { toSearch } from "../address.ts";
import { type Maybe, maybe } from "../ask.ts";
import { stretch } from "../format/time.ts";
import { beginsGenerated } from "../generated.ts";
import type { Context } from "../page.ts";
import { type Asking, during } from "../window.ts";
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

/** Asks for the trend of a query and draws it. */
export const trendPart = async (
  context: Context,
  { q, asking, width }: { q: string; asking: Asking; width: number },
): Promise<TrendPart> => {
  const path = during("/stats/trend", asking, { q, by: asking.bucket });
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
