import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { AppError } from "../../../../model/errors.ts";
import { bwrapWorks } from "../../../../runner/sandbox/bwrap/works.ts";

/** A folder that is not there yet, and a probe that counts how often it is asked. */
const machine = (t: TestContext, why: AppError | null) => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-works-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const asked = { times: 0 };
  const probe = () => {
    asked.times++;
    return Promise.resolve(why);
  };
  return { cache: join(folder, "cache"), probe, asked };
};

test("that bubblewrap works is found out once", async (t) => {
  const { cache, probe, asked } = machine(t, null);
  assert.deepEqual([await bwrapWorks(probe, cache), await bwrapWorks(probe, cache)], [null, null]);
  assert.equal(asked.times, 1);
});

test("it is found out again when something has changed that it depends on", async (t) => {
  const { cache, probe, asked } = machine(t, null);
  await bwrapWorks(probe, cache);
  const file = join(cache, "bwrap-works");
  const facts = readFileSync(file, "utf8");
  writeFileSync(file, facts.replace("[", "[1"));
  await bwrapWorks(probe, cache);
  assert.equal(asked.times, 2);
  assert.equal(readFileSync(file, "utf8"), facts);
});

test("that it does not work is found out each time", async (t) => {
  const why = new AppError("setting", "no namespaces");
  const { cache, probe, asked } = machine(t, why);
  assert.deepEqual([await bwrapWorks(probe, cache), await bwrapWorks(probe, cache)], [why, why]);
  assert.equal(asked.times, 2);
});

test("without a folder nothing is remembered, and one that cannot be made does no harm", async (t) => {
  const { probe, asked } = machine(t, null);
  for (const folder of [null, null, "/dev/null/x", "/dev/null/x"])
    assert.equal(await bwrapWorks(probe, folder), null);
  assert.equal(asked.times, 4);
});
