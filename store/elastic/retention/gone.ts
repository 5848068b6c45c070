import { createHash } from "node:crypto";
import type { Outcome } from "../../../model/outcome.ts";
import type { GoneFields, ResultFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { goneDocument } from "../schema/gone-document.ts";
import { DAY } from "../../record/times.ts";

/** Keeps what daily totals need of results that are about to go. May be repeated, also when some of them are gone: each document is written once. */
export const keepTotals = async (
  elastic: Elastic,
  month: string,
  results: readonly ResultFields[],
): Promise<void> => {
  const index = elastic.indices.of("totals", month);
  const sums = Map.groupBy(results, (result) => idOf(result));
  await elastic.bulk.write(
    [...sums].map(([id, group]) => ({
      index,
      id,
      kind: "create" as const,
      document: goneDocument(sumOf(group)),
    })),
  );
};

const dayOf = (result: ResultFields | undefined): number =>
  Math.floor((result?.submit_time ?? 0) / DAY) * DAY;

const idOf = (result: ResultFields): string => {
  const key = [result.check, result.package, result.outcome, dayOf(result)];
  return `${result.run}.${createHash("sha256").update(JSON.stringify(key)).digest("base64url")}`;
};

const sumOf = (group: readonly ResultFields[]): GoneFields => {
  const [first] = group;
  return {
    run: first?.run ?? "",
    check: first?.check ?? "",
    package: first?.package ?? "",
    outcome: (first?.outcome ?? "PASSED") satisfies Outcome,
    submit_time: dayOf(first),
    n: group.length,
    last: Math.max(...group.map(({ submit_time: time }) => time)),
  };
};
