import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { httpSink } from "../../../runner/ship/http-sink.ts";

interface Asked {
  readonly request: string;
  readonly type: string | undefined;
  readonly token: string | undefined;
  readonly body: string;
}

/** A server that answers every request by `answer` and remembers what it was asked. */
const serverOf = async (t: TestContext, answer: (response: ServerResponse) => void) => {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      asked.push({
        request: `${request.method} ${request.url}`,
        type: request.headers["content-type"],
        token: request.headers.authorization,
        body: Buffer.concat(chunks).toString("latin1"),
      });
      answer(response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, url, sink: httpSink({ url: `${url}/`, token: "secret", fetch }) };
};

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

const UUID = "01890a5d-ac96-774b-bcce-b302099a8057";

const INPUT = { uuid: UUID, task: "x", item: "y", type: "file", arch: "noarch" };

const errorFrom = async (work: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  assert.ok(error instanceof AppError);
  return error;
};

test("each shipment is the request that the contract names", async (t) => {
  const { sink, asked } = await serverOf(t, json(200, { next: 7 }));
  await sink.putRun(INPUT);
  assert.equal(await sink.appendLog(UUID, "output.log", 3, Buffer.from("a\xff\0b", "latin1")), 7);
  await sink.putResults(UUID, []);
  await sink.seal(UUID, { state: "FINISHED", finished: "2026-01-01T00:00:00.000Z", logs: [] });
  assert.deepEqual(asked, [
    {
      request: `PUT /api/v1/runs/${UUID}`,
      type: "application/json",
      token: "Bearer secret",
      body: JSON.stringify(INPUT),
    },
    {
      request: `PATCH /api/v1/runs/${UUID}/logs/output.log?offset=3`,
      type: "application/octet-stream",
      token: "Bearer secret",
      body: "a\xff\0b",
    },
    {
      request: `POST /api/v1/runs/${UUID}/results`,
      type: "application/json",
      token: "Bearer secret",
      body: "[]",
    },
    {
      request: `POST /api/v1/runs/${UUID}/seal`,
      type: "application/json",
      token: "Bearer secret",
      body: '{"state":"FINISHED","finished":"2026-01-01T00:00:00.000Z","logs":[]}',
    },
  ]);
});

test("a problem document becomes the error that the server meant, with its fields", async (t) => {
  const problem = {
    type: "about:blank",
    status: 416,
    detail: "bytes are missing",
    code: "log-gap",
    fields: { next: 3 },
  };
  const { sink } = await serverOf(t, json(416, problem));
  const error = await errorFrom(sink.appendLog(UUID, "output.log", 9, Buffer.from("x")));
  assert.equal(error.code, "log-gap");
  assert.equal(error.message, "bytes are missing");
  assert.equal(error.fields["next"], 3);
});

test("what something between here and the server answers is told by its status", async (t) => {
  for (const [status, code] of [
    [502, "busy"],
    [429, "busy"],
    [408, "busy"],
    [425, "busy"],
    [404, "not-found"],
    [401, "unauthorized"],
    [418, "bad-request"],
  ] as const) {
    const { sink } = await serverOf(t, (response) => response.writeHead(status).end("<html>"));
    assert.equal((await errorFrom(sink.putRun(INPUT))).code, code, String(status));
  }
});

test("a server that asks for patience is given it", async (t) => {
  const { sink } = await serverOf(t, json(503, { code: "busy", detail: "later" }, { "retry-after": "2" }));
  assert.equal((await errorFrom(sink.putRun(INPUT))).fields["retry_after_ms"], 2000);
});

test("a server that cannot be reached is busy, and its password is not told", async () => {
  const sink = httpSink({
    url: "http://user:pw@127.0.0.1:1",
    token: "",
    fetch: () => Promise.reject(new TypeError("fetch failed")),
  });
  const error = await errorFrom(sink.putRun(INPUT));
  assert.equal(error.code, "busy");
  assert.equal(error.message, "http://127.0.0.1:1 cannot be reached: fetch failed");
});
