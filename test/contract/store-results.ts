import assert from "node:assert/strict";
import type { ResultInput } from "../../model/result.ts";
import type { Cases } from "./store.contract.ts";
import { ALL, NOON, resultInput, runInput, sealInput, select, uuid } from "./store-build.ts";

const FULL: ResultInput = {
  position: 1,
  check: "rpmlint",
  item: "foo-1.2-3.fc41",
  type: "koji_build",
  arch: "x86_64",
  outcome: "FAILED",
  scenario: "strict",
  note: "3 errors",
  data: { score: 4, nested: { list: [1, "two", null] }, version: "1.10" },
  findings: [
    { severity: "error", tag: "no-doc", message: "no documentation", subject: "foo.x86_64", line: 7 },
    { severity: "info", tag: null, message: "fine", subject: null, line: null },
  ],
  log: { name: "output.log", first_line: 1, last_line: 9 },
  artifact: "report.html",
  ref_url: "https://example.com/1",
  submit_time: "2024-02-29T23:59:59.999Z",
  duration_ms: 12.5,
};

export const resultCases: Cases = {
  "a result has what was given and what follows from it": async ({ store }) => {
    await store.putRun(runInput("a", { generated: true }));
    await store.putResults(uuid("a"), [FULL]);
    const result = await store.getResult(uuid("a"), 1);
    assert.match(result?.fingerprint ?? "", /^v1:[0-9a-f]+$/);
    assert.deepEqual(result, {
      ...FULL,
      id: `${uuid("a")}.1`,
      run: uuid("a"),
      package: "foo",
      version: "1.2",
      release: "3.fc41",
      dist: "fc41",
      ok: false,
      fingerprint: result?.fingerprint,
      generated: true,
    });
  },

  "a result of which little was given has all fields": async ({ store }) => {
    await store.putRun(runInput("a"));
    await store.putResults(uuid("a"), [resultInput(3, { item: "compose-7", type: "compose" })]);
    assert.deepEqual(await store.getResult(uuid("a"), 3), {
      id: `${uuid("a")}.3`,
      run: uuid("a"),
      position: 3,
      check: "rpmlint",
      item: "compose-7",
      type: "compose",
      arch: "x86_64",
      scenario: null,
      package: "compose-7",
      version: null,
      release: null,
      dist: null,
      outcome: "PASSED",
      ok: true,
      note: null,
      data: {},
      findings: [],
      fingerprint: null,
      log: null,
      artifact: null,
      ref_url: null,
      submit_time: new Date(NOON).toISOString(),
      duration_ms: null,
      generated: false,
    });
  },

  "there is no result of a run or position that does not exist": async ({ store }) => {
    await store.putRun(runInput("a"));
    assert.equal(await store.getResult(uuid("a"), 1), null);
    assert.equal(await store.getResult(uuid("b"), 1), null);
    await assert.rejects(store.putResults(uuid("b"), [resultInput(1)]), { code: "not-found" });
  },

  "repeated and reordered results change nothing": async ({ store, clock }) => {
    await store.putRun(runInput("a"));
    await store.putResults(uuid("a"), [resultInput(2), FULL]);
    const before = await store.findResults(select(ALL), { limit: 10, cursor: null });
    const counted = await store.count(select(ALL), ["check", "outcome", "day"], false);
    clock.now += 86_400_000;
    await store.putResults(uuid("a"), [FULL, resultInput(2), FULL]);
    await store.putResults(uuid("a"), [resultInput(2)]);
    await store.putResults(uuid("a"), []);
    assert.deepEqual(await store.findResults(select(ALL), { limit: 10, cursor: null }), before);
    assert.deepEqual(await store.count(select(ALL), ["check", "outcome", "day"], false), counted);
    assert.equal((await store.getRun(uuid("a")))?.results, 2);
  },

  "a position that holds something else is a conflict, and nothing of the batch is stored": async ({
    store,
  }) => {
    await store.putRun(runInput("a"));
    await store.putResults(uuid("a"), [FULL]);
    const changed = [
      { outcome: "PASSED" },
      { note: "4 errors" },
      { data: { score: 5 } },
      { scenario: null },
      { findings: [] },
      { submit_time: "2024-02-29T23:59:59.998Z" },
    ] as const;
    for (const change of changed)
      await assert.rejects(
        store.putResults(uuid("a"), [resultInput(2), { ...FULL, ...change } as ResultInput]),
        { code: "result-conflict" },
        JSON.stringify(change),
      );
    assert.equal(await store.getResult(uuid("a"), 2), null);
    assert.equal((await store.getRun(uuid("a")))?.results, 1);
    assert.equal((await store.count(select(ALL), [], false))[0]?.counts.n, 1);
  },

  "a sealed run takes results that it has and no others": async ({ store }) => {
    await store.putRun(runInput("a"));
    await store.putResults(uuid("a"), [FULL]);
    await store.sealRun(uuid("a"), sealInput());
    await store.putResults(uuid("a"), [FULL]);
    await assert.rejects(store.putResults(uuid("a"), [resultInput(2)]), { code: "run-closed" });
    await assert.rejects(store.putResults(uuid("a"), [resultInput(1)]), { code: "run-closed" });
  },

  "texts that look like numbers, are hostile or hold NUL stay as they are": async ({ store, reopen }) => {
    const texts = [
      "1.10",
      "007",
      "1e5",
      "true",
      "null",
      "a\0b",
      "😀",
      "\u202eעברית",
      "'; DROP TABLE result; --",
      "%_\\",
      "",
      "__proto__",
    ];
    await store.putRun(runInput("a"));
    const inputs = texts.map((text, at) =>
      resultInput(at + 1, {
        check: `${text}c`,
        item: `${text}i`,
        scenario: text,
        note: text,
        data: { [text]: text, number: 1.5 },
        findings: [{ severity: "error", tag: text, message: text, subject: text, line: null }],
      }),
    );
    await store.putResults(uuid("a"), inputs);
    const again = await reopen();
    for (const [at, input] of inputs.entries()) {
      const result = await again.getResult(uuid("a"), at + 1);
      const { check, item, scenario, note, data, findings } = input;
      assert.deepEqual(
        [result?.check, result?.item, result?.scenario, result?.note, result?.findings],
        [check, item, scenario, note, findings],
      );
      assert.equal(JSON.stringify(result?.data), JSON.stringify(data));
    }
    await again.putResults(uuid("a"), inputs);
  },

  "failures that differ only in numbers, paths and times have one fingerprint": async ({ store }) => {
    await store.putRun(runInput("a"));
    const notes = ["line 12 of /tmp/a.c at 12:30:01", "line 9 of /var/b.c at 09:00:59", "line one"];
    const inputs = notes.map((note, at) => resultInput(at + 1, { outcome: "FAILED", note }));
    await store.putResults(uuid("a"), [...inputs, resultInput(4, { note: notes[0] ?? "" })]);
    const ids = await Promise.all(
      [1, 2, 3, 4].map(async (at) => (await store.getResult(uuid("a"), at))?.fingerprint),
    );
    assert.equal(ids[0], ids[1]);
    assert.notEqual(ids[0], ids[2]);
    assert.equal(ids[3], null);
  },
};
