import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { Compile } from "typebox/compile";
import { SearchAnswer } from "../../../model/answer/search.ts";
import type { SuggestAnswer } from "../../../model/answer/list.ts";
import { LIMITS } from "../../../model/limits.ts";
import { NOW, openApp, type Opened } from "../open.ts";
import { logText, shipOpen, shipRun, TALK, uuidOf } from "../ship.ts";

const search = async (opened: Opened, q: string, more = ""): Promise<SearchAnswer> => {
  const { status, body, text } = await opened.call("GET", `/api/v1/search?q=${encodeURIComponent(q)}${more}`);
  assert.equal(status, 200, text);
  assert.ok(Compile(SearchAnswer).Check(body), text);
  return body;
};

test("a phrase of the talk's log finds its lines, with context and highlights", async () => {
  await using opened = await openApp();
  await shipRun(opened, { n: 1, log: TALK, item: "datagrepper-0.4.2-1.fc21" });
  await shipRun(opened, { n: 2 });
  const answer = await search(opened, '"webapp -> web app"', "&in=log&context=1");
  assert.deepEqual(
    answer.data.map(({ run, log, line }) => [run, log, line]),
    [
      [uuidOf(1), "output.log", 7],
      [uuidOf(1), "output.log", 8],
    ],
  );
  const [hit] = answer.data;
  assert.deepEqual(
    hit?.highlights.map(([from, to]) => hit.text.slice(from, to)),
    ["webapp -> web app"],
  );
  assert.deepEqual(
    hit?.context?.map(({ number }) => number),
    [6, 7, 8],
  );
  assert.deepEqual(answer.total, { value: 2, exact: true });
});

test("facets, histogram and impact speak of all hits, the page only of the first", async () => {
  await using opened = await openApp();
  await shipRun(opened, {
    n: 1,
    log: "needle\nneedle\n",
    outcomes: ["PASSED"],
    started: "2026-11-01T10:00:00.000Z",
  });
  await shipRun(opened, { n: 2, log: "needle\n", outcomes: ["FAILED"], started: "2026-11-20T10:00:00.000Z" });
  await shipRun(opened, { n: 3, log: "hay\n", outcomes: ["FAILED"], item: "zsh-5.9-1.fc42" });
  await shipOpen(opened, { n: 4, log: "needle\n", started: "2026-11-21T10:00:00.000Z" });
  const answer = await search(opened, "needle", "&in=log&limit=1");
  assert.equal(answer.data.length, 1);
  assert.deepEqual(answer.total, { value: 4, exact: true });
  assert.deepEqual(answer.facets["package"], [{ value: "bash", count: 4 }]);
  assert.deepEqual(answer.facets["kind"], [{ value: "log", count: 4 }]);
  assert.deepEqual(answer.histogram, [
    { bucket: "2026-11-01", ok: 1, failed: 0, broken: 0 },
    { bucket: "2026-11-20", ok: 0, failed: 1, broken: 0 },
    { bucket: "2026-11-21", ok: 0, failed: 0, broken: 1 },
  ]);
  assert.deepEqual(answer.impact, {
    runs: 3,
    runs_total: 4,
    failed_runs: 1,
    failed_runs_total: 2,
    packages: 1,
    checks: 1,
    last: "2026-11-21T10:00:00.000Z",
    exact: true,
  });
});

test("the runs in all are those that the query's fields select", async () => {
  await using opened = await openApp();
  await shipRun(opened, { n: 1, log: "needle\n" });
  await shipRun(opened, { n: 2 });
  await shipRun(opened, { n: 3, item: "zsh-5.9-1.fc42", log: "needle\n" });
  const { impact } = await search(opened, "needle package:bash", "&in=log");
  assert.deepEqual([impact.runs, impact.runs_total], [1, 2]);
});

test("page by page every hit comes once, in one order, while runs are added", async () => {
  await using opened = await openApp();
  for (const n of [1, 2, 3]) await shipRun(opened, { n, log: logText(4), outcomes: ["PASSED", "FAILED"] });
  const whole = (await search(opened, "of")).data;
  assert.equal(whole.length, 3 * (4 + 2));
  const seen: unknown[] = [];
  let next: string | null = null;
  do {
    const page: SearchAnswer = await search(
      opened,
      "of",
      `&limit=4${next === null ? "" : `&cursor=${next}`}`,
    );
    seen.push(...page.data);
    next = page.next;
    await shipRun(opened, { n: 10 + seen.length, started: "2026-11-24T11:00:00.000Z" });
  } while (next !== null);
  assert.deepEqual(seen, whole);
});

test("the scope is that of the parameter, else of the query, else all", async () => {
  await using opened = await openApp();
  await shipRun(opened, { n: 1, log: logText(2) });
  const kinds = async (q: string, more = "") =>
    (await search(opened, q, more)).data.map(({ kind }) => kind).join(" ");
  assert.equal(await kinds("of check:rpmlint"), "result log log");
  assert.equal(await kinds("of check:rpmlint in:log"), "log log");
  assert.equal(await kinds("of check:rpmlint in:log", "&in=results"), "result");
});

test("an answer says what was understood, and never fails for a query", async () => {
  await using opened = await openApp();
  for (const q of ["", "-", '"', "((", "/(/", "a OR", "outcome:", "x".repeat(5000), "\u0000", "__proto__:x"])
    assert.equal(typeof (await search(opened, q)).understood.text, "string", q);
  assert.equal((await search(opened, "x ".repeat(15_000))).warnings.length, 1);
});

test("a client that goes away ends its search", async () => {
  await using opened = await openApp();
  const began = Date.now();
  const ended = Promise.withResolvers<number>();
  opened.store.search = async function* (_selection, { signal }) {
    await once(signal, "abort");
    ended.resolve(Date.now() - began);
    yield* [];
  };
  const address = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  await assert.rejects(fetch(`${address}/api/v1/search?q=x`, { signal: AbortSignal.timeout(200) }));
  assert.ok((await ended.promise) < LIMITS.search);
});

test("a search that takes too long answers with what it has, and says that there may be more", async () => {
  let now = NOW;
  await using opened = await openApp({ now: () => now });
  await shipRun(opened, { n: 1, log: logText(20) });
  const slow = opened.store.search.bind(opened.store);
  opened.store.search = async function* (selection, options) {
    for await (const hit of slow(selection, options)) {
      now += LIMITS.search / 10;
      yield hit;
    }
  };
  const answer = await search(opened, "line", "&in=log&limit=3");
  assert.deepEqual([answer.data.length, answer.total.exact, answer.impact.exact], [3, false, false]);
  assert.ok(answer.total.value > 3 && answer.total.value < 20, String(answer.total.value));
  const next = await search(opened, "line", `&in=log&limit=3&cursor=${answer.next}`);
  assert.deepEqual(
    next.data.map(({ line }) => line),
    [4, 5, 6],
  );
});

test("a regular expression that cannot be read is told where it stands", async () => {
  await using opened = await openApp();
  const { warnings } = await search(opened, "x /(/ outcome:/[/");
  assert.deepEqual(
    warnings.map(({ start, end }) => [start, end]),
    [
      [2, 5],
      [6, 17],
    ],
  );
  assert.match(warnings[0]?.message ?? "", /cannot be read: .*missing/);
});

test("values of a field are suggested, most frequent first", async () => {
  await using opened = await openApp();
  await shipRun(opened, { n: 1 });
  await shipRun(opened, { n: 2 });
  await shipRun(opened, { n: 3, item: "babel-2-1.fc42" });
  const { body } = await opened.call("GET", "/api/v1/suggest?field=package&prefix=BA");
  assert.deepEqual((body as SuggestAnswer).data, [
    { value: "bash", count: 2 },
    { value: "babel", count: 1 },
  ]);
  assert.equal((await opened.call("GET", "/api/v1/suggest?field=nonsense")).status, 422);
  assert.equal((await opened.call("GET", "/api/v1/suggest")).status, 422);
});

test("a condition that nothing can answer yet is told where it stands", async () => {
  await using opened = await openApp();
  const { warnings } = await search(opened, "is:flaky segfault");
  assert.match(warnings[0]?.message ?? "", /is:flaky is not answered yet/);
  assert.deepEqual([warnings[0]?.start, warnings[0]?.end], [0, 8]);
});
