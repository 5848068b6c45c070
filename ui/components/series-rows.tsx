import type { SeriesAnswer } from "../../model/answer/series.ts";
import { toItem, toResult, toSeries } from "../address.ts";
import { Generated } from "./generated.tsx";
import { Name } from "./name.tsx";
import { OutcomeTag } from "./outcome.tsx";
import { Rate } from "./rate.tsx";
import { Strip } from "./strip.tsx";
import { When } from "./when.tsx";

/** What tells the rows apart: the checks of a package, or the packages of a check. */
export type SeriesKey = "check" | "package";

const Since = ({ series, now }: { readonly series: SeriesAnswer; readonly now: number }) =>
  series.since === null ? (
    <span class="dim">all of this window</span>
  ) : (
    <>
      <a class="mono quiet" href={toItem(series.type, series.since.item)}>
        <Name text={series.since.item} />
      </a>{" "}
      <span class="dimmer nowrap">
        <When time={series.since.submit_time} now={now} />
      </span>
    </>
  );

const Row = ({
  series,
  by,
  now,
}: {
  readonly series: SeriesAnswer;
  readonly by: SeriesKey;
  readonly now: number;
}) => (
  <tr class="row">
    <td class="c1 main">
      <a href={toSeries(series.package, series.check)}>
        <Name text={series[by]} />
      </a>{" "}
      <span class="tag">{series.arch}</span>
      {series.scenario !== null && (
        <span class="tag">
          <Name text={series.scenario} />
        </span>
      )}
      <Generated when={series.history.some(({ generated }) => generated)} />
    </td>
    <td class="c2">
      <Strip history={series.history} label={`last results of ${series.check} on ${series.package}`} />
    </td>
    <td class="c1 tagcell">
      <a class="plain" href={toResult(series.latest.run, series.latest.position)}>
        <OutcomeTag outcome={series.latest.outcome} />
      </a>
    </td>
    <td class="c2 since" data-label="since">
      <Since series={series} now={now} />
    </td>
    <td class="c2 num">
      <Rate counts={series.counts} />
    </td>
  </tr>
);

/** Series at a glance: history, latest outcome, since when, pass rate. */
export const SeriesTable = ({
  all,
  by,
  now,
}: {
  readonly all: readonly SeriesAnswer[];
  readonly by: SeriesKey;
  readonly now: number;
}) => (
  <table class="cards">
    <thead>
      <tr>
        <th>{by}</th>
        <th>last results, newest right</th>
        <th class="tagcell">latest</th>
        <th>since</th>
        <th class="num">pass rate (95 % interval)</th>
      </tr>
    </thead>
    <tbody>
      {all.map((series) => (
        <Row
          key={`${series.check} ${series.package} ${series.type} ${series.arch} ${series.scenario}`}
          series={series}
          by={by}
          now={now}
        />
      ))}
    </tbody>
  </table>
);
