import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { taskBox } from "../box.ts";
import { kinds, runTap, told } from "./run-tap.ts";

const XML = `<testsuite>
<testcase classname="a.B" name="works" time="0.5"/>
<testcase classname="a.B" name="also[1.5]" time="0.25"/>
<testcase classname="a.B" name="fails"><failure message="1 != 2">trace of it</failure></testcase>
</testsuite>
`;

const FILES = { "x.xml": XML };

test("allpass: one result with counts, each failed test a finding, what it said below", async (t) => {
  const steps = "- {name: x, xunit: {item: i, type: t, checkname: dist.c, file: x.xml}}";
  const ran = await runTap(taskBox(t), steps, FILES);
  assert.deepEqual(told(ran), ["dist.c | i | FAILED | 2 PASSED, 1 FAILED"]);
  const [result] = ran.report.results;
  assert.deepEqual([result?.type, result?.artifact, result?.duration_ms], ["t", "x.xml", 750]);
  assert.deepEqual(
    result?.findings?.map(({ tag, message, subject }) => [tag, message, subject]),
    [["fails", "1 != 2", "a.B"]],
  );
  assert.match(ran.out, /output: \|-\n +fails:\n +trace of it\n/);
  assert.deepEqual(kinds(ran), []);
});

test("none: one result for each test, named by its method", async (t) => {
  const ran = await runTap(
    taskBox(t),
    "- {name: x, xunit: {file: x.xml, aggregation: none, checkname: c}}",
    FILES,
  );
  assert.deepEqual(told(ran), [
    "c.works | foo-1.2-3.fc99 | PASSED",
    "c.also[1.5] | foo-1.2-3.fc99 | PASSED",
    "c.fails | foo-1.2-3.fc99 | FAILED | 1 != 2",
  ]);
  assert.deepEqual(
    ran.report.results.map(({ artifact }) => artifact),
    ["x.xml", "x.xml", "x.xml"],
  );
});

test("as in 2014, resultsdb may follow: nothing counts twice", async (t) => {
  for (const aggregation of ["allpass", "none"]) {
    const alone = `- {name: x, xunit: {file: x.xml, aggregation: ${aggregation}}, export: x}`;
    const both = `${alone}\n- {name: r, resultsdb: {results: "\${x}"}}`;
    const [one, two] = [await runTap(taskBox(t), alone, FILES), await runTap(taskBox(t), both, FILES)];
    assert.deepEqual(told(two), told(one));
    assert.equal(two.out, one.out);
  }
});

test("the value is ResultYAML", async (t) => {
  const steps =
    '- {name: x, xunit: {file: x.xml}, export: x}\n- {name: s, exec: {program: sh, args: [-c, \'printf %s "$$1" >&2\', sh, "$x"]}}';
  const [result] = (parse((await runTap(taskBox(t), steps, FILES)).err) as { results: object[] }).results;
  const { item, outcome, note, artifact } = result as Record<string, string>;
  assert.deepEqual(
    [item, outcome, note, artifact],
    ["foo-1.2-3.fc99", "FAILED", "2 PASSED, 1 FAILED", "x.xml"],
  );
});

test("an XML without tests is left to a human, all skipped is neutral, one that is broken ends the run", async (t) => {
  const run = (xml: string) => runTap(taskBox(t), "- {name: x, xunit: {file: x.xml}}", { "x.xml": xml });
  assert.deepEqual(told(await run("<testsuite/>")), [
    "demo | foo-1.2-3.fc99 | NEEDS_INSPECTION | no tests were run",
  ]);
  assert.deepEqual(told(await run('<testsuite><testcase name="a"><skipped/></testcase></testsuite>')), [
    "demo | foo-1.2-3.fc99 | SKIPPED | 1 SKIPPED",
  ]);
  const { report } = await run("<testsuite><oops");
  assert.equal(report.state, "CRASHED");
  assert.match(report.fault ?? "", /x\.xml is no junit: the XML cannot be read/);
});

test("a file beside the artifacts is copied to them, under a name that is free", async (t) => {
  const steps =
    "- {name: a, shell: 'mkdir $artifactsdir/old; echo kept > \"$artifactsdir/x.xml\"'}\n" +
    "- {name: w, shell: 'cp x.xml $workdir/x.xml'}\n- {name: x, xunit: {file: x.xml}}\n" +
    "- {name: s, shell: 'cat $artifactsdir/x.xml $artifactsdir/x-2.xml >&2'}";
  const ran = await runTap(taskBox(t), steps, FILES);
  assert.equal(ran.err, `kept\n${XML}`);
  assert.equal(ran.report.results[0]?.artifact, "x-2.xml");
});

test("what pytest wrote is read", async (t) => {
  const xml = readFileSync(join(import.meta.dirname, "../../fixtures/junit/pytest.xml"), "utf8");
  const ran = await runTap(taskBox(t), "- {name: x, xunit: {file: x.xml}}", { "x.xml": xml });
  assert.deepEqual(told(ran), ["demo | foo-1.2-3.fc99 | FAILED | 2 PASSED, 2 FAILED, 2 SKIPPED"]);
});
