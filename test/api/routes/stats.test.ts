import assert from "node:assert/strict";
import { test } from "node:test";
import { Compile } from "typebox/compile";
import { StatsAnswer } from "../../../model/answer/stats.ts";
import { wilson } from "../../../model/wilson.ts";
import { openApp, type Opened } from "../open.ts";
import { shipRun } from "../ship.ts";

const stats = async (opened: Opened, path: string): Promise<StatsAnswer> => {
  const { status, body, text } = await opened.call("GET", `/api/v1/stats/${path}`);
  assert.equal(status, 200, text);
  assert.ok(Compile(StatsAnswer).Check(body), text);
  return body;
};

const shipSome = async (opened: Opened): Promise<void> => {
  await shipRun(opened, {
    n: 1,
    started: "2026-11-20T10:00:00.000Z",
    outcomes: ["PASSED", "FAILED", "INFO", "CRASHED"],
  });
  await shipRun(opened, {
    n: 2,
    started: "2026-11-22T10:00:00.000Z",
    item: "zsh-5.9-1.fc42",
    outcomes: ["FAILED"],
  });
  await shipRun(opened, {
    n: 3,
    started: "2025-01-01T10:00:00.000Z",
    check: "depcheck",
    outcomes: ["PASSED"],
  });
};

test("results are counted by check and by package, of 90 days, with the rate and its interval", async () => {
  await using opened = await openApp();
  await shipSome(opened);
  const { data, window } = await stats(opened, "checks");
  assert.equal(window.from, "2026-08-27T00:00:00.000Z");
  const [row] = data;
  assert.equal(data.length, 1);
  assert.deepEqual(
    [row?.check, row?.n, row?.passed, row?.info, row?.failed, row?.crashed],
    ["rpmlint", 5, 1, 1, 2, 1],
  );
  const interval = wilson(2, 4);
  assert.deepEqual([row?.rate, row?.low, row?.high], [0.5, interval?.low, interval?.high]);
  assert.equal(row?.last, "2026-11-22T10:00:00.000Z");
  const packages = await stats(opened, "packages?q=outcome:FAILED&from=2024-01-01");
  assert.deepEqual(
    packages.data.map(({ package: name, n }) => [name, n]),
    [
      ["bash", 1],
      ["zsh", 1],
    ],
  );
});

test("a trend has every bucket, and its counts are those of the results", async () => {
  await using opened = await openApp();
  await shipSome(opened);
  for (const [by, wanted] of [
    ["day", { "2026-11-20": 4, "2026-11-21": 0, "2026-11-22": 1, "2026-11-23": 0, "2026-11-24": 0 }],
    ["week", { "2026-11-16": 5, "2026-11-23": 0 }],
    ["month", { "2026-11-01": 5 }],
  ] as const) {
    const { data } = await stats(opened, `trend?by=${by}&from=2026-11-20`);
    assert.deepEqual(Object.fromEntries(data.map(({ bucket, n }) => [bucket, n])), wanted);
  }
  const hours = (await stats(opened, "trend?by=hour&from=2026-11-20&to=2026-11-20")).data;
  assert.deepEqual([hours.length, hours[10]?.bucket, hours[10]?.n], [24, "2026-11-20T10:00:00.000Z", 4]);
});

test("a trend by something unknown, or of too many buckets, is a bad value", async () => {
  await using opened = await openApp();
  assert.equal((await opened.call("GET", "/api/v1/stats/trend?by=fortnight")).status, 422);
  assert.equal((await opened.call("GET", "/api/v1/stats/trend?by=hour&from=1970-01-01")).status, 422);
});
