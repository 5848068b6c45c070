import type { Row } from "../../query/rows.ts";
import type { ResultFields, RunFields } from "../documents.ts";
import { candidates } from "../query/candidates.ts";
import type { Dsl } from "../query/filter.ts";
import type { Needs } from "../query/needs.ts";
import type { Reading } from "../query/reading.ts";
import { rowsOf } from "../query/rows-of.ts";

/** A row of a result, with the fields of both. */
export interface Judged extends Row {
  readonly run: RunFields;
  readonly result: ResultFields;
}

interface Wanted {
  readonly needs: Needs;
  readonly runs: readonly RunFields[];
  readonly filter: Dsl;
}

/** Rows of those results of the runs that pass the filter, in no order. */
export async function* resultRows(
  reading: Reading,
  { needs, runs, filter }: Wanted,
): AsyncGenerator<readonly Judged[]> {
  const known = new Map(runs.map((run) => [run.run, run]));
  const pages = candidates<ResultFields>(reading.elastic, {
    index: reading.elastic.indices.all("results"),
    filter: { bool: { filter: [{ terms: { "taskotron.run": [...known.keys()] } }, filter] } },
    time: "submit_time",
    order: "newest",
    after: null,
  });
  for await (const page of pages) {
    const rows = await rowsOf(reading, { ...needs, runs: false }, page);
    yield rows.flatMap((row, at) => {
      const [result, run] = [page[at], known.get(row.run.run)];
      return result === undefined || run === undefined ? [] : [{ ...row, result, run }];
    });
  }
}
