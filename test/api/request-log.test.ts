import assert from "node:assert/strict";
import { test } from "node:test";
import { pino } from "pino";
import { openApp } from "./open.ts";
import { uuidOf } from "./ship.ts";

interface Line {
  readonly level: number;
  readonly url: { readonly path: string };
  readonly http: { readonly response: { readonly status_code: number } };
  readonly taskotron?: { readonly run: string };
}

const logged = async (level: string, ...calls: readonly (readonly ["GET" | "POST", string])[]) => {
  const lines: string[] = [];
  const logger = pino({ level }, { write: (line: string) => void lines.push(line) });
  await using opened = await openApp({ logger });
  for (const [method, url] of calls) await opened.call(method, url);
  return lines.map((line) => JSON.parse(line) as Line);
};

const shown = (lines: readonly Line[]) =>
  lines.map(({ level, url, http }) => [pino.levels.labels[level], url.path, http.response.status_code]);

test("writes are logged with their run, reads at level debug, health and metrics never", async () => {
  const run = uuidOf(7);
  const calls = [
    ["GET", "/healthz"],
    ["GET", "/metrics"],
    ["GET", "/api/v1/runs?q=secret"],
    ["POST", `/api/v1/runs/${run}/seal`],
  ] as const;
  const lines = await logged("debug", ...calls);
  assert.deepEqual(shown(lines), [
    ["debug", "/api/v1/runs", 200],
    ["warn", `/api/v1/runs/${run}/seal`, 422],
  ]);
  assert.equal(lines[1]?.taskotron?.run, run);
  assert.deepEqual(shown(await logged("info", ...calls)), shown(lines).slice(1));
});

test("no query is logged", async () => {
  const lines = await logged("debug", ["GET", "/api/v1/results?q=data.token:s3cret"]);
  assert.doesNotMatch(JSON.stringify(lines), /s3cret/);
});
