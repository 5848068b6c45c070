import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parse } from "yaml";
import { MemorySink } from "../memory-sink.ts";
import { needsProgram } from "../../support/needs.ts";
import { taskBox } from "../box.ts";
import { kinds, runTap, told } from "./run-tap.ts";

const YAML = `results:
- {item: a-1-1, type: koji_build, outcome: PASSED, checkname: dist.x.one}
- {item: b-1-1, type: koji_build, outcome: FAILED, note: 2 errors, arch: [x86_64, noarch], host: [a, b]}
`;

const TAP = "TAP version 13\n1..2\nok - one\nnot ok - two\n  ---\n  item: b\n  ...\n";

const FILE = "- {name: r, resultsdb: {file: r.txt}}";

test("ResultYAML of a file becomes TAP on stdout and results of the run", async (t) => {
  const ran = await runTap(taskBox(t), FILE, { "r.txt": YAML });
  assert.deepEqual(told(ran), ["dist.x.one | a-1-1 | PASSED", "demo | b-1-1 | FAILED | 2 errors"]);
  assert.deepEqual(ran.report.results[1]?.data, { host: ["a", "b"] });
  assert.match(ran.out, /^TAP version 14\nok - dist\.x\.one for Koji build a-1-1\n {2}---\n[^]*\n1\.\.2\n$/);
  assert.deepEqual([ran.report.state, kinds(ran), ran.report.ok], ["FINISHED", [], false]);
});

test("TAP of a file is printed as it is, with one plan at the end", async (t) => {
  const ran = await runTap(taskBox(t), `${FILE}\n${FILE}`, { "r.txt": TAP });
  assert.equal(ran.out, `TAP version 14\n${TAP.split("\n").slice(2).join("\n").repeat(2)}1..4\n`);
  assert.equal(ran.report.results.length, 4);
});

test("a plan that does not fit stays one, and a missing plan stays missing", async (t) => {
  const short = await runTap(taskBox(t), FILE, { "r.txt": "1..3\nok\n" });
  assert.deepEqual([kinds(short), short.report.ok], [["plan-mismatch"], false]);
  const none = await runTap(taskBox(t), `${FILE}\n- {name: y, resultsdb: {file: y}}`, {
    "r.txt": "ok\n",
    y: YAML,
  });
  assert.deepEqual([kinds(none), none.report.results.length], [["no-plan"], 3]);
});

test("what the task printed and exported counts once", async (t) => {
  for (const shell of ['"cat tap"', '["head -n3 tap", "tail -n+4 tap"]']) {
    const steps = `- {name: x, shell: ${shell}, export: x}\n- {name: r, resultsdb: {results: "\${x}"}, export: y}\n- {name: s, resultsdb: {results: "\${y}"}}`;
    const ran = await runTap(taskBox(t), steps, { tap: TAP });
    assert.deepEqual(told(ran), ["one | foo-1.2-3.fc99 | PASSED", "two | b | FAILED"]);
    assert.equal(ran.out, TAP);
    assert.equal(ran.report.state, "FINISHED", ran.report.fault ?? "");
  }
});

test(
  "the chain of 2014 counts each result once: python returns TAP, resultsdb reports it",
  needsProgram("python3"),
  async (t) => {
    const files = { "check.py": `def run():\n  return ${JSON.stringify(TAP)}\n` };
    const call = "- {name: x, python: {file: check.py, callable: run}, export: x}";
    const alone = await runTap(taskBox(t), call, files);
    assert.equal(alone.out, TAP);
    const chain = await runTap(taskBox(t), `${call}\n- {name: r, resultsdb: {results: "\${x}"}}`, files);
    assert.deepEqual(told(chain), told(alone));
    assert.deepEqual(kinds(chain), []);
  },
);

test("the value is ResultYAML with everything filled in, and none of what is internal", async (t) => {
  const yaml = "results:\n- {outcome: passed, _internal: {resultsdb_result_id: 3}}\n";
  const steps =
    '- {name: r, resultsdb: {file: r}, export: x}\n- {name: s, exec: {program: sh, args: [-c, \'printf %s "$$1" >&2\', sh, "$x"]}}';
  const { err } = await runTap(taskBox(t), steps, { r: yaml });
  assert.deepEqual(parse(err), {
    results: [
      { item: "foo-1.2-3.fc99", type: "koji_build", arch: "x86_64", checkname: "demo", outcome: "PASSED" },
    ],
  });
});

test("no results are fine, and none at all in the run is a plan of 0", async (t) => {
  const ran = await runTap(taskBox(t), FILE, { "r.txt": "results: null\n" });
  assert.deepEqual([ran.report.state, told(ran), kinds(ran)], ["FINISHED", [], []]);
  assert.equal(ran.out, "TAP version 14\n1..0\n");
});

suite("what cannot be read ends the run with what is wrong", () => {
  for (const [name, text, fault] of [
    ["an empty text", " \n", /^r\.txt is empty: TAP or ResultYAML is expected$/],
    ["no map", "- a\n", /a map was expected/],
    ["no results", "result: []\n", /`results` is missing/],
    ["results of a wrong type", "results: {a: 1}\n", /`results` must be a list/],
    ["an unknown outcome", "results:\n- {outcome: GREAT}\n", /"GREAT" is no outcome, line 2/],
    ["an unknown outcome in TAP", "1..1\nok\n  ---\n  outcome: GREAT\n  ...\n", /"GREAT" is no outcome/],
    ["another format", "<testsuites/>", /r\.txt is junit.*the directive `tests` reads it/],
  ] as const)
    test(name, async (t) => {
      const { report } = await runTap(taskBox(t), FILE, { "r.txt": text });
      assert.deepEqual([report.state, report.results.length], ["CRASHED", 0]);
      assert.match(report.fault ?? "", fault);
    });
});

test("files outside the run's folders are not read, nor is a link to one", async (t) => {
  for (const steps of [
    "- {name: r, resultsdb: {file: /etc/passwd}}",
    "- {name: r, resultsdb: {file: ../../../../etc/passwd}}",
    "- {name: l, shell: 'ln -s /etc/passwd $workdir/r.yml'}\n- {name: r, resultsdb: {file: r.yml}}",
  ]) {
    const { report } = await runTap(taskBox(t), steps);
    assert.equal(report.state, "CRASHED");
    assert.match(report.fault ?? "", /is not in a folder of this run|there is no file/);
  }
});

test("a pipe is not waited for, a missing file is named", async (t) => {
  const pipe = "- {name: l, shell: 'mkfifo $workdir/r.yml'}\n- {name: r, resultsdb: {file: r.yml}}";
  assert.match((await runTap(taskBox(t), pipe)).report.fault ?? "", /r\.yml is no file/);
  assert.match((await runTap(taskBox(t), FILE)).report.fault ?? "", /there is no file r\.txt/);
});

test("a task that printed its own plan is told that nothing can follow it", async (t) => {
  const ran = await runTap(taskBox(t), `- {name: x, shell: 'echo 1..1; echo ok'}\n${FILE}`, {
    "r.txt": YAML,
  });
  assert.match(ran.report.fault ?? "", /printed a TAP plan of its own, 1\.\.1/);
  assert.equal(ran.report.results.length, 1);
});

test("an artifact that is missing or outside is left out with a warning", async (t) => {
  const steps = `- {name: a, shell: 'touch "$artifactsdir/x.log"'}\n${FILE}`;
  const entry = (artifact: string): string => `- {outcome: PASSED, artifact: '${artifact}'}\n`;
  const yaml = `results:\n${["x.log", "../../etc/passwd", "gone.log", "/etc/passwd"].map(entry).join("")}`;
  const { report, messages } = await runTap(taskBox(t), steps, { "r.txt": yaml });
  assert.deepEqual(
    report.results.map(({ artifact }) => artifact),
    ["x.log", null, null, null],
  );
  assert.equal(messages.filter((line) => /WARNING the artifact .* is left out/.test(line)).length, 3);
});

test("with reporting off, the log says each result that would be sent, once", async (t) => {
  const twice = '- {name: r, resultsdb: {file: r.txt}, export: x}\n- {name: s, resultsdb: {results: "${x}"}}';
  const { messages, report } = await runTap(taskBox(t), twice, { "r.txt": YAML });
  assert.equal(report.results.length, 2);
  const would = messages.filter((line) => line.includes("would report"));
  assert.equal(would.length, 2);
  assert.match(would[1] ?? "", /would report FAILED: demo on koji_build b-1-1 \(x86_64\): 2 errors/);
});

test("with reporting on, the results reach the server and nothing is said", async (t) => {
  const sink = new MemorySink();
  const { messages } = await runTap(taskBox(t), FILE, { "r.txt": YAML }, { sink });
  assert.deepEqual(
    [...sink.results.values()].map(({ check }) => check),
    ["dist.x.one", "demo"],
  );
  assert.equal(
    messages.some((line) => line.includes("would report")),
    false,
  );
});

test("results come as text or as file, not both and not neither", async (t) => {
  for (const parameters of ["{}", "{file: a, results: b}"])
    await assert.rejects(runTap(taskBox(t), `- {name: r, resultsdb: ${parameters}}`), /propert/);
});

test("a task has taskotron_result on its PATH", async (t) => {
  const steps =
    '- {name: x, shell: \'taskotron_result -f "$workdir/r.yml" -i "$item" -t "$type" -o FAILED -c dist.x.docs -k host=a\'}\n- {name: r, resultsdb: {file: r.yml}}';
  assert.deepEqual(told(await runTap(taskBox(t), steps)), ["dist.x.docs | foo-1.2-3.fc99 | FAILED"]);
});
