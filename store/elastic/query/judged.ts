import type { Query } from "../../../model/query/ast.ts";
import { judge } from "../../query/judge.ts";
import type { Row, RunRow } from "../../query/rows.ts";
import { turns } from "../../query/turns.ts";
import type { ResultFields, RunFields } from "../documents.ts";
import { candidates, type Walk } from "./candidates.ts";
import { type Needs, needsOf } from "./needs.ts";
import type { Reading } from "./reading.ts";
import { rowsOf } from "./rows-of.ts";

/** Picks those of some documents that a query holds for, in their order. */
export type Picker<Fields> = (documents: readonly Fields[]) => Promise<readonly Fields[]>;

export const pickResults = (reading: Reading, query: Query): Picker<ResultFields> => {
  const holds = judge("results", query, reading.now);
  const needs = needsOf("results", query);
  const turn = turns();
  return async (results) => {
    const picked: ResultFields[] = [];
    for (const [at, row] of (await rowsOf(reading, needs, results)).entries()) {
      if (holds(row)) picked.push(results[at]!);
      await turn();
    }
    return picked;
  };
};

/** A run is picked when the query holds for it with one of its results, or without any when it has none. */
export const pickRuns = (reading: Reading, query: Query): Picker<RunFields> => {
  const holds = judge("runs", query, reading.now);
  const needs = needsOf("runs", query);
  return async (runs) => {
    const logs = needs.logs ? await reading.logs.list(runs.map(({ run }) => run)) : null;
    const asked = { needs, holds, logsOf: (run: string) => (logs?.get(run) ?? []).map(({ log }) => log) };
    const alone = runs.filter((run) => !needs.results || run.results === 0);
    const picked = new Set(alone.filter((run) => holds(aloneRow(run, asked.logsOf(run.run)))));
    const others = runs.filter((run) => needs.results && run.results > 0);
    for (const run of await byResults(reading, asked, others)) picked.add(run);
    return runs.filter((run) => picked.has(run));
  };
};

interface Asked {
  readonly needs: Needs;
  readonly holds: (row: Row) => boolean;
  readonly logsOf: (run: string) => readonly string[];
}

export const aloneRow = (run: RunRow, logs: readonly string[]): Row => ({
  run,
  result: null,
  findings: [],
  finding: null,
  logs,
  latest: false,
  new: false,
});

/** Runs that it holds for with one of their results; all of them are read until all runs are decided. */
const byResults = async (
  reading: Reading,
  { needs, holds, logsOf }: Asked,
  runs: readonly RunFields[],
): Promise<readonly RunFields[]> => {
  const undecided = new Map(runs.map((run) => [run.run, run]));
  const { elastic } = reading;
  if (undecided.size === 0) return [];
  const walk: Walk = {
    index: elastic.indices.all("results"),
    filter: { terms: { "taskotron.run": [...undecided.keys()] } },
    time: "submit_time",
    order: "newest",
    after: null,
  };
  const turn = turns();
  // the run's fields are here already
  const others = { ...needs, runs: false };
  for await (const page of candidates<ResultFields>(elastic, walk)) {
    const open = page.filter(({ run }) => undecided.has(run));
    for (const row of await rowsOf(reading, others, open)) {
      const run = undecided.get(row.run.run);
      if (run !== undefined && holds({ ...row, run, logs: logsOf(run.run) })) undecided.delete(run.run);
      await turn();
    }
    if (undecided.size === 0) break;
  }
  return runs.filter(({ run }) => !undecided.has(run));
};
