import type { Hit, Scope } from "../../../model/hit.ts";
import type { Query } from "../../../model/query/ast.ts";
import { highlighter } from "../../query/highlights.ts";
import { judge } from "../../query/judge.ts";
import type { Rows } from "../../query/rows.ts";
import { concernsFindings } from "../../query/tree.ts";
import { turns } from "../../query/turns.ts";
import type { RunFields } from "../documents.ts";
import { compile } from "../query/compile.ts";
import type { Dsl } from "../query/filter.ts";
import { needsOf } from "../query/needs.ts";
import type { Reading } from "../query/reading.ts";
import { resultHit } from "./hits.ts";
import { type Judged, resultRows } from "./result-rows.ts";

/** A search in results and findings. */
export interface ResultSearch {
  /** Passes all results that are hits, or have findings that are. */
  readonly filter: Dsl;
  /** Hits of these runs, by run, in order of position. */
  readonly hitsIn: (runs: readonly RunFields[]) => Promise<ReadonlyMap<string, readonly Hit[]>>;
}

/** Looks for hits in results and findings. A search of everything tells a result by its own text only, as its findings are hits themselves. */
export const resultSearch = async (reading: Reading, query: Query, scope: Scope): Promise<ResultSearch> => {
  const kinds = kindsIn(query, scope);
  const filters: Dsl[] = [];
  for (const rows of kinds) filters.push((await compile(reading, rows, query)).filter);
  const filter = { bool: { should: filters, minimum_should_match: 1 } };
  const needs = { ...needsOf("results", query), ...(kinds.includes("findings") ? { findings: true } : {}) };
  const hitsOf = hitsOfRow(reading, query, kinds);
  const hitsIn: ResultSearch["hitsIn"] = async (runs) => {
    const found = new Map<string, ReturnType<typeof resultHit>[]>(runs.map(({ run }) => [run, []]));
    const turn = turns();
    for await (const rows of resultRows(reading, { needs, runs, filter }))
      for (const row of rows) {
        found.get(row.run.run)?.push(...hitsOf(row));
        await turn();
      }
    // Hits of one result stay in their order: it, then its findings.
    for (const hits of found.values()) hits.sort((a, b) => a.position - b.position);
    return found;
  };
  return { filter, hitsIn };
};

const kindsIn = (query: Query, scope: Scope): readonly Exclude<Rows, "runs">[] => {
  if (scope === "findings") return ["findings"];
  if (scope !== "all") return ["results"];
  return concernsFindings(query) ? ["bare results", "findings"] : ["bare results"];
};

const hitsOfRow = (reading: Reading, query: Query, kinds: readonly Rows[]) => {
  const highlights = highlighter(query);
  const tests = kinds.map((rows) => ({ rows, holds: judge(rows, query, reading.now) }));
  return (row: Judged) =>
    tests
      .flatMap(({ rows, holds }) =>
        (rows === "findings" ? row.findings : [null])
          .map((finding) => ({ ...row, finding }))
          .filter((one) => holds(one)),
      )
      .map((one) => resultHit(one, highlights));
};
