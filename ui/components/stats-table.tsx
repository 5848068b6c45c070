import type { StatsRow } from "../../model/answer/stats.ts";
import { partsOf } from "../charts/rows.ts";
import { grouped } from "../format/number.ts";
import { Name } from "./name.tsx";
import { Rate } from "./rate.tsx";
import { When } from "./when.tsx";

/** What the rows are grouped by, and the page of one. */
export interface StatsKey {
  readonly name: "check" | "package";
  readonly href: (value: string) => string;
}

const Count = ({ value, label }: { readonly value: number; readonly label: string }) => (
  <td class={value === 0 ? "c2 num zero" : `c2 num n-${label}`} data-label={label}>
    {grouped(value)}
  </td>
);

const Row = ({ row, by, now }: { readonly row: StatsRow; readonly by: StatsKey; readonly now: number }) => {
  const value = row[by.name] ?? "";
  const { failed, broken } = partsOf(row);
  return (
    <tr class="row">
      <td class="c1 main">
        <a href={by.href(value)}>
          <Name text={value} />
        </a>
      </td>
      <td class="c1 num">
        <Rate counts={row} />
      </td>
      <Count value={failed} label="failed" />
      <Count value={broken} label="broken" />
      <Count value={row.n} label="results" />
      <td class="c2 num nowrap" data-label="last">
        {row.last === null ? "–" : <When time={row.last} now={now} />}
      </td>
    </tr>
  );
};

/** Counts per check or package, with their pass rates. */
export const StatsTable = ({
  rows,
  by,
  now,
}: {
  readonly rows: readonly StatsRow[];
  readonly by: StatsKey;
  readonly now: number;
}) => (
  <table class="cards">
    <thead>
      <tr>
        <th>{by.name}</th>
        <th class="num">pass rate (95 % interval)</th>
        <th class="num">failed</th>
        <th class="num">broken</th>
        <th class="num">results</th>
        <th class="num">last</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <Row key={row[by.name]} row={row} by={by} now={now} />
      ))}
    </tbody>
  </table>
);
