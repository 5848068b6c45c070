import assert from "node:assert/strict";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { test } from "node:test";
import { openSqliteStore } from "../../../store/sqlite/open.ts";
import {
  and,
  field,
  NOON,
  not,
  resultInput,
  runInput,
  select,
  uuid,
  word,
} from "../../contract/store-build.ts";
import { ownFolder } from "./open-database.ts";

const RUNS = 20;
const RESULTS = 500;

test("text in many results is counted and found while others get their turn", async (context) => {
  await using store = openSqliteStore(ownFolder(context), () => NOON);
  for (let run = 0; run < RUNS; run++) {
    await store.putRun(runInput(`r${run}`));
    const results = Array.from({ length: RESULTS }, (_, at) =>
      resultInput(at + 1, {
        note: at % 100 === 7 ? "a needle" : `hay ${at}`,
        submit_time: new Date(NOON - run * 1000 - at).toISOString(),
      }),
    );
    await store.putResults(uuid(`r${run}`), results);
  }
  const selection = select(and(word("needle"), field("package", "foo"), not(word("absent"))));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const page = await store.findResults(selection, { limit: 7, cursor: null });
  assert.deepEqual([page.data.length, page.total], [7, { value: RUNS * 5, exact: true }]);
  const rest = await store.findResults(selection, { limit: 1000, cursor: page.next });
  assert.equal(rest.data.length, RUNS * 5 - 7);
  assert.equal((await store.count(selection, ["check"], false))[0]?.counts.n, RUNS * 5);
  assert.equal((await store.countRuns(selection)).runs, RUNS);
  let hits = 0;
  for await (const hit of store.search(selection, { scope: "all", signal: new AbortController().signal }))
    hits += hit.kind === "result" ? 1 : 0;
  delay.disable();
  assert.equal(hits, RUNS * 5);
  assert.ok(delay.max / 1e6 < 300, `the event loop stood still for ${delay.max / 1e6} ms`);
});
