import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { parse } from "yaml";
import { readReport } from "../../../ingest/report.ts";
import type { Page } from "../../../model/page.ts";
import type { Result, ResultInput } from "../../../model/result.ts";
import { readNamespaces, refusedCheck } from "../../../runner/namespace.ts";
import { run } from "../../support/command.ts";
import { freshFolder } from "../../support/folder.ts";
import { startServer } from "../../support/server.ts";
import { ran, type Rows } from "../row.ts";

const DEFAULTS = { task: "demo", item: "foo", type: "file", arch: "noarch", log: "output.log" };

const read = (text: string) => readReport(Buffer.from(text), "resultyaml", DEFAULTS);

/** What a task reports whose `resultsdb` step has this text. */
const reported = async (t: TestContext, text: string): Promise<Awaited<ReturnType<typeof ran>>> =>
  ran(t, "- {name: x, resultsdb: {file: results.yml}}", { files: { "results.yml": text } });

/** Imports ResultYAML into a server of its own, and answers the checks that each query finds. */
const found = async (
  text: string,
  ...queries: readonly string[]
): Promise<readonly (readonly string[])[]> => {
  await using server = await startServer(freshFolder("conformance"), "--no-worker");
  const address = `${server.address}/api/v1/import?format=resultyaml&item=foo&type=file`;
  assert.equal((await fetch(address, { method: "POST", body: text })).status, 201);
  const answers: string[][] = [];
  for (const query of queries) {
    const { data } = (await server.get(`/results?q=${encodeURIComponent(query)}`)) as Page<Result>;
    answers.push(data.map(({ check }) => check).sort());
  }
  return answers;
};

const one = (fields: string): string => `results:\n  - {item: foo, type: file, outcome: PASSED, ${fields}}\n`;

const first = (results: readonly ResultInput[]): ResultInput =>
  results[0] ?? assert.fail("there is no result");

/** Rows 49 to 58: ResultYAML and JUnit. */
export const RESULT_ROWS: Rows = {
  49: {
    about: "item, type and outcome are all that ResultYAML needs",
    check: async (t) => {
      const { report } = await reported(
        t,
        "results:\n  - item: xchat-0.5-1.fc20\n    type: koji_build\n    outcome: PASSED\n",
      );
      assert.deepEqual(
        report.results.map(({ check, item, type, outcome }) => [check, item, type, outcome]),
        [["demo", "xchat-0.5-1.fc20", "koji_build", "PASSED"]],
      );
    },
  },
  50: {
    about: "ResultYAML that is empty, no map, without results or with other than a list is an error",
    check: async (t) => {
      for (const text of ["", "- a\n", "other: 1\n", "results: 3\n"]) {
        const { report } = await reported(t, text);
        assert.notEqual(report.state, "FINISHED", JSON.stringify(text));
        assert.notEqual(report.fault, null);
        assert.equal(report.results.length, 0);
      }
    },
  },
  51: {
    about: "`results: null` is a list of none, and no error",
    check: async () => {
      const { results, reading } = await read("results: null\n");
      assert.deepEqual([results, reading.problems], [[], []]);
    },
  },
  52: {
    about: "reserved keys are no data, and the command that is given one warns",
    check: async () => {
      const { results } = await read(
        one("_internal: {resultsdb_result_id: 1}, results: 2, summary: s, mine: 3"),
      );
      assert.deepEqual(first(results).data, { mine: 3 });
      const file = join(freshFolder("result"), "results.yml");
      const done = await run("taskotron", [
        "result",
        "-f",
        file,
        "-i",
        "a",
        "-t",
        "file",
        "-o",
        "FAILED",
        "-k",
        "outcome=PASSED",
      ]);
      assert.equal(done.code, 0);
      assert.match(done.stderr, /outcome/);
      assert.deepEqual((parse(readFileSync(file, "utf8")) as { results: unknown }).results, [
        { item: "a", type: "file", outcome: "FAILED" },
      ]);
    },
  },
  53: {
    about: "a list in further data is several values, each of which is found",
    check: async () => {
      const lists = await found(
        one("checkname: c, compose_id: [one, two]"),
        "data.compose_id:one",
        "data.compose_id:two",
        "data.compose_id:three",
      );
      assert.deepEqual(lists, [["c"], ["c"], []]);
    },
  },
  54: {
    about: "taskotron result makes the file, and adds to it",
    check: async () => {
      const file = join(freshFolder("result"), "results.yml");
      for (const outcome of ["PASSED", "FAILED"])
        assert.equal(
          (await run("taskotron", ["result", "-f", file, "-i", "a", "-t", "file", "-o", outcome])).code,
          0,
        );
      assert.deepEqual(
        (await read(readFileSync(file, "utf8"))).results.map((each) => each.outcome),
        ["PASSED", "FAILED"],
      );
    },
  },
  55: {
    about: "an artifact that is outside of the run's folder, or not there, is not linked",
    check: async (t) => {
      const artifacts = ["../../etc/passwd", "/etc/passwd", "missing.log", "link.log", "kept.log"];
      const lines = artifacts.map(
        (artifact) => `  - {item: foo, type: file, outcome: PASSED, artifact: ${artifact}}\n`,
      );
      const files = { "results.yml": `results:\n${lines.join("")}` };
      const steps =
        "- {name: a, shell: 'echo kept > $artifactsdir/kept.log; ln -s /etc/passwd $artifactsdir/link.log'}\n" +
        "- {name: x, resultsdb: {file: results.yml}}";
      const { report } = await ran(t, steps, { files });
      assert.deepEqual(
        report.results.map(({ artifact }) => artifact ?? null),
        [null, null, null, null, "kept.log"],
      );
    },
  },
  56: {
    about: "scratch is open to all, and other namespaces to the repositories that are listed for them",
    check: () => {
      const listed = readNamespaces("n.yml", "dist: [https://pagure.io/taskotron]\n");
      const refused = (check: string, url: string) => refusedCheck(listed, check, { url, own: null });
      assert.match(refused("dist.x", "https://example.org/mine") ?? "", /may not report dist\.x/);
      assert.equal(refused("dist.x", "https://pagure.io/taskotron/task-x"), null);
      assert.equal(refused("scratch.x", "https://example.org/mine"), null);
      assert.match(refused("dist.x", "https://pagure.io/taskotron-evil") ?? "", /may not/);
    },
  },
  57: {
    about: "dots make sub-results, and a query by prefix finds both",
    check: async () => {
      const text = `${one("checkname: dist.rpmgrill")}  - {item: foo, type: file, outcome: FAILED, checkname: dist.rpmgrill.elf-checks}\n  - {item: foo, type: file, outcome: FAILED, checkname: dist.rpmlint}\n`;
      assert.deepEqual(await found(text, "check:dist.rpmgrill*"), [
        ["dist.rpmgrill", "dist.rpmgrill.elf-checks"],
      ]);
    },
  },
  58: {
    about: "xunit makes one result of all tests, or one of each",
    check: async (t) => {
      const cases =
        '<testcase name="a"/><testcase name="b"/><testcase name="c"><failure message="no"/></testcase>';
      const files = { "x.xml": `<testsuite name="s" tests="3" failures="1">${cases}</testsuite>\n` };
      const run = async (aggregation: string) =>
        (await ran(t, `- {name: x, xunit: {file: x.xml, aggregation: ${aggregation}}}`, { files })).report
          .results;
      assert.deepEqual(
        (await run("allpass")).map(({ check, outcome, note }) => [check, outcome, note]),
        [["demo", "FAILED", "2 PASSED, 1 FAILED"]],
      );
      assert.deepEqual(
        (await run("none")).map(({ check, outcome }) => `${check} ${outcome}`),
        ["demo.a PASSED", "demo.b PASSED", "demo.c FAILED"],
      );
    },
  },
};
