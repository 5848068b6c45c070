import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { httpRuns } from "../../../runner/work/http-runs.ts";

const UUID = "01890a5d-ac96-774b-bcce-b302099a8057";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A server that answers by path, and tells what it was asked. */
const reader = (answers: Readonly<Record<string, Response>>) => {
  const asked: (readonly [path: string, range: string | null, token: string | null])[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new Request(input).url;
    const { pathname } = new URL(url);
    const headers = new Headers(init?.headers);
    asked.push([pathname, headers.get("range"), headers.get("authorization")]);
    const answer = answers[pathname];
    if (answer === undefined) throw new TypeError("fetch failed");
    Object.defineProperty(answer, "url", { value: url });
    return answer;
  };
  return { asked, read: httpRuns({ url: "http://server/", token: "secret", fetch }) };
};

const PATH = `/api/v1/runs/${UUID}`;

const isCode = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

test("a run is read with the hashes of what has arrived of its logs, though they grow meanwhile", async () => {
  const logs = [
    { name: "output.log", bytes: 6, lines: 2, sha256: null },
    { name: "empty.log", bytes: 0, lines: 0, sha256: null },
    { name: "sealed.log", bytes: 3, lines: 1, sha256: sha256("ok\n") },
  ];
  const { read, asked } = reader({
    [PATH]: Response.json({ task: "x", state: "RUNNING", fault: null, logs, more: 1 }),
    [`${PATH}/logs/output.log/raw`]: new Response("ok\nok\n", { status: 206 }),
  });
  assert.deepEqual(await read(UUID), {
    task: "x",
    state: "RUNNING",
    fault: null,
    logs: [
      { name: "output.log", bytes: 6, lines: 2, sha256: sha256("ok\nok\n") },
      { name: "empty.log", bytes: 0, lines: 0, sha256: sha256("") },
      { name: "sealed.log", bytes: 3, lines: 1, sha256: sha256("ok\n") },
    ],
  });
  assert.deepEqual(asked, [
    [PATH, null, "Bearer secret"],
    [`${PATH}/logs/output.log/raw`, "bytes=0-5", "Bearer secret"],
  ]);
});

test("a run that the server does not know is none", async () => {
  assert.equal(await reader({ [PATH]: new Response("", { status: 404 }) }).read(UUID), null);
});

test("a server that is away or busy is busy; a token that may not read is told", async () => {
  await assert.rejects(reader({}).read(UUID), isCode("busy"));
  for (const [status, code] of [
    [503, "busy"],
    [429, "busy"],
    [401, "unauthorized"],
    [403, "unauthorized"],
  ] as const)
    await assert.rejects(reader({ [PATH]: new Response("", { status }) }).read(UUID), isCode(code));
});
