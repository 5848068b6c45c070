import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { demoDocuments, demoUuid } from "../../../bin/demo/documents.ts";
import { generateDemo } from "../../../bin/demo/generate.ts";
import { demoRuns, type DemoRun } from "../../../bin/demo/runs.ts";
import type { Parsed } from "../../../model/query/parsed.ts";
import { MAIN_LOG } from "../../../model/run.ts";
import { openStore } from "../../../store/open.ts";

const NOW = Date.parse("2026-06-15T10:00:00Z");
const WINDOW = { from: "2000-01-01T00:00:00.000Z", to: "2100-01-01T00:00:00.000Z" };
const ALL: Parsed = { query: { kind: "all" }, scope: null, near: 0, runs: null, pills: [], warnings: [] };

const folder = mkdtempSync(join(tmpdir(), "demo-"));
const store = await openStore(`sqlite:${folder}`, { now: () => NOW });
after(async () => {
  await store[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const runs = demoRuns();

const runOf = (check: string, name: string, day: number): DemoRun | undefined =>
  runs.find((run) => run.check === check && run.build.package.name === name && run.build.day >= day);

test("the year is stored whole, marked as generated, and ends before today", async () => {
  const shown: string[] = [];
  const total = await generateDemo(store, NOW, (done, of) => shown.push(`${done}/${of}`));
  assert.equal(shown.length, runs.length);
  assert.equal(shown.at(-1), `${total}/${total}`);
  const [row] = await store.count({ parsed: ALL, window: WINDOW }, [], false);
  const n = row?.counts.n ?? 0;
  assert.ok(n > 10_000 && n < 15_000, `${n} results`);
  const page = await store.findRuns({ parsed: ALL, window: WINDOW }, { limit: 200, cursor: null });
  assert.ok(page.data.every((run) => run.generated && run.finished !== null));
  assert.equal(page.data[0]?.created.slice(0, 10), "2026-06-14");
});

test("a second start, days later, changes nothing and answers at once", async () => {
  const before = await store.count({ parsed: ALL, window: WINDOW }, ["outcome"], false);
  const total = await generateDemo(store, NOW + 5 * 86400e3, () => assert.fail("something was written"));
  assert.equal(total, runs.length);
  assert.deepEqual(await store.count({ parsed: ALL, window: WINDOW }, ["outcome"], false), before);
});

test("an interrupted generation is completed in the same year", async () => {
  const place = mkdtempSync(join(tmpdir(), "demo-"));
  await using half = await openStore(`sqlite:${place}`, { now: () => NOW });
  let written = 0;
  const stop = new Error("interrupted");
  const interrupt = () => {
    if (++written > 300) throw stop;
  };
  await assert.rejects(generateDemo(half, NOW, interrupt), stop);
  await generateDemo(half, NOW + 3 * 86400e3, () => undefined);
  const last = runs.at(-1);
  assert.ok(last);
  const uuid = demoUuid(last);
  assert.equal((await half.getRun(uuid))?.created, (await store.getRun(uuid))?.created);
  assert.deepEqual(
    await half.count({ parsed: ALL, window: WINDOW }, ["outcome"], false),
    await store.count({ parsed: ALL, window: WINDOW }, ["outcome"], false),
  );
});

test("a failing package fails from one build on, and its log says why", async () => {
  const before = runOf("rpmdeplint", "python-requests", 250);
  const failed = runOf("rpmdeplint", "python-requests", 325);
  assert.equal(before?.outcome, "PASSED");
  assert.ok(failed);
  const { log, results } = demoDocuments(failed, 0);
  const lines = Buffer.from(log ?? "")
    .toString()
    .split("\n");
  const [finding] = results[0]?.findings ?? [];
  assert.match(finding?.message ?? "", /nothing provides python3\.14dist\(urllib3\)/);
  assert.ok(lines[(finding?.line ?? 0) - 1]?.includes(finding?.message ?? "-"));
  assert.match(lines[(results[0]?.log?.first_line ?? 0) - 1] ?? "", /^not ok - rpmdeplint for Koji build/);
  assert.equal(lines[(results[0]?.log?.last_line ?? 0) - 1], "  ...");
});

test("the year has an outage, a flake that passes when repeated, a broken check, and rpmlint gets better", () => {
  assert.deepEqual(
    runs.filter(({ build }) => build.day >= 212 && build.day <= 218),
    [],
  );
  const flakes = runs.filter(
    ({ attempt, state, check }) => attempt === 2 && state === "FINISHED" && check === "abicheck",
  );
  assert.ok(flakes.length > 10);
  const broken = runs.filter(
    ({ check, build }) => check === "python-versions" && build.day >= 120 && build.day <= 127,
  );
  assert.ok(broken.length > 20 && broken.every(({ state }) => state === "CRASHED"));
  const rate = (from: number, to: number): number => {
    const part = runs.filter(
      ({ check, build }) => check === "rpmlint" && build.day >= from && build.day < to,
    );
    return part.filter(({ outcome }) => outcome === "FAILED").length / part.length;
  };
  assert.ok(rate(0, 60) > rate(300, 365) + 0.15, `${rate(0, 60)} → ${rate(300, 365)}`);
});

test("a stored log is the text that the run says it has", async () => {
  const logged = runs.find(({ outcome }) => outcome === "ABORTED");
  assert.ok(logged);
  const { log } = await store.readLines(demoUuid(logged), MAIN_LOG, 1, 1);
  const { lines } = await store.readLines(demoUuid(logged), MAIN_LOG, log.lines, 1);
  assert.ok(log.lines >= 30 && log.lines <= 300);
  assert.match(lines[0]?.text ?? "", /Failed to download metadata for repo 'fedora'/);
});
