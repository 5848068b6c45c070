import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { READERS } from "../../../ingest/format.ts";
import { LIMITS } from "../../../model/limits.ts";
import { DATA, needsData } from "../../support/needs.ts";
import { fixture, lines, readText } from "../fixture.ts";
import { readWith } from "../read-with.ts";

const XML = `<?xml version="1.0"?>
<testsuites>
  <testsuite name="all">
    <testcase classname="a.B" name="fine" time="0.25"/>
    <testcase classname="a.B" name="fails">
      <properties><property name="host" value="x1"/></properties>
      <failure type="AssertionError" message="1 != 2">trace
line</failure>
    </testcase>
    <testcase name="left"><skipped message="no display"/></testcase>
    <testcase name="breaks"><error><![CDATA[boom <1>
more]]></error></testcase>
  </testsuite>
</testsuites>
`;

test("each test case is a result, with its lines, time and finding", async () => {
  const { results, reading } = await readWith(READERS.junit, XML);
  assert.deepEqual(reading, { results: 4, plan: null, bailout: null, problems: [] });
  assert.deepEqual(
    results.map(({ check, outcome, note, log, duration_ms }) => [
      check,
      outcome,
      note,
      log?.first_line,
      log?.last_line,
      duration_ms,
    ]),
    [
      ["rpmlint.a.B.fine", "PASSED", null, 4, 4, 250],
      ["rpmlint.a.B.fails", "FAILED", "1 != 2", 5, 9, null],
      ["rpmlint.left", "SKIPPED", "no display", 10, 10, null],
      ["rpmlint.breaks", "FAILED", "boom <1>", 11, 12, null],
    ],
  );
  assert.deepEqual(results[1]?.findings, [
    { severity: "error", tag: "AssertionError", message: "1 != 2", subject: "a.B", line: 7 },
  ]);
  assert.deepEqual(results[1]?.data, { classname: "a.B", properties: { host: "x1" } });
});

test("the same is read byte by byte", async () => {
  const bytes = Buffer.from(XML.replace("1 != 2", "1 ≠ 2"));
  const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
  assert.deepEqual(await readWith(READERS.junit, ...pieces), await readWith(READERS.junit, bytes));
});

test("a result of Testing Farm is read", needsData("xunit"), async () => {
  const text = readFileSync(join(DATA, "xunit/testing_farm_request_result.xml"));
  const { results, reading } = await readWith(READERS.junit, text);
  assert.equal(reading.results, text.toString().split("<testcase").length - 1);
  assert.deepEqual(reading.problems, []);
  assert.ok(results.every(({ outcome }) => outcome === "PASSED"));
  assert.deepEqual(results[0]?.data, {
    properties: { "baseosci.arch": "x86_64", "baseosci.distro": "Fedora-32", "baseosci.status": "Complete" },
  });
});

suite("what is no JUnit file is a problem, and what came before it stays", () => {
  const suiteOf = (text: string): string => `<testsuite><testcase name="a"/>${text}</testsuite>`;
  for (const [name, text, results] of [
    ["nothing", "", 0],
    ["other XML", "<html/>", 0],
    ["a document type", `<!DOCTYPE a [<!ENTITY b "lol">]>${suiteOf("")}`, 0],
    ["an entity that nobody declared", suiteOf("<testcase name='&b;'/>"), 1],
    ["an end that is missing", "<testsuite><testcase name='a'/>", 1],
    ["tags that cross", suiteOf("<a><b></a></b>"), 1],
    ["one text without end", suiteOf("x\n".repeat(LIMITS.resultFile)), 1],
    ["elements nested without end", suiteOf("<a>".repeat(100)), 1],
  ] as const)
    test(name, async () => {
      const pieces = text.match(/[^]{1,100000}/g) ?? [];
      const found = await readWith(READERS.junit, ...pieces);
      assert.equal(found.results.length, results);
      assert.deepEqual(
        found.reading.problems.map(({ kind }) => kind),
        ["bad-file"],
      );
    });
});

test("a word for a result that is unknown is left to a human", async () => {
  const { results, reading } = await readWith(
    READERS.junit,
    '<testsuite><testcase name="a" result="odd"/></testsuite>',
  );
  assert.equal(results[0]?.outcome, "NEEDS_INSPECTION");
  assert.deepEqual(
    reading.problems.map(({ kind }) => kind),
    ["unknown-outcome"],
  );
});

test("what pytest writes is read", async () => {
  const report = await readText(fixture("junit/pytest.xml"));
  assert.equal(report.format, "junit");
  assert.deepEqual(lines(report), [
    "rpmlint.test_demo.test_works | PASSED",
    "rpmlint.test_demo.test_value[1.5] | PASSED",
    "rpmlint.test_demo.test_value[a&b] | FAILED | AssertionError: assert 'a&b' == 1.5",
    "rpmlint.test_demo.TestClass.test_skipped | SKIPPED | no display",
    'rpmlint.test_demo.TestClass.test_error | FAILED | failed on setup with "RuntimeError: no fixture"',
    "rpmlint.test_demo.TestClass.test_known | SKIPPED | known",
  ]);
  assert.match(report.outputs[2] ?? "", /^E {7}AssertionError/m);
});
