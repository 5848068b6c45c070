import type { StatsAnswer, StatsRow } from "../../model/answer/stats.ts";
import { withQuery } from "../address.ts";
import { grouped } from "../format/number.ts";
import { stretch } from "../format/time.ts";
import type { Context } from "../page.ts";
import { during, askingOf } from "../window.ts";
import { Heading } from "./heading.tsx";
import { Empty, Panel } from "./panel.tsx";
import { type StatsKey, StatsTable } from "./stats-table.tsx";
import { Tools } from "./tools.tsx";
import { Windows } from "./windows.tsx";

const ORDERS = ["worst", "name", "results", "newest"] as const;

type Order = (typeof ORDERS)[number];

const bad = (row: StatsRow): number => row.failed + row.needs_inspection + row.aborted + row.crashed;

/** Worst first: the lowest rate that the data leaves possible, so that one failure of one run does not outrank 30 of 100. */
const COMPARE: Readonly<Record<Order, (a: StatsRow, b: StatsRow) => number>> = {
  worst: (a, b) => (a.high ?? 2) - (b.high ?? 2) || bad(b) - bad(a),
  name: () => 0,
  results: (a, b) => b.n - a.n,
  newest: (a, b) => (b.last ?? "").localeCompare(a.last ?? ""),
};

const PAGE = 200;

/** Days that the lists of packages and checks look back. */
const DAYS = 30;

const orderOf = (word: string | null): Order => ORDERS.find((order) => order === word) ?? "worst";

const Controls = ({ context, order, filter }: { context: Context; order: Order; filter: string }) => {
  const kept = Object.fromEntries(context.query);
  return (
    <form class="controls" method="get" action={context.path} role="search" aria-label="filter by name">
      <input
        type="search"
        name="name"
        value={filter}
        placeholder="part of the name"
        aria-label="part of the name"
        dir="auto"
      />
      {["sort", "from", "to"].map(
        (name) =>
          kept[name] !== undefined && <input key={name} type="hidden" name={name} value={kept[name]} />,
      )}
      <nav class="windows" aria-label="order">
        {ORDERS.map((one) => (
          <a
            key={one}
            href={withQuery(context.path, { ...kept, sort: one })}
            aria-current={one === order ? "true" : undefined}
          >
            {one}
          </a>
        ))}
      </nav>
      <Windows context={context} />
    </form>
  );
};

/** The page of all checks, or all packages, with their pass rates. */
export const statsList = async (context: Context, title: string, by: StatsKey) => {
  const path = during(`/stats/${by.name}s`, askingOf(context, DAYS));
  const answer = await context.ask<StatsAnswer>(path);
  const order = orderOf(context.query.get("sort"));
  const filter = context.query.get("name") ?? "";
  const rows = answer.data
    .filter((row) => (row[by.name] ?? "").toLowerCase().includes(filter.toLowerCase()))
    .sort(COMPARE[order]);
  return (
    <>
      <Heading
        kind={stretch(answer.window.from, answer.window.to)}
        title={title}
        facts={`${grouped(answer.data.length)} with results`}
      />
      <Controls context={context} order={order} filter={filter} />
      <Panel
        title={`By ${order}`}
        note={`${grouped(Math.min(rows.length, PAGE))} shown`}
        more={<Tools api={path} />}
      >
        {rows.length === 0 ? (
          <Empty>
            <p>Nothing has results here. Take a longer stretch of time, or another part of the name.</p>
          </Empty>
        ) : (
          <StatsTable rows={rows.slice(0, PAGE)} by={by} now={context.now} />
        )}
        {rows.length > PAGE && (
          <p class="empty">{grouped(rows.length - PAGE)} more; give a part of the name to find them.</p>
        )}
      </Panel>
    </>
  );
};
