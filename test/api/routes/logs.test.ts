import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import type { FindAnswer, LinesAnswer } from "../../../model/answer/log.ts";
import { LIMITS } from "../../../model/limits.ts";
import { openApp, type Opened } from "../open.ts";
import { logText, sealOf, shipOpen, shipRun, JSON_TYPE, TALK } from "../ship.ts";

const codeOf = (body: unknown): string => (body as { code: string }).code;

const append = (opened: Opened, uuid: string, offset: number, payload: string | Buffer) =>
  opened.call("PATCH", `/api/v1/runs/${uuid}/logs/stderr.log?offset=${offset}`, { payload });

test("bytes are appended at their offset, and repeated without a change", async () => {
  await using opened = await openApp();
  const uuid = await shipOpen(opened, { n: 1 });
  assert.deepEqual((await append(opened, uuid, 0, "abc")).body, { next: 3 });
  assert.deepEqual((await append(opened, uuid, 0, "abc")).body, { next: 3 });
  assert.deepEqual((await append(opened, uuid, 2, "cde")).body, { next: 5 });
  const gap = await append(opened, uuid, 9, "x");
  assert.deepEqual([gap.status, codeOf(gap.body), (gap.body as { next: number }).next], [416, "log-gap", 5]);
  assert.equal(codeOf((await append(opened, uuid, 0, "xyz")).body), "log-conflict");
});

test("a chunk may be of any content type, empty, and as large as the limit but no larger", async () => {
  await using opened = await openApp();
  const uuid = await shipOpen(opened, { n: 1 });
  const url = `/api/v1/runs/${uuid}/logs/big.log?offset=`;
  const full = Buffer.alloc(LIMITS.chunk, 97);
  const json = await opened.call("PATCH", `${url}0`, { headers: JSON_TYPE, payload: full });
  assert.deepEqual(json.body, { next: LIMITS.chunk });
  assert.deepEqual((await opened.call("PATCH", `${url}${LIMITS.chunk}`)).body, { next: LIMITS.chunk });
  const large = await opened.call("PATCH", `${url}0`, { payload: Buffer.concat([full, full]) });
  assert.deepEqual([large.status, codeOf(large.body)], [413, "too-large"]);
  for (const offset of ["-1", "x", "9007199254740993", ""])
    assert.equal((await opened.call("PATCH", `${url}${offset}`, { payload: "x" })).status, 422, offset);
});

test("a log's lines come with their numbers, and stop at its end", async () => {
  await using opened = await openApp();
  const { uuid } = await shipRun(opened, { n: 1, log: logText(10) });
  const { body } = await opened.call("GET", `/api/v1/runs/${uuid}/logs/output.log?first=9&count=5`);
  const { first, data, log } = body as LinesAnswer;
  assert.equal(first, 9);
  assert.deepEqual(data, [
    { number: 9, text: "line 9 of the log" },
    { number: 10, text: "line 10 of the log" },
  ]);
  assert.equal(log.lines, 10);
  assert.equal((await opened.call("GET", `/api/v1/runs/${uuid}/logs/none.log`)).status, 404);
});

test("the raw bytes are those that came, whole or in part, with the sha256 as their tag", async () => {
  await using opened = await openApp();
  const log = `${TALK}\u0000\x1b[31mred\r\n`;
  const { uuid } = await shipRun(opened, { n: 1, log });
  const url = `/api/v1/runs/${uuid}/logs/output.log/raw`;
  const whole = await opened.call("GET", url);
  assert.equal(whole.bytes.toString(), log);
  assert.deepEqual(
    ["content-type", "x-content-type-options", "content-length", "etag", "content-disposition"].map(
      (name) => whole.headers[name],
    ),
    [
      "text/plain; charset=utf-8",
      "nosniff",
      String(Buffer.byteLength(log)),
      `"${createHash("sha256").update(log).digest("hex")}"`,
      'inline; filename="output.log"',
    ],
  );
  const part = await opened.call("GET", url, { headers: { range: "bytes=4-10", "accept-encoding": "gzip" } });
  assert.deepEqual(
    [part.status, part.text, part.headers["content-range"]],
    [206, "version", `bytes 4-10/${Buffer.byteLength(log)}`],
  );
  const beyond = await opened.call("GET", url, { headers: { range: "bytes=99999-" } });
  assert.deepEqual(
    [beyond.status, codeOf(beyond.body), beyond.headers["content-range"]],
    [416, "bad-range", `bytes */${Buffer.byteLength(log)}`],
  );
  const head = await opened.call("HEAD", url);
  assert.deepEqual(
    [head.status, head.text, head.headers["content-length"]],
    [200, "", String(Buffer.byteLength(log))],
  );
  const known = await opened.call("GET", url, {
    headers: { "if-none-match": String(whole.headers["etag"]) },
  });
  assert.deepEqual([known.status, known.text], [304, ""]);
});

test("a range of bytes that have changed since is answered with the whole", async () => {
  await using opened = await openApp();
  const { uuid } = await shipRun(opened, { n: 1 });
  const url = `/api/v1/runs/${uuid}/logs/output.log/raw`;
  const { status, text } = await opened.call("GET", url, {
    headers: { range: "bytes=0-3", "if-range": '"other"' },
  });
  assert.deepEqual([status, text], [200, logText(3)]);
});

test("the whole log travels compressed where the client takes that, under a weak tag", async () => {
  await using opened = await openApp();
  const log = logText(2000);
  const { uuid } = await shipRun(opened, { n: 1, log });
  const { bytes, headers } = await opened.call("GET", `/api/v1/runs/${uuid}/logs/output.log/raw`, {
    headers: { "accept-encoding": "gzip" },
  });
  assert.equal(headers["content-encoding"], "gzip");
  assert.match(String(headers["etag"]), /^W\/"/);
  assert.ok(bytes.length < log.length / 4);
  assert.equal(gunzipSync(bytes).toString(), log);
});

test("a text is found literally, or as a regular expression, and all hits are counted", async () => {
  await using opened = await openApp();
  const { uuid } = await shipRun(opened, { n: 1, log: TALK + logText(300) });
  const find = async (query: string) =>
    (await opened.call("GET", `/api/v1/runs/${uuid}/logs/output.log/find?${query}`)).body as FindAnswer;
  const literal = await find(`q=${encodeURIComponent("webapp -> web app")}`);
  assert.deepEqual(
    literal.data.map(({ line }) => line),
    [7, 8],
  );
  const [hit] = literal.data;
  assert.deepEqual(
    hit?.highlights.map(([from, to]) => hit.text.slice(from, to)),
    ["webapp -> web app"],
  );
  const regex = await find(`q=${encodeURIComponent("^line [0-9]+0 of")}&regex=1&limit=2`);
  assert.equal(regex.data.length, 2);
  assert.deepEqual(regex.total, { value: 30, exact: true });
  assert.deepEqual((await find(`q=${encodeURIComponent("^LINE 1 ")}&regex=1&case=0`)).total.value, 1);
  assert.deepEqual((await find(`q=${encodeURIComponent("[0-9]")}`)).total.value, 0);
});

test("a regular expression that is none is a bad query, and an empty text a bad value", async () => {
  await using opened = await openApp();
  const { uuid } = await shipRun(opened, { n: 1 });
  const url = `/api/v1/runs/${uuid}/logs/output.log/find`;
  assert.equal(
    codeOf((await opened.call("GET", `${url}?q=${encodeURIComponent("(")}&regex=1`)).body),
    "bad-query",
  );
  assert.equal((await opened.call("GET", `${url}?q=`)).status, 422);
});

test("a log is followed line by line until its run is sealed", async () => {
  await using opened = await openApp();
  const uuid = await shipOpen(opened, { n: 1, log: "one\ntwo\nthr" });
  const url = `/api/v1/runs/${uuid}/logs/output.log`;
  const tail = opened.call("GET", `${url}/tail?first=2`);
  await opened.call("PATCH", `${url}?offset=11`, { payload: "ee\nfour" });
  await opened.call("POST", `/api/v1/runs/${uuid}/seal`, {
    headers: JSON_TYPE,
    payload: JSON.stringify(sealOf("one\ntwo\nthree\nfour")),
  });
  const { text, headers } = await tail;
  assert.match(String(headers["content-type"]), /^text\/event-stream/);
  const lines = [...text.matchAll(/^event: line\nid: (\d+)\ndata: (.*)\n\n/gm)].flatMap(
    ([, , data = ""]) => (JSON.parse(data) as LinesAnswer).data,
  );
  assert.deepEqual(lines, [
    { number: 2, text: "two" },
    { number: 3, text: "three" },
    { number: 4, text: "four" },
  ]);
  assert.match(text, /event: end\ndata: \{.*"state":"FINISHED".*\}\n\n$/);
});

test("a reader that comes back goes on behind the last line it was told", async () => {
  await using opened = await openApp();
  const { uuid } = await shipRun(opened, { n: 1 });
  const { text } = await opened.call("GET", `/api/v1/runs/${uuid}/logs/output.log/tail`, {
    headers: { "last-event-id": "2" },
  });
  assert.match(text, /^event: line\nid: 3\n/);
});

test("a reader that goes away is not read for any longer", async () => {
  await using opened = await openApp();
  const uuid = await shipOpen(opened, { n: 1 });
  let reads = 0;
  const getRun = opened.store.getRun.bind(opened.store);
  opened.store.getRun = async (run) => {
    reads += 1;
    return getRun(run);
  };
  const address = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  const reader = new AbortController();
  const { body } = await fetch(`${address}/api/v1/runs/${uuid}/logs/output.log/tail`, {
    signal: reader.signal,
  });
  const first = await body?.getReader().read();
  assert.match(Buffer.from((first?.value as Uint8Array | undefined) ?? []).toString(), /^event: line/);
  reader.abort();
  await sleep(LIMITS.poll / 2);
  const before = reads;
  await sleep(LIMITS.poll * 2);
  assert.ok(before > 0 && reads === before, `${before} reads, then ${reads}`);
});

test("closing the server ends what follows a log", async () => {
  const opened = await openApp();
  const uuid = await shipOpen(opened, { n: 1 });
  const tail = opened.call("GET", `/api/v1/runs/${uuid}/logs/output.log/tail`);
  setTimeout(() => void opened[Symbol.asyncDispose](), 200);
  assert.match((await tail).text, /line 3 of the log/);
});
