import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { request } from "node:http";
import { test } from "node:test";
import type { AppError } from "../../../model/errors.ts";
import { LIMITS } from "../../../model/limits.ts";
import { httpSink } from "../../../runner/ship/http-sink.ts";
import { type Opened, openApp } from "../open.ts";
import { JSON_TYPE, sealOf, shipOpen, uuidOf } from "../ship.ts";

const sha = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

const at = (path = ""): string => `/api/v1/runs/${uuidOf(1)}/artifacts${path}`;

const put = (opened: Opened, path: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
  opened.call("PUT", at(path), { payload, headers: { "content-type": "text/plain", ...headers } });

const withRun = async (): Promise<Opened> => {
  const opened = await openApp();
  await shipOpen(opened, { n: 1 });
  return opened;
};

const codeOf = ({ body }: { readonly body: unknown }): unknown => (body as { code?: string }).code;

test("an artifact is taken, listed and given back, its slashes encoded or not", async () => {
  await using opened = await withRun();
  const expected = { path: "logs/x.log", bytes: 5, sha256: sha("hello") };
  assert.deepEqual((await put(opened, "/logs%2Fx.log", "hello")).body, expected);
  assert.deepEqual((await put(opened, "/logs/x.log", "hello", { "x-sha256": sha("hello") })).body, expected);
  const { body } = await opened.call("GET", at());
  assert.deepEqual(body, { data: [expected], next: null, total: { value: 1, exact: true } });
  for (const path of ["/logs%2Fx.log", "/logs/x.log"]) {
    const { status, text, headers } = await opened.call("GET", at(path));
    assert.deepEqual([status, text], [200, "hello"]);
    assert.equal(headers["etag"], `"${sha("hello")}"`);
    assert.equal(headers["content-length"], "5");
  }
  const head = await opened.call("HEAD", at("/logs/x.log"));
  assert.deepEqual([head.status, head.text, head.headers["content-length"]], [200, "", "5"]);
});

test("ranges, tags and conditions work", async () => {
  await using opened = await withRun();
  const content = randomBytes(LIMITS.chunk + 1000);
  await put(opened, "/x.bin", content);
  const part = await opened.call("GET", at("/x.bin"), {
    headers: { range: `bytes=${LIMITS.chunk - 10}-${LIMITS.chunk + 9}` },
  });
  assert.equal(part.status, 206);
  assert.equal(
    part.headers["content-range"],
    `bytes ${LIMITS.chunk - 10}-${LIMITS.chunk + 9}/${content.length}`,
  );
  assert.ok(part.bytes.equals(content.subarray(LIMITS.chunk - 10, LIMITS.chunk + 10)));
  const beyond = await opened.call("GET", at("/x.bin"), { headers: { range: `bytes=${content.length}-` } });
  assert.deepEqual([beyond.status, codeOf(beyond)], [416, "bad-range"]);
  const known = await opened.call("GET", at("/x.bin"), { headers: { "if-none-match": `"${sha(content)}"` } });
  assert.equal(known.status, 304);
});

test("what a browser gets can do nothing", async () => {
  await using opened = await withRun();
  const types = {
    "a.log": ["text/plain; charset=utf-8", "inline"],
    "a.XML": ["text/plain; charset=utf-8", "inline"],
    "a.json": ["text/plain; charset=utf-8", "inline"],
    "d/report.html": ["text/html; charset=utf-8", "inline"],
    "a.png": ["image/png", "inline"],
    "a.jpeg": ["image/jpeg", "inline"],
    "a.svg": ["application/octet-stream", "attachment"],
    "a.xhtml": ["application/octet-stream", "attachment"],
    "a.log.gz": ["application/octet-stream", "attachment"],
    "a.__proto__": ["application/octet-stream", "attachment"],
    constructor: ["application/octet-stream", "attachment"],
    ".html": ["application/octet-stream", "attachment"],
  };
  for (const [path, [type, disposition]] of Object.entries(types)) {
    await put(opened, `/${path}`, "<script>alert(1)</script>");
    const { headers, status } = await opened.call("GET", at(`/${path}`));
    assert.equal(status, 200, path);
    assert.equal(headers["content-type"], type);
    assert.equal(headers["content-disposition"], `${disposition}; filename="${path.split("/").at(-1)}"`);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(
      headers["content-security-policy"],
      "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    );
  }
});

test("paths that lead out are refused as they come", async () => {
  await using opened = await withRun();
  const paths = [
    "..%2fx",
    "%2e%2e/x",
    "a%2F..%2Fx",
    "%2Fetc%2Fpasswd",
    "a%5Cb",
    "a%00b",
    "a//b",
    "a%20b",
    "..%252fx",
  ];
  for (const path of paths) {
    const refused = await put(opened, `/${path}`, "x");
    assert.ok(refused.status === 422 || refused.status === 404, `${path}: ${refused.status}`);
    assert.equal((await opened.call("GET", at(`/${path}`))).status, 404, path);
  }
  assert.deepEqual((await opened.call("GET", at())).body, {
    data: [],
    next: null,
    total: { value: 0, exact: true },
  });
});

test("other content, another digest and unknown runs are refused with their codes", async () => {
  await using opened = await withRun();
  await put(opened, "/x", "one");
  const conflict = await put(opened, "/x", "two");
  assert.deepEqual([conflict.status, codeOf(conflict)], [409, "artifact-conflict"]);
  assert.match(String(conflict.headers["content-type"]), /problem\+json/);
  assert.equal((conflict.body as { artifact: string }).artifact, "x");
  const wrong = await put(opened, "/y", "two", { "x-sha256": sha("three") });
  assert.deepEqual([wrong.status, codeOf(wrong)], [422, "bad-value"]);
  const malformed = await put(opened, "/y", "two", { "x-sha256": "abc" });
  assert.deepEqual([malformed.status, codeOf(malformed)], [422, "bad-value"]);
  assert.equal((await opened.call("GET", at("/y"))).status, 404);
  const unknown = `/api/v1/runs/${uuidOf(9)}/artifacts`;
  assert.equal((await opened.call("PUT", `${unknown}/x`, { payload: "x" })).status, 404);
  assert.equal((await opened.call("GET", unknown)).status, 404);
  assert.equal((await opened.call("DELETE", at("/x"))).status, 405);
});

test("a file that is too large is refused by the limit's name", async () => {
  await using opened = await withRun();
  const url = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  const piece = Buffer.alloc(LIMITS.chunk);
  const sink = httpSink({ url, token: "", fetch });
  const content = async function* () {
    for (let sent = 0; sent <= LIMITS.artifact; sent += piece.length) yield piece;
  };
  const artifact = { path: "x", bytes: LIMITS.artifact + piece.length, sha256: "0".repeat(64) };
  await assert.rejects(sink.putArtifact(uuidOf(1), artifact, content()), ({ code, fields }: AppError) => {
    assert.ok(code === "too-large" || code === "busy", code);
    if (code === "too-large") assert.deepEqual(fields["fields"], { limit: "artifact" });
    return true;
  });
  assert.equal((await opened.call("GET", at("/x"))).status, 404);
});

test("a sender that goes away half-way leaves nothing", async () => {
  await using opened = await withRun();
  const url = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  await new Promise<void>((gone) => {
    const sending = request(url + at("/x"), { method: "PUT", headers: { "content-length": "1000" } });
    sending.on("error", () => gone());
    sending.write("half", () => setTimeout(() => sending.destroy(), 50));
    sending.on("close", () => gone());
  });
  assert.equal((await opened.call("GET", at("/x"))).status, 404);
  assert.equal((await put(opened, "/x", "whole")).status, 200);
});

test("a seal asks for an artifact by its path, over HTTP as the runner sees it", async () => {
  await using opened = await withRun();
  const url = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  const sink = httpSink({ url, token: "", fetch });
  const artifact = { path: "logs/x.log", bytes: 5, sha256: sha("hello") };
  const seal = {
    ...sealOf("line 1 of the log\nline 2 of the log\nline 3 of the log\n"),
    artifacts: [artifact],
  };
  const answer = await opened.call("POST", `/api/v1/runs/${uuidOf(1)}/seal`, {
    headers: JSON_TYPE,
    payload: JSON.stringify(seal),
  });
  assert.deepEqual([answer.status, codeOf(answer)], [416, "artifact-missing"]);
  await assert.rejects(sink.seal(uuidOf(1), { ...seal, state: "FINISHED" }), (error: AppError) => {
    assert.deepEqual([error.code, error.fields["artifact"]], ["artifact-missing", "logs/x.log"]);
    return true;
  });
  const content = async function* () {
    yield Buffer.from("hel");
    yield Buffer.from("lo");
  };
  await sink.putArtifact(uuidOf(1), artifact, content());
  const run = await sink.seal(uuidOf(1), { ...seal, state: "FINISHED" });
  assert.deepEqual(run.artifacts, [artifact]);
  await assert.rejects(sink.putArtifact(uuidOf(1), { ...artifact, path: "y" }, content()), {
    code: "run-closed",
  });
});

test("writing an artifact needs the token, reading does not", async () => {
  await using opened = await openApp({ token: "secret" });
  assert.equal((await opened.call("PUT", at("/x"), { payload: "x" })).status, 401);
  assert.equal((await opened.call("GET", at("/x"))).status, 404);
});
