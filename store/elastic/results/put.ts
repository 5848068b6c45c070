import { AppError } from "../../../model/errors.ts";
import type { ResultInput } from "../../../model/result.ts";
import { isFinal } from "../../../model/run.ts";
import { runClosed } from "../../record/run-changes.ts";
import type { ResultFields, RunFields } from "../documents.ts";
import type { FoundRun, Runs } from "../runs/runs.ts";
import { counted } from "./counted.ts";
import { isRepeated, type Kept, toKept } from "./fields.ts";
import type { Latest } from "./latest.ts";
import type { ResultDocuments } from "./result-documents.ts";

interface Parts {
  readonly documents: ResultDocuments;
  readonly latest: Latest;
  readonly runs: Runs;
  readonly now: () => number;
}

/** Adds results that are new; the others must be what is stored. First findings, then results, each created by its position; then the run counts them, and
    from then on they are the run's; then they may become the newest of their series. What breaks off is completed by its repeat; what cannot be counted,
    since the run was sealed meanwhile, is taken back. */
export const putResults = async (
  { documents, latest, runs, now }: Parts,
  run: FoundRun,
  inputs: readonly ResultInput[],
): Promise<void> => {
  const results = inputs.map((input) => toKept(run.fields, input, now()));
  const created = new Map<string, Kept>();
  try {
    await createAll(documents, run, { results, created });
    await runs.change(run.fields.run, (fields) => countedNow(fields, results, now()));
  } catch (error) {
    if (error instanceof AppError && error.status < 500)
      await documents.remove(run.month, [...created.values()]);
    throw error;
  }
  await latest.add(results);
};

interface Batch {
  readonly results: readonly Kept[];
  /** What was created so far. */
  readonly created: Map<string, Kept>;
}

const createAll = async (documents: ResultDocuments, run: FoundRun, { results, created }: Batch) => {
  for (;;) {
    const there = await documents.find(
      run.month,
      results.map(({ id }) => id),
    );
    const fresh = freshOf(run.fields, results, there);
    if (fresh.length === 0) return;
    if (isFinal(run.fields.state)) throw runClosed(run.fields.run);
    counted(
      run.fields,
      fresh.map(({ fields }) => fields),
    );
    const done = await documents.create(run.month, fresh);
    for (const result of done) created.set(result.id, result);
    // Another was faster with some: they are looked at like those that were there before.
    if (done.length === fresh.length) return;
  }
};

/** The results that are not there yet, one for each position. Throws `result-conflict`, or `run-closed` where a sealed run has another. */
const freshOf = (
  run: RunFields,
  results: readonly Kept[],
  there: ReadonlyMap<string, ResultFields>,
): readonly Kept[] => {
  const fresh = new Map<string, Kept>();
  for (const result of results) {
    const known = there.get(result.id) ?? fresh.get(result.id)?.fields;
    if (known === undefined) fresh.set(result.id, result);
    else if (!isRepeated(known, result))
      throw run.seal === null ? conflict(result.fields) : runClosed(run.run);
  }
  return [...fresh.values()];
};

const countedNow = (run: RunFields, results: readonly Kept[], now: number): RunFields | null => {
  const fields = counted(
    run,
    results.map((result) => result.fields),
  );
  if (fields === null && (isFinal(run.state) || run.heard >= now)) return null;
  return { ...(fields ?? run), heard: Math.max(run.heard, now) };
};

const conflict = ({ run, position }: ResultFields): AppError =>
  new AppError("result-conflict", `run ${run} has another result at position ${position}`, { run, position });
