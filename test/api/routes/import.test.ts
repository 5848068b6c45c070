import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { Compile } from "typebox/compile";
import { ImportAnswer } from "../../../model/answer/import.ts";
import type { ResultsAnswer } from "../../../model/answer/list.ts";
import type { SearchAnswer } from "../../../model/answer/search.ts";
import type { Run } from "../../../model/run.ts";
import { DATA, needsData } from "../../support/needs.ts";
import { openApp, type Opened } from "../open.ts";
import { TALK } from "../ship.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

const send = async (
  opened: Opened,
  query: string,
  payload: string | Buffer | Readable,
  headers: Record<string, string> = FORM,
) => {
  const answer = await opened.call("POST", `/api/v1/import?${query}`, { headers, payload });
  assert.equal(answer.status, 201, answer.text);
  assert.ok(Compile(ImportAnswer).Check(answer.body), answer.text);
  return answer.body;
};

test("the talk's block, sent by curl, is stored as it says, and its log line is found", async () => {
  await using opened = await openApp();
  const { uuid, outcome, results, problems } = await send(opened, "check=rpmlint&item=other&type=file", TALK);
  assert.deepEqual([outcome, results, problems], ["PASSED", 1, []]);
  const { data } = (await opened.call("GET", `/api/v1/runs/${uuid}/results`)).body as ResultsAnswer;
  const [result] = data;
  assert.deepEqual(
    [result?.check, result?.item, result?.type, result?.outcome, result?.note],
    [
      "rpmlint",
      "datagrepper-0.4.2-1.fc21.noarch.rpm",
      "koji_build",
      "PASSED",
      "RPMLINT PASSED for datagrepper-0.4.2-1.fc21.noarch.rpm",
    ],
  );
  assert.equal((await opened.call("GET", `/api/v1/runs/${uuid}/logs/output.log/raw`)).text, TALK);
  const found = (
    await opened.call("GET", `/api/v1/search?in=log&q=${encodeURIComponent('"webapp -> web app"')}`)
  ).body as SearchAnswer;
  assert.deepEqual(
    found.data.map(({ run, line }) => [run, line]),
    [
      [uuid, 7],
      [uuid, 8],
    ],
  );
});

test("the same file with the same parameters is the same run, another file or item another", async () => {
  await using opened = await openApp();
  const first = await send(opened, "item=a", TALK);
  assert.deepEqual(await send(opened, "item=a", TALK), first);
  assert.notEqual((await send(opened, "item=b", TALK)).uuid, first.uuid);
  assert.notEqual((await send(opened, "item=a", `${TALK}# more\n`)).uuid, first.uuid);
});

test("a body comes in pieces of any size, compressed, of any content type or none", async () => {
  await using opened = await openApp();
  const pieces = Readable.from([...TALK].map((character) => Buffer.from(character)));
  const first = await send(opened, "item=a", pieces, { "transfer-encoding": "chunked" });
  const json = await send(opened, "item=a", TALK, { "content-type": "application/json" });
  const gzipped = await send(opened, "item=a", gzipSync(TALK), { ...FORM, "content-encoding": "gzip" });
  assert.deepEqual([json.uuid, gzipped.uuid], [first.uuid, first.uuid]);
});

test("an empty body is a run that crashed, a plain log one without results", async () => {
  await using opened = await openApp();
  assert.deepEqual((await send(opened, "format=tap", "")).outcome, "CRASHED");
  const log = await send(opened, "format=log", "anything\n");
  assert.deepEqual([log.outcome, log.results], [null, 0]);
});

test("problems come with their lines", async () => {
  await using opened = await openApp();
  const { problems, outcome } = await send(opened, "", "TAP version 13\n1..3\nok 1\nnot ok 2\n");
  assert.equal(outcome, "FAILED");
  assert.ok(problems.some(({ kind }) => kind === "plan-mismatch"));
});

test("an unknown format and a name that is too long are bad values", async () => {
  await using opened = await openApp();
  for (const query of ["format=doc", `item=${"x".repeat(1025)}`, "uuid=x"])
    assert.equal(
      (await opened.call("POST", `/api/v1/import?${query}`, { headers: FORM, payload: TALK })).status,
      422,
      query,
    );
});

test("a large log arrives whole", needsData("build-logs"), async () => {
  await using opened = await openApp();
  const log = readFileSync(join(DATA, "build-logs/3b668dda-5516-498f-a0c4-fa13903e7ca7/build.log"));
  const { uuid } = await send(opened, "format=log&item=x-1-1.fc42&type=koji_build&check=build", log);
  const { logs } = (await opened.call("GET", `/api/v1/runs/${uuid}`)).body as Run;
  assert.equal(logs[0]?.bytes, log.length);
  assert.deepEqual((await opened.call("GET", `/api/v1/runs/${uuid}/logs/output.log/raw`)).bytes, log);
});
