import assert from "node:assert/strict";
import { test } from "node:test";
import { Compile } from "typebox/compile";
import { CheckAnswer, ItemAnswer, PackageAnswer } from "../../../model/answer/subject.ts";
import type { Outcome } from "../../../model/outcome.ts";
import { openApp, type Opened } from "../open.ts";
import { shipRun, uuidOf } from "../ship.ts";

const day = (n: number): string => `2026-11-${String(n).padStart(2, "0")}T10:00:00.000Z`;

/** One run per day from 1 November, each of another build of the package. */
const shipDays = async (
  opened: Opened,
  name: string,
  outcomes: readonly Outcome[],
  first: number,
): Promise<void> => {
  for (const [index, outcome] of outcomes.entries())
    await shipRun(opened, {
      n: first + index,
      item: `${name}-1.${index}-1.fc42`,
      started: day(index + 1),
      outcomes: [outcome],
    });
};

test("a check lists its series, those that fail first, then those of the lowest rate", async () => {
  await using opened = await openApp();
  await shipDays(opened, "good", ["PASSED", "PASSED"], 10);
  await shipDays(opened, "mended", ["FAILED", "PASSED"], 20);
  await shipDays(opened, "broken", ["PASSED", "FAILED", "FAILED"], 30);
  const { body, text } = await opened.call("GET", "/api/v1/checks/rpmlint");
  assert.ok(Compile(CheckAnswer).Check(body), text);
  assert.deepEqual(
    body.series.map((one) => one.package),
    ["broken", "mended", "good"],
  );
  assert.deepEqual([body.counts.n, body.counts.failed, body.packages], [7, 3, 3]);
  const [broken, mended, good] = body.series;
  assert.deepEqual(
    broken?.history.map(({ outcome }) => outcome),
    ["PASSED", "FAILED", "FAILED"],
  );
  assert.deepEqual([broken?.latest.item, broken?.since?.item], ["broken-1.2-1.fc42", "broken-1.1-1.fc42"]);
  assert.deepEqual([mended?.since?.run, mended?.counts.rate], [uuidOf(21), 0.5]);
  assert.equal(good?.since, null);
  const two = (await opened.call("GET", "/api/v1/checks/rpmlint?limit=2")).body as CheckAnswer;
  assert.deepEqual([two.series.length, two.counts.n], [2, 7]);
});

test("a state that is older than the history is still dated", async () => {
  await using opened = await openApp();
  const outcomes: Outcome[] = ["PASSED", "PASSED", ...Array.from({ length: 22 }, (): Outcome => "FAILED")];
  await shipDays(opened, "bash", outcomes, 1);
  const { body, text } = await opened.call("GET", "/api/v1/packages/bash");
  assert.ok(Compile(PackageAnswer).Check(body), text);
  const [series] = body.series;
  assert.equal(series?.history.length, 20);
  assert.equal(series?.since?.submit_time, day(3));
  assert.deepEqual(body.latest_item, { type: "koji_build", item: "bash-1.23-1.fc42" });
  const late = (await opened.call("GET", "/api/v1/packages/bash?from=2026-11-03")).body as PackageAnswer;
  assert.equal(late.series[0]?.since, null);
});

test("scenarios of a check are series of their own", async () => {
  await using opened = await openApp();
  await shipRun(opened, { n: 1, started: day(1), scenario: "kde", outcomes: ["FAILED"] });
  await shipRun(opened, { n: 2, started: day(2), scenario: "gnome", outcomes: ["PASSED", "PASSED"] });
  await shipRun(opened, { n: 3, started: day(3), outcomes: ["PASSED"] });
  const { body } = await opened.call("GET", "/api/v1/packages/bash");
  const series = (body as PackageAnswer).series.map(({ scenario, counts, latest }) => [
    scenario,
    counts.n,
    latest.outcome,
  ]);
  assert.deepEqual(series, [
    [null, 1, "PASSED"],
    ["gnome", 2, "PASSED"],
    ["kde", 1, "FAILED"],
  ]);
});

test("a subject without results in the window is there and empty; one that never had any is not", async () => {
  await using opened = await openApp();
  await shipRun(opened, { n: 1, started: "2020-01-01T00:00:00.000Z" });
  for (const path of ["checks/rpmlint", "packages/bash"]) {
    const { status, body } = await opened.call("GET", `/api/v1/${path}`);
    assert.equal(status, 200);
    assert.deepEqual((body as CheckAnswer).series, []);
  }
  for (const path of ["checks/none", "packages/RPMLINT", "items/koji_build/none"])
    assert.equal((await opened.call("GET", `/api/v1/${path}`)).status, 404, path);
});

test("an item of any spelling has its results, and the newest of each check, worst first", async () => {
  await using opened = await openApp();
  const item = "rpms/ba%sh++#1:~^é&?";
  await shipRun(opened, { n: 1, item, started: day(1), outcomes: ["FAILED"] });
  await shipRun(opened, { n: 2, item, started: day(2), outcomes: ["PASSED"] });
  await shipRun(opened, { n: 3, item, started: day(1), check: "depcheck", outcomes: ["FAILED"] });
  const { body, text } = await opened.call("GET", `/api/v1/items/koji_build/${encodeURIComponent(item)}`);
  assert.ok(Compile(ItemAnswer).Check(body), text);
  assert.deepEqual(
    body.latest.map(({ check, outcome }) => [check, outcome]),
    [
      ["depcheck", "FAILED"],
      ["rpmlint", "PASSED"],
    ],
  );
  assert.deepEqual([body.data.length, body.total.value, body.counts.n], [3, 3, 3]);
});
