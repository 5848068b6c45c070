import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../../model/errors.ts";
import { policyOf } from "../../model/retention.ts";
import { SETTINGS, type Settings } from "../../model/settings.ts";

const DAY = 86_400_000;

const settings = (given: Partial<Settings>): Settings => ({
  ...(Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, ""])) as unknown as Settings),
  ...given,
});

const refused = (given: Partial<Settings>, message: RegExp): void => {
  assert.throws(
    () => policyOf(settings(given)),
    (error) => error instanceof AppError && error.code === "setting" && message.test(error.message),
  );
};

test("everything is kept for ever unless a setting says otherwise", () => {
  assert.deepEqual(policyOf(settings({})), { logs: null, findings: null, runs: null, totals: null });
  assert.equal(policyOf(settings({ keep_logs: "forever" })).logs, null);
});

test("times are days, weeks and years", () => {
  const given = { keep_logs: "180d", keep_findings: "52w", keep_results: "2y", keep_totals: "10y" };
  assert.deepEqual(policyOf(settings(given)), {
    logs: 180 * DAY,
    findings: 364 * DAY,
    runs: 730 * DAY,
    totals: 3650 * DAY,
  });
});

test("a class goes no sooner than the one that needs it less", () => {
  refused({ keep_logs: "30d", keep_findings: "20d" }, /keep_findings is 20d, shorter than keep_logs \(30d\)/);
  refused(
    { keep_logs: "30d", keep_results: "60d" },
    /keep_results is 60d, shorter than keep_findings \(forever\)/,
  );
  assert.equal(policyOf(settings({ keep_logs: "30d", keep_findings: "30d" })).findings, 30 * DAY);
});

test("a time that cannot be read is refused with what is expected", () => {
  for (const text of ["0d", "30", "1h", "-3d", "30 d", "123456d"])
    refused({ keep_logs: text }, /keep_logs is ".*", expected days like 180d/);
});
