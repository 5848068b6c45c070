import type { Hit, Scope } from "../../../model/hit.ts";
import type { Query } from "../../../model/query/ast.ts";
import { outcomeOf } from "../outcomes.ts";
import type { Reading } from "../query/reading.ts";
import { concernsFindings } from "../../query/tree.ts";
import { listOf, type Sql, sql } from "../sql.ts";
import { shown } from "../../record/times.ts";
import type { Candidate } from "./candidates.ts";
import { highlighter } from "../../query/highlights.ts";

interface HitRow {
  readonly run_key: number;
  readonly uuid: string;
  readonly begin: number;
  readonly generated: number;
  readonly position: number;
  readonly ordinal: number | null;
  readonly text: string | null;
  readonly outcome: number;
  readonly check: string;
  readonly item: string;
  readonly arch: string;
  readonly package: string;
}

/** Hits among the results and findings of these runs, by run, in order of position. */
type ResultHits = (runs: readonly Candidate[]) => ReadonlyMap<number, readonly Hit[]>;

/** Looks for hits in results and findings. A search of everything tells a result by its own text only, as its findings are hits themselves. */
export const resultHits = (reading: Reading, query: Query, scope: Scope): ResultHits => {
  const highlights = highlighter(query);
  const selects: Sql[] = [];
  if (scope !== "findings")
    selects.push(results(reading.where(scope === "all" ? "bare results" : "results", query)));
  if (scope === "findings" || (scope === "all" && concernsFindings(query)))
    selects.push(findings(reading.where("findings", query)));
  return (runs) => {
    const keys = listOf(runs.map((run) => run.run_key));
    const found = new Map<number, Hit[]>();
    for (const row of selects
      .flatMap((select) => reading.db.all<HitRow>(sql`${select} AND r.run_key IN (${keys})`))
      .sort(inOrder))
      push(found, row.run_key, toHit(row, highlights));
    return found;
  };
};

const nameOf = (key: Sql): Sql => sql`(SELECT value FROM name WHERE key = ${key})`;

const COLUMNS = sql`r.run_key, run.uuid, run.begin, run.generated, r.position, r.outcome,
  ${nameOf(sql`r.check_key`)} AS "check", ${nameOf(sql`item.name_key`)} AS item,
  ${nameOf(sql`r.arch_key`)} AS arch, ${nameOf(sql`r.package_key`)} AS package`;
const JOINS = sql`CROSS JOIN run ON run.run_key = r.run_key CROSS JOIN item ON item.item_key = r.item_key`;

const results = (where: Sql): Sql =>
  sql`SELECT ${COLUMNS}, NULL AS ordinal, r.note AS text FROM result r ${JOINS} WHERE ${where}`;

const findings = (where: Sql): Sql =>
  sql`SELECT ${COLUMNS}, f.ordinal, f.message AS text FROM result r
    CROSS JOIN finding f ON f.run_key = r.run_key AND f.position = r.position ${JOINS} WHERE ${where}`;

/** A result before its findings. */
const inOrder = (a: HitRow, b: HitRow): number =>
  a.run_key - b.run_key || a.position - b.position || (a.ordinal ?? -1) - (b.ordinal ?? -1);

const toHit = (row: HitRow, highlights: (text: string) => [number, number][]): Hit => {
  const text = row.text ?? `${row.check} ${row.item}`;
  return {
    kind: row.ordinal === null ? "result" : "finding",
    run: row.uuid,
    position: row.position,
    log: null,
    line: null,
    text,
    highlights: highlights(text),
    package: row.package,
    item: row.item,
    check: row.check,
    arch: row.arch,
    outcome: outcomeOf(row.outcome),
    started: shown(row.begin),
    generated: row.generated === 1,
  };
};

const push = (found: Map<number, Hit[]>, runKey: number, hit: Hit): void => {
  const hits = found.get(runKey);
  if (hits === undefined) found.set(runKey, [hit]);
  else hits.push(hit);
};
