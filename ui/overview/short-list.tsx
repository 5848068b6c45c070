import type { StatsRow } from "../../model/answer/stats.ts";
import { toCheck } from "../address.ts";
import { Name } from "../components/name.tsx";
import { Rate } from "../components/rate.tsx";

/** Checks with their pass rates, for the side of a page. */
export const CheckRates = ({ rows }: { readonly rows: readonly StatsRow[] }) => (
  <table class="cards tight">
    <thead>
      <tr>
        <th>check</th>
        <th class="num">pass rate (95 % interval)</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.check} class="row">
          <td class="c1 main">
            <a href={toCheck(row.check ?? "")}>
              <Name text={row.check ?? ""} />
            </a>
          </td>
          <td class="c1 num">
            <Rate counts={row} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
