import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Hit, Scope } from "../../../../model/hit.ts";
import type { Query } from "../../../../model/query/ast.ts";
import type { Elastic } from "../../../../store/elastic/elastic.ts";
import { openElastic } from "../../../../store/elastic/open.ts";
import { ElasticStore } from "../../../../store/elastic/store.ts";
import {
  ALL,
  and,
  bytes,
  field,
  NOON,
  phrase,
  resultInput,
  runInput,
  select,
  uuid,
  word,
} from "../../../contract/store-build.ts";
import { needsService } from "../../../support/services.ts";
import { OPTIONS, type OwnPrefix, ownPrefix } from "../own-prefix.ts";

const options = needsService("elastic");

const RUNS = 320;
const names = Array.from({ length: RUNS }, (_, at) => `run ${at}`);

let own: OwnPrefix;
let elastic: Elastic;
let store: ElasticStore;

/** A run for each second; each third of them has a log, and two have a needle. */
const put = async (name: string, at: number): Promise<void> => {
  await store.putRun(runInput(name, { started: new Date(NOON + at * 1000).toISOString() }));
  const note = at === 7 ? "a needle in a note" : `hay ${at}`;
  await store.putResults(uuid(name), [resultInput(1, { note, submit_time: new Date(NOON).toISOString() })]);
  if (at % 3 !== 0) return;
  const text = at === 9 ? "hay\nneedle in a log\n" : "hay\nhay\n";
  await store.appendLog({ run: uuid(name), log: "output.log", offset: 0 }, bytes(text));
};

before(async () => {
  if (options.skip !== false) return;
  own = ownPrefix();
  elastic = await openElastic(own.url, () => NOON, OPTIONS);
  store = new ElasticStore(elastic);
  for (let at = 0; at < RUNS; at += 40)
    await Promise.all(names.slice(at, at + 40).map((name, more) => put(name, at + more)));
});

after(async () => {
  if (options.skip !== false) return;
  await store[Symbol.asyncDispose]();
  await own.remove();
});

const search = (query: Query, scope: Scope, signal = new AbortController().signal): AsyncIterable<Hit> =>
  store.search(select(query), { scope, signal });

const nameOf = ({ run }: Hit): string | undefined => names.find((name) => uuid(name) === run);

/** Documents of runs that answers have while something is done. */
const runsRead = async (work: () => Promise<void>): Promise<number> => {
  let read = 0;
  const count = (_error: unknown, answer: { body?: unknown } | null): void => {
    const body = answer?.body as { hits?: { hits?: { _index?: string }[] } } | undefined;
    const index = elastic.indices.all("runs");
    read += body?.hits?.hits?.filter((hit) => hit._index?.startsWith(index)).length ?? 0;
  };
  elastic.client.diagnostic.on("response", count);
  await work();
  elastic.client.diagnostic.off("response", count);
  return read;
};

/** Reads that are going on in the index of runs. */
const openReads = async (): Promise<number> => {
  const stats = await elastic.client.indices.stats({ index: elastic.indices.all("runs"), metric: "search" });
  return stats._all.total?.search?.open_contexts ?? 0;
};

test("hits come newest run first, page after page", options, async () => {
  for (const [scope, step] of [
    ["results", 1],
    ["log", 3],
  ] as const) {
    const found: (string | undefined)[] = [];
    for await (const hit of search(word("hay"), scope))
      if (found.at(-1) !== nameOf(hit)) found.push(nameOf(hit));
    const expected = names.filter((_, at) => at % step === 0 && (scope === "log" || at !== 7));
    assert.deepEqual(found, expected.toReversed());
  }
});

test(
  "the first hits come before all runs are read, and a reader that stops ends the reads",
  options,
  async () => {
    for (const scope of ["results", "log"] as const) {
      const read = await runsRead(async () => {
        for await (const hit of search(ALL, scope)) {
          assert.equal(nameOf(hit), scope === "log" ? "run 318" : "run 319");
          break;
        }
      });
      assert.ok(read > 0 && read < RUNS, `${read} of ${RUNS}`);
      assert.equal(await openReads(), 0);
    }
  },
);

test("an aborted search ends", options, async () => {
  const abort = new AbortController();
  const found: Hit[] = [];
  for await (const hit of search(phrase("hay"), "all", abort.signal)) {
    found.push(hit);
    if (found.length === 5) abort.abort();
  }
  assert.ok(found.length >= 5 && found.length < 10, `${found.length}`);
  assert.equal(await openReads(), 0);
});

test("where few documents may have hits, only their runs are read", options, async () => {
  const found: string[] = [];
  const read = await runsRead(async () => {
    for await (const hit of search(word("needle"), "all")) found.push(`${nameOf(hit)} ${hit.kind}`);
  });
  assert.deepEqual(found, ["run 9 log", "run 7 result"]);
  assert.equal(read, 2);
  const none = await runsRead(async () => {
    for await (const hit of search(and(word("needle"), field("check", "no such")), "results"))
      assert.fail(hit.text);
  });
  assert.equal(none, 0);
});
