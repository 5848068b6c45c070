import type { ResultFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import type { FoundRun, Runs } from "../runs/runs.ts";
import { fieldsOf, type Kept as KeptSource } from "../schema/keywords.ts";
import { counted } from "./counted.ts";
import type { Kept } from "./fields.ts";
import type { Latest } from "./latest.ts";
import type { ResultDocuments } from "./result-documents.ts";

interface Parts {
  readonly elastic: Elastic;
  readonly documents: ResultDocuments;
  readonly latest: Latest;
  readonly runs: Runs;
}

/** Results that are looked at together. */
const PAGE = 500;

/** Counts the results of a run that were written and never acknowledged: their server was ended in between, and nobody repeats them. */
export const adoptResults = async (parts: Parts, { fields: run, month }: FoundRun): Promise<void> => {
  const { elastic, runs } = parts;
  await elastic.refreshed();
  const index = elastic.indices.of("results", month);
  const query = { term: { "taskotron.run": run.run } };
  const { count } = await elastic.client.count({ index, query, ignore_unavailable: true });
  if (count === run.results) return;
  for (let after = 0; ;) {
    const { hits } = await elastic.client.search<KeptSource<ResultFields>>({
      index,
      query,
      size: PAGE,
      sort: [{ "taskotron.position": "asc" }],
      search_after: [after],
    });
    const page = hits.hits.flatMap(({ _source: source }) => (source === undefined ? [] : [fieldsOf(source)]));
    const last = page.at(-1);
    if (last === undefined) return;
    await runs.change(run.run, (fields) => counted(fields, page));
    await parts.latest.add(await keptOf(parts.documents, month, page));
    after = last.position;
  }
};

const keptOf = async (
  documents: ResultDocuments,
  month: string,
  page: readonly ResultFields[],
): Promise<Kept[]> => {
  const findings = await documents.findings(
    month,
    page.flatMap(({ findings_id: id }) => id ?? []),
  );
  return page.map((fields) => ({
    id: `${fields.run}.${fields.position}`,
    fields,
    findings: findings.get(fields.findings_id ?? "") ?? [],
    timeGiven: true,
  }));
};
