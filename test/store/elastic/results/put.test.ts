import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { AppError } from "../../../../model/errors.ts";
import type { Bulk } from "../../../../store/elastic/bulk.ts";
import { openElastic } from "../../../../store/elastic/open.ts";
import { ElasticStore } from "../../../../store/elastic/store.ts";
import type { Store } from "../../../../store/store.ts";
import {
  ALL,
  is,
  NOON,
  resultInput,
  runInput,
  sealInput,
  select,
  uuid,
} from "../../../contract/store-build.ts";
import { needsService } from "../../../support/services.ts";
import { OPTIONS, ownPrefix } from "../own-prefix.ts";

const elastic = needsService("elastic");

/** A store whose writes to a kind of index fail as long as it is named, as if its server had been ended before them. */
const faulty = async (context: TestContext) => {
  const { url, prefix, remove } = ownPrefix();
  context.after(remove);
  const real = await openElastic(url, () => NOON, OPTIONS);
  const fault: { kind: string | null } = { kind: null };
  const bulk: Bulk = {
    write: async (writes) => {
      const broken = writes.some(
        ({ index }) => fault.kind !== null && index.startsWith(`${prefix}-${fault.kind}`),
      );
      if (broken) throw new AppError("unavailable", "ended");
      return real.bulk.write(writes);
    },
  };
  const store = new ElasticStore({ ...real, bulk });
  context.after(() => store[Symbol.asyncDispose]());
  return { store, fault };
};

const found = async (store: Store) => {
  const newest = await store.findResults(select(is("latest")), { limit: 100, cursor: null });
  return {
    results: (await store.getRun(uuid("a")))?.results,
    counted: (await store.count(select(ALL), [], false))[0]?.counts.n,
    latest: newest.data.map(({ position }) => position),
  };
};

const FINDING = { severity: "error", tag: "t", message: "m", subject: null, line: null };
const BATCH = [1, 2].map((position) => resultInput(position, { findings: [FINDING], outcome: "FAILED" }));
const WHOLE = { results: 2, counted: 2, latest: [2] };

for (const kind of ["findings", "results", "runs", "latest"])
  test(
    `results whose write broke off before ${kind} are whole, each once, when they are repeated`,
    elastic,
    async (context) => {
      const { store, fault } = await faulty(context);
      await store.putRun(runInput("a"));
      fault.kind = kind;
      await assert.rejects(store.putResults(uuid("a"), BATCH), { code: "unavailable" });
      fault.kind = null;
      await store.putResults(uuid("a"), BATCH);
      await store.putResults(uuid("a"), BATCH);
      assert.deepEqual(await found(store), WHOLE);
      assert.deepEqual((await store.getResult(uuid("a"), 1))?.findings, [FINDING]);
      const run = await store.sealRun(uuid("a"), sealInput({ plan: 2 }));
      assert.deepEqual([run.outcome, run.results], ["FAILED", 2]);
    },
  );

test(
  "results that were written and never acknowledged are counted when their lost runner's run is sealed",
  elastic,
  async (context) => {
    const { store, fault } = await faulty(context);
    await store.putRun(runInput("a"));
    fault.kind = "runs";
    await assert.rejects(store.putResults(uuid("a"), BATCH), { code: "unavailable" });
    fault.kind = null;
    assert.equal((await store.sealRun(uuid("a"), sealInput({ state: "CRASHED" }))).results, 2);
    assert.deepEqual(await found(store), WHOLE);
  },
);

test(
  "results that come while their run is being sealed are taken back when they are refused",
  elastic,
  async (context) => {
    const { store } = await faulty(context);
    await store.putRun(runInput("a"));
    const [sealed, put] = await Promise.allSettled([
      store.sealRun(uuid("a"), sealInput()),
      store.putResults(uuid("a"), BATCH),
    ]);
    assert.equal(sealed.status, "fulfilled");
    const count = put.status === "fulfilled" ? 2 : 0;
    const { results, counted = 0 } = await found(store);
    assert.deepEqual([results, counted], [count, count]);
  },
);
