/** Results that one batch of runs may have; a single run may have more. */
const RESULTS = 2000;

/** The runs in order, in batches whose results are read at once. */
export function* batches<Run extends { readonly results: number }>(runs: readonly Run[]): Generator<Run[]> {
  let batch: Run[] = [];
  let results = 0;
  for (const run of runs) {
    if (batch.length > 0 && results + run.results > RESULTS) {
      yield batch;
      batch = [];
      results = 0;
    }
    batch.push(run);
    results += run.results;
  }
  if (batch.length > 0) yield batch;
}
