import type { Selection } from "../../store.ts";
import { ofSearchedRuns } from "../../query/tree.ts";
import type { RunFields } from "../documents.ts";
import { candidates } from "../query/candidates.ts";
import { compile } from "../query/compile.ts";
import { ALL, type Dsl, type Filter, someOf, termsOf, written } from "../query/filter.ts";
import type { Reading } from "../query/reading.ts";
import { during } from "../query/window.ts";

/** Documents of an index that a hit is in, or is. */
export interface Look {
  readonly index: string;
  readonly filter: Dsl;
}

/** Pages of runs that hits may be found in, newest first: no condition on their fields rules them out, and where few documents may have hits
    they are the runs of these. */
export async function* searchedRuns(
  reading: Reading,
  { parsed, window }: Selection,
  looks: readonly Look[],
): AsyncGenerator<readonly RunFields[]> {
  const { filter } = await compile(reading, "runs", ofSearchedRuns(parsed.query));
  const having = someOf(await Promise.all(looks.map((look) => runsOf(reading, look))));
  if (having.kind === "none") return;
  yield* candidates<RunFields>(reading.elastic, {
    index: reading.elastic.indices.all("runs"),
    filter: { bool: { filter: [during("begin", window, filter), written(having)] } },
    time: "begin",
    order: "newest",
    after: null,
  });
}

const runsOf = async ({ dictionary }: Reading, { index, filter }: Look): Promise<Filter> => {
  const { values, complete } = await dictionary.runs(index, filter);
  return complete ? termsOf("taskotron.run", values) : ALL;
};
