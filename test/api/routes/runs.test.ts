import assert from "node:assert/strict";
import { test } from "node:test";
import { Compile } from "typebox/compile";
import { RunsAnswer } from "../../../model/answer/list.ts";
import { Run } from "../../../model/run.ts";
import { openApp } from "../open.ts";
import { JSON_TYPE, logText, sealOf, shipOpen, shipRun, uuidOf } from "../ship.ts";

const RUN = { task: "rpmlint", item: "bash-5.2-1.fc42", type: "koji_build", arch: "x86_64" };

const put = (body: unknown) => ({ headers: JSON_TYPE, payload: JSON.stringify(body) });

test("a run is made by PUT, and made again without a change", async () => {
  await using opened = await openApp();
  const url = `/api/v1/runs/${uuidOf(1)}`;
  const first = await opened.call(
    "PUT",
    url,
    put({ ...RUN, state: "RUNNING", started: "2026-11-24T10:00:00.000Z" }),
  );
  assert.equal(first.status, 200, first.text);
  assert.ok(Compile(Run).Check(first.body));
  assert.equal(first.body.package, "bash");
  const again = await opened.call("PUT", url, put({ ...RUN, uuid: uuidOf(1) }));
  assert.deepEqual(again.body, first.body);
  assert.deepEqual((await opened.call("GET", url)).body, first.body);
});

test("a run does not become one of another item, nor take another uuid than its address", async () => {
  await using opened = await openApp();
  const url = `/api/v1/runs/${uuidOf(1)}`;
  await opened.call("PUT", url, put(RUN));
  assert.equal((await opened.call("PUT", url, put({ ...RUN, item: "zsh-5.9-1.fc42" }))).status, 409);
  const other = await opened.call("PUT", url, put({ ...RUN, uuid: uuidOf(2) }));
  assert.equal(other.status, 422);
  assert.equal((other.body as { pointer: string }).pointer, "/uuid");
});

test("a version that comes as a number is refused and not cut", async () => {
  await using opened = await openApp();
  const { status, body } = await opened.call("PUT", `/api/v1/runs/${uuidOf(1)}`, {
    headers: JSON_TYPE,
    payload: '{"task":"t","item":1.10,"type":"file","arch":"noarch"}',
  });
  assert.equal(status, 422);
  assert.equal((body as { pointer: string }).pointer, "/item");
});

test("a seal asks for the bytes that are missing, refuses other bytes, and ends the run once", async () => {
  await using opened = await openApp();
  const uuid = await shipOpen(opened, { n: 1 });
  const url = `/api/v1/runs/${uuid}/seal`;
  const longer = await opened.call("POST", url, put(sealOf(logText(4))));
  assert.equal(longer.status, 416);
  assert.deepEqual(
    [(longer.body as { log: string }).log, (longer.body as { next: number }).next],
    ["output.log", logText(3).length],
  );
  const other = await opened.call("POST", url, put(sealOf(logText(3).replaceAll("line", "LINE"))));
  assert.equal((other.body as { code: string }).code, "seal-mismatch");
  const sealed = await opened.call("POST", url, put(sealOf(logText(3))));
  assert.equal(sealed.status, 200, sealed.text);
  assert.equal((sealed.body as Run).outcome, "PASSED");
  assert.deepEqual((await opened.call("POST", url, put(sealOf(logText(3))))).body, sealed.body);
  assert.equal((await opened.call("POST", url, put(sealOf(logText(3), "ABORTED")))).status, 410);
  assert.equal(
    (
      await opened.call("PATCH", `/api/v1/runs/${uuid}/logs/output.log?offset=${logText(3).length}`, {
        payload: "x",
      })
    ).status,
    410,
  );
});

test("runs are listed newest first, selected by a query, page by page", async () => {
  await using opened = await openApp();
  for (let n = 1; n <= 5; n++)
    await shipRun(opened, {
      n,
      started: `2026-11-2${n - 1}T10:00:00.000Z`,
      outcomes: [n % 2 === 0 ? "FAILED" : "PASSED"],
    });
  const seen: string[] = [];
  let cursor = "";
  do {
    const { status, body, text } = await opened.call(
      "GET",
      `/api/v1/runs?limit=2&cursor=${cursor}`.replace(/&cursor=$/, ""),
    );
    assert.equal(status, 200, text);
    assert.ok(Compile(RunsAnswer).Check(body), text);
    assert.deepEqual(body.total, { value: 5, exact: true });
    seen.push(...body.data.map(({ uuid }) => uuid));
    cursor = body.next ?? "";
  } while (cursor !== "");
  assert.deepEqual(seen, [5, 4, 3, 2, 1].map(uuidOf));
  const failed = (await opened.call("GET", "/api/v1/runs?q=outcome:FAILED&sort=oldest")).body as RunsAnswer;
  assert.deepEqual(
    failed.data.map(({ uuid }) => uuid),
    [2, 4].map(uuidOf),
  );
  assert.equal(failed.understood.pills.length, 1);
  const late = (await opened.call("GET", "/api/v1/runs?from=2026-11-23")).body as RunsAnswer;
  assert.deepEqual(
    late.data.map(({ uuid }) => uuid),
    [5, 4].map(uuidOf),
  );
});

test("a cursor that no list made is a bad cursor", async () => {
  await using opened = await openApp();
  assert.equal(
    ((await opened.call("GET", "/api/v1/runs?cursor=x")).body as { code: string }).code,
    "bad-cursor",
  );
});
