import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openApp } from "./open.ts";
import { shipRun, uuidOf } from "./ship.ts";

const METHODS = ["GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS"] as const;

const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(
    uuidOf(1),
    `${uuidOf(1)}.1`,
    "output.log",
    "rpmlint",
    "bash",
    "..",
    "%00",
    "%2e%2e%2f",
    "..%5c",
    "-1",
    "1e9",
    "0",
    "",
    "é",
    "null",
    "9007199254740993",
  ),
);

const parameter = fc.tuple(
  fc.constantFrom(
    "q",
    "from",
    "to",
    "limit",
    "cursor",
    "sort",
    "in",
    "context",
    "first",
    "count",
    "regex",
    "offset",
    "field",
    "prefix",
    "by",
    "format",
    "item",
    "type",
    "arch",
    "check",
    "__proto__",
  ),
  nasty,
);

const body = fc.oneof(
  fc.json(),
  fc.string(),
  fc.constantFrom("", "[]", "{}", '{"__proto__":1}', "[".repeat(5000)),
);

const contentType = fc.constantFrom(
  "application/json",
  "application/x-ndjson",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "x",
);

test("no request, however odd, makes the server fail", async () => {
  await using opened = await openApp();
  await shipRun(opened, { n: 1 });
  const { body: api } = await opened.call("GET", "/api/v1/openapi.json");
  const paths = Object.keys((api as { paths: object }).paths).filter((path) => !path.endsWith("/tail"));
  const request = fc.record({
    method: fc.constantFrom(...METHODS),
    path: fc.oneof(
      fc.constantFrom(...paths),
      fc.string().map((text) => `/a${encode(text)}`),
    ),
    names: fc.array(nasty, { minLength: 3, maxLength: 3 }),
    parameters: fc.array(parameter, { maxLength: 4 }),
    headers: fc.record(
      {
        "content-type": contentType,
        range: fc.constantFrom("bytes=0-1", "bytes=9-", "x"),
        "accept-encoding": fc.constantFrom("gzip", "zstd", "x"),
      },
      { requiredKeys: [] },
    ),
    payload: fc.option(body, { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, names, parameters, headers, payload }) => {
      let index = 0;
      const filled = path.replace(/\{\w+\}/g, () => encode(names[index++] ?? ""));
      const url = `${filled}?${parameters.map(([name, value]) => `${name}=${encode(value)}`).join("&")}`;
      const answer = await opened.call(method, url, {
        headers,
        ...(payload === undefined ? {} : { payload }),
      });
      assert.ok(answer.status < 500, `${method} ${url} ${answer.status} ${answer.text}`);
    }),
    { numRuns: 2000 },
  );
});

// Percent signs stay where they make an escape, so that decoded twice or broken escapes are tried too.
const encode = (text: string): string =>
  text.includes("%") ? text.replace(/[^\x21-\x7e]|\\/g, "") : encodeURIComponent(text.toWellFormed());
