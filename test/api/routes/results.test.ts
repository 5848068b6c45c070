import assert from "node:assert/strict";
import { test } from "node:test";
import { Compile } from "typebox/compile";
import { ResultsAnswer } from "../../../model/answer/list.ts";
import { Result } from "../../../model/result.ts";
import { openApp } from "../open.ts";
import { JSON_TYPE, shipOpen, shipRun, uuidOf } from "../ship.ts";

const result = (position: number, outcome = "PASSED") => ({
  position,
  check: "rpmlint",
  item: "bash-5.2-1.fc42",
  type: "koji_build",
  arch: "x86_64",
  outcome,
  data: { constructor: "kept", version: "1.10" },
});

const NDJSON = { "content-type": "application/x-ndjson" };

test("results come as an array or one per line, and may be repeated", async () => {
  await using opened = await openApp();
  const uuid = await shipOpen(opened, { n: 1, outcomes: [] });
  const url = `/api/v1/runs/${uuid}/results`;
  const lines = `${JSON.stringify(result(2))}\n\n${JSON.stringify(result(3, "FAILED"))}\n`;
  for (const _ of [1, 2]) {
    const array = await opened.call("POST", url, {
      headers: JSON_TYPE,
      payload: JSON.stringify([result(1)]),
    });
    assert.deepEqual(array.body, { stored: 1 }, array.text);
    const ndjson = await opened.call("POST", url, { headers: NDJSON, payload: lines });
    assert.deepEqual(ndjson.body, { stored: 2 }, ndjson.text);
  }
  const { body } = await opened.call("GET", url);
  assert.ok(Compile(ResultsAnswer).Check(body));
  assert.deepEqual(
    body.data.map(({ position, outcome }) => [position, outcome]),
    [
      [1, "PASSED"],
      [2, "PASSED"],
      [3, "FAILED"],
    ],
  );
  assert.deepEqual(body.data[0]?.data, { constructor: "kept", version: "1.10" });
});

test("another result at a position is a conflict, and nothing of the request is stored", async () => {
  await using opened = await openApp();
  const uuid = await shipOpen(opened, { n: 1, outcomes: [] });
  const url = `/api/v1/runs/${uuid}/results`;
  await opened.call("POST", url, { headers: JSON_TYPE, payload: JSON.stringify([result(1)]) });
  const { status } = await opened.call("POST", url, {
    headers: JSON_TYPE,
    payload: JSON.stringify([result(2), result(1, "FAILED")]),
  });
  assert.equal(status, 409);
  assert.equal(((await opened.call("GET", url)).body as ResultsAnswer).total.value, 1);
});

for (const [about, headers, payload, status, where] of [
  [
    "an outcome that is no word of ours",
    JSON_TYPE,
    JSON.stringify([result(1), result(2, "GREAT")]),
    422,
    "/1/outcome",
  ],
  ["a missing check", JSON_TYPE, JSON.stringify([{ ...result(1), check: undefined }]), 422, "/0/check"],
  ["an object instead of a list", JSON_TYPE, JSON.stringify(result(1)), 422, ""],
  ["a line that is no JSON", NDJSON, `${JSON.stringify(result(1))}\n{`, 400, undefined],
  ["a line with a poisoned prototype", NDJSON, '{"__proto__":{"x":1}}', 400, undefined],
  ["a poisoned prototype", JSON_TYPE, '[{"constructor":{"prototype":{"x":1}}}]', 400, undefined],
] as const)
  test(`results are refused for ${about}`, async () => {
    await using opened = await openApp();
    const uuid = await shipOpen(opened, { n: 1, outcomes: [] });
    const answer = await opened.call("POST", `/api/v1/runs/${uuid}/results`, { headers, payload });
    assert.equal(answer.status, status, answer.text);
    assert.equal((answer.body as { pointer?: string }).pointer, where);
  });

test("a result is found by its run and position", async () => {
  await using opened = await openApp();
  const { uuid } = await shipRun(opened, { n: 1, outcomes: ["PASSED", "FAILED"] });
  const { body } = await opened.call("GET", `/api/v1/results/${uuid}.2`);
  assert.ok(Compile(Result).Check(body));
  assert.deepEqual([body.id, body.outcome, body.package, body.dist], [`${uuid}.2`, "FAILED", "bash", "fc42"]);
  for (const id of [`${uuid}.3`, `${uuid}.0`, `${uuidOf(9)}.1`, uuid, "x"])
    assert.equal((await opened.call("GET", `/api/v1/results/${id}`)).status, 404, id);
});

test("results of all runs are listed newest first and selected by a query", async () => {
  await using opened = await openApp();
  await shipRun(opened, { n: 1, item: "zsh-5.9-1.fc42", started: "2024-01-01T00:00:00.000Z" });
  await shipRun(opened, { n: 2, outcomes: ["FAILED"] });
  const all = (await opened.call("GET", "/api/v1/results")).body as ResultsAnswer;
  assert.deepEqual(
    all.data.map(({ package: name }) => name),
    ["bash", "zsh"],
  );
  assert.equal(all.window.from, "1970-01-01T00:00:00.000Z");
  const zsh = (await opened.call("GET", "/api/v1/results?q=package:zsh")).body as ResultsAnswer;
  assert.deepEqual(
    zsh.data.map(({ run }) => run),
    [uuidOf(1)],
  );
});
