import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../../../../model/errors.ts";
import { openElastic } from "../../../../store/elastic/open.ts";
import { openElasticUpkeep } from "../../../../store/elastic/upkeep/open.ts";
import { openStore } from "../../../../store/open.ts";
import type { Store } from "../../../../store/store.ts";
import type { Examined, Upkeep } from "../../../../store/upkeep.ts";
import {
  ALL,
  bytes,
  NOON,
  resultInput,
  runInput,
  sealedLog,
  sealInput,
  select,
  uuid,
} from "../../../contract/store-build.ts";
import { needsService } from "../../../support/services.ts";
import { OPTIONS, ownPrefix } from "../own-prefix.ts";

const LOG = "not ok 1 - broken needle\n".repeat(5000);
const now = (): number => NOON;
const quiet = (): void => undefined;

/** A store with a sealed run, and the upkeep of it. */
interface Opened extends AsyncDisposable {
  readonly url: string;
  readonly prefix: string;
  readonly store: Store;
  readonly upkeep: Upkeep;
}

const open = async (): Promise<Opened> => {
  const { url, prefix, remove } = ownPrefix();
  const store = await openStore(url, { now, elastic: OPTIONS });
  const upkeep = await openElasticUpkeep(url, now, OPTIONS);
  return {
    url,
    prefix,
    store,
    upkeep,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await upkeep[Symbol.asyncDispose]();
      await remove();
    },
  };
};

const fill = async (store: Store): Promise<void> => {
  for (const [name, time] of [
    ["old", "2024-02-01T00:00:00.000Z"],
    ["new", "2024-03-01T00:00:00.000Z"],
  ] as const) {
    await store.putRun(runInput(name, { created: time, started: time }));
    await store.appendLog({ run: uuid(name), log: "output.log", offset: 0 }, bytes(LOG));
    await store.putResults(uuid(name), [
      resultInput(1, { submit_time: time }),
      resultInput(2, { check: "x" }),
    ]);
    await store.sealRun(uuid(name), sealInput({ logs: [sealedLog("output.log", LOG)] }));
  }
};

const verdicts = async (
  upkeep: Upkeep,
  options: { readonly repair?: boolean; readonly deep?: boolean } = {},
): Promise<Record<string, Examined["verdict"]>> => {
  const found: Record<string, Examined["verdict"]> = {};
  const signal = new AbortController().signal;
  for await (const { name, verdict } of upkeep.examine({ repair: false, deep: true, signal, ...options }))
    found[name] = verdict;
  return found;
};

const IN_ORDER = { cluster: "ok", runs: "ok", statistics: "ok", logs: "ok" };

test(
  "a snapshot is restored under another prefix to the same, and both are in order",
  needsService("elastic"),
  async () => {
    await using from = await open();
    await fill(from.store);
    assert.deepEqual(await verdicts(from.upkeep), IN_ORDER);
    const contents = await from.upkeep.backup(from.prefix, quiet);
    assert.deepEqual(contents, { runs: 2, results: 4, log_bytes: LOG.length * 2 });
    await assert.rejects(
      from.upkeep.restore(from.prefix, quiet),
      (error) => error instanceof AppError && /holds 2 runs already/.test(error.message),
    );

    await using to = await open();
    assert.deepEqual(await to.upkeep.restore(from.prefix, quiet), contents);
    await using store = await openStore(to.url, { now, elastic: OPTIONS });
    for (const name of ["old", "new"])
      assert.deepEqual(await store.getRun(uuid(name)), await from.store.getRun(uuid(name)));
    assert.deepEqual(
      await store.count(select(ALL), ["check"], true),
      await from.store.count(select(ALL), ["check"], true),
    );
    assert.deepEqual(await verdicts(to.upkeep), IN_ORDER);
    // what is written now lands behind the aliases
    await store.putRun(runInput("later", { created: "2024-03-02T00:00:00.000Z" }));
    assert.equal((await store.findRuns(select(ALL), { limit: 9, cursor: null })).data.length, 3);
  },
);

test("a place without a backup is refused", needsService("elastic"), async () => {
  await using opened = await open();
  await assert.rejects(
    opened.upkeep.restore(`${opened.prefix}-empty`, quiet),
    (error) => error instanceof AppError && error.code === "bad-value",
  );
});

test(
  "a lost result, block and newest result are seen, and what follows from others is corrected",
  needsService("elastic"),
  async () => {
    await using opened = await open();
    await fill(opened.store);
    const { client, indices } = await openElastic(opened.url, now, OPTIONS);
    await client.indices.refresh({ index: indices.single("latest") });
    const latest = await client.search({ index: indices.single("latest"), size: 1 });
    await client.delete({
      index: indices.single("latest"),
      id: latest.hits.hits[0]?._id ?? "",
      refresh: true,
    });
    assert.equal((await verdicts(opened.upkeep))["statistics"], "wrong");
    assert.equal((await verdicts(opened.upkeep, { repair: true }))["statistics"], "repaired");
    assert.deepEqual(await verdicts(opened.upkeep), IN_ORDER);
    await client.delete({ index: indices.of("results", "2024.02"), id: `${uuid("old")}.1`, refresh: true });
    const [block] = (await client.search({ index: indices.all("blocks"), size: 1 })).hits.hits;
    await client.delete({ index: block?._index ?? "", id: block?._id ?? "", refresh: true });
    const found = await verdicts(opened.upkeep, { deep: false });
    assert.deepEqual([found["runs"], found["logs"]], ["wrong", "wrong"]);
    await client.close();
  },
);
