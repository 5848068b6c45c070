import { isNeutral, isOk, NEUTRALS } from "../../../model/outcome.ts";
import type { ResultFields } from "../documents.ts";
import { resultId } from "../results/shown.ts";
import { seriesOf } from "./asked.ts";
import { type Dsl, everyOf, notOf, termsOf, written } from "./filter.ts";
import { candidates } from "./candidates.ts";
import type { Reading, SeriesEnd } from "./reading.ts";

/** Ids (`RUN.POSITION`) of those of the results that are the newest of their (check, item, type, arch, scenario). */
export const latestOf = async (
  { elastic }: Reading,
  results: readonly ResultFields[],
): Promise<ReadonlySet<string>> => {
  const ids = new Set(results.map(resultId));
  const found = new Set<string>();
  if (ids.size === 0) return found;
  const filter: Dsl = {
    bool: {
      filter: [
        { terms: { "taskotron.run": [...new Set(results.map(({ run }) => run))] } },
        { terms: { "taskotron.position": [...new Set(results.map(({ position }) => position))] } },
      ],
    },
  };
  const walk = {
    index: elastic.indices.single("latest"),
    filter,
    time: "submit_time",
    order: "newest",
  } as const;
  for await (const page of candidates<ResultFields>(elastic, { ...walk, after: null }))
    for (const id of page.map(resultId)) if (ids.has(id)) found.add(id);
  return found;
};

/** Ids of those of the results that are newly broken: the newest of their series, not ok, after an ok one or none. Neutral outcomes are looked through. */
export const newOf = async (
  reading: Reading,
  results: readonly ResultFields[],
): Promise<ReadonlySet<string>> => {
  const broken = results.filter(isBroken);
  const ends = await endsOf(reading, new Set(broken.map(seriesOf)));
  return new Set(broken.filter((result) => isNew(result, ends.get(seriesOf(result)) ?? [])).map(resultId));
};

const isBroken = ({ outcome }: Pick<ResultFields, "outcome">): boolean =>
  !isOk(outcome) && !isNeutral(outcome);

const isNew = (result: ResultFields, [newest, before]: readonly SeriesEnd[]): boolean =>
  newest !== undefined &&
  resultId(newest) === resultId(result) &&
  (before === undefined || !isBroken(before));

/** Searches of one request. */
const BATCH = 100;

/** The two newest results of each series, newest first. */
const endsOf = async (
  { elastic, ends }: Reading,
  series: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly SeriesEnd[]>> => {
  const missing = [...series].filter((one) => !ends.has(one));
  for (let at = 0; at < missing.length; at += BATCH) {
    const batch = missing.slice(at, at + BATCH);
    const { responses } = await elastic.client.msearch<{ readonly taskotron: SeriesEnd }>({
      index: elastic.indices.all("results"),
      ignore_unavailable: true,
      searches: batch.flatMap((one) => [{}, searchOf(one)]),
    });
    for (const [index, answer] of responses.entries()) {
      if ("error" in answer) throw new Error(`a series cannot be read: ${JSON.stringify(answer.error)}`);
      ends.set(
        batch[index]!,
        answer.hits.hits.flatMap(({ _source: source }) => source?.taskotron ?? []),
      );
    }
  }
  return ends;
};

const searchOf = (series: string) => ({
  size: 2,
  track_total_hits: false,
  query: written(everyOf([termsOf("asked.series", [series]), notOf(termsOf("taskotron.outcome", NEUTRALS))])),
  sort: ["submit_time", "run", "position"].map((field) => ({ [`taskotron.${field}`]: "desc" as const })),
  _source: ["run", "position", "outcome"].map((field) => `taskotron.${field}`),
});
