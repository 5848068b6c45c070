import { isNeutral, isOk, NEUTRALS, type Outcome } from "../../../model/outcome.ts";
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

/** Series of one request. */
const BATCH = 500;

/** The two newest results of each series, newest first. */
const endsOf = async (
  { elastic, ends }: Reading,
  series: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly SeriesEnd[]>> => {
  const missing = [...series].filter((one) => !ends.has(one));
  for (let at = 0; at < missing.length; at += BATCH) {
    const { aggregations } = await elastic.client.search<never, Ends>({
      index: elastic.indices.all("results"),
      ignore_unavailable: true,
      ...endsSearch(missing.slice(at, at + BATCH)),
    });
    for (const { key, ends: found } of aggregations?.series.buckets ?? [])
      ends.set(key, found.hits.hits.map(endOf));
  }
  return ends;
};

/** What an answer tells of each series: values of fields by their full names. */
interface Ends {
  readonly series: {
    readonly buckets: readonly {
      readonly key: string;
      readonly ends: { readonly hits: { readonly hits: readonly Hit[] } };
    }[];
  };
}

interface Hit {
  readonly fields: {
    readonly "taskotron.run": readonly [string];
    readonly "taskotron.position": readonly [number];
    readonly "taskotron.outcome": readonly [Outcome];
  };
}

const endOf = ({ fields }: Hit): SeriesEnd => ({
  run: fields["taskotron.run"][0],
  position: fields["taskotron.position"][0],
  outcome: fields["taskotron.outcome"][0],
});

const endsSearch = (series: readonly string[]) => ({
  size: 0,
  track_total_hits: false,
  query: written(everyOf([termsOf("asked.series", series), notOf(termsOf("taskotron.outcome", NEUTRALS))])),
  aggregations: {
    series: {
      terms: { field: "asked.series", size: series.length, execution_hint: "map" as const },
      aggregations: {
        ends: {
          top_hits: {
            size: 2,
            sort: ["submit_time", "run", "position"].map((field) => ({
              [`taskotron.${field}`]: "desc" as const,
            })),
            _source: false,
            docvalue_fields: ["run", "position", "outcome"].map((field) => ({ field: `taskotron.${field}` })),
          },
        },
      },
    },
  },
});
