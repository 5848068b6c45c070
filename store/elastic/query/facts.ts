import type { Flag } from "../../../model/query/ast.ts";
import type { ResultFields } from "../documents.ts";
import type { Reading } from "./reading.ts";

/** Ids (`RUN.POSITION`) of those of the results that are the newest of their (check, item, type, arch, scenario). */
export const latestOf = async (
  reading: Reading,
  results: readonly ResultFields[],
): Promise<ReadonlySet<string>> => {
  throw new Error(`not built yet: ${reading.now} ${results.length}`);
};

/** Ids of those of the results that are newly broken in their series. */
export const newOf = async (
  reading: Reading,
  results: readonly ResultFields[],
): Promise<ReadonlySet<string>> => {
  throw new Error(`not built yet: ${reading.now} ${results.length}`);
};
