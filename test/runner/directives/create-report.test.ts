import assert from "node:assert/strict";
import { test } from "node:test";
import { taskBox } from "../box.ts";
import { runTap } from "./run-tap.ts";

const YAML = `results:
- {item: foo-1-1.fc42, type: koji_build, outcome: FAILED, checkname: c, artifact: x y.log, note: "<b>2 & 3</b>"}
- {item: FEDORA-2026-1, type: bodhi_update, outcome: PASSED}
- {item: "javascript:alert(1)", type: compose, outcome: INFO, artifact: "javascript:alert(1)"}
`;

/** Runs a report step with these parameters, then prints the page to stderr. */
const report = (
  t: Parameters<typeof taskBox>[0],
  parameters: string,
  files: Readonly<Record<string, string>> = {},
) =>
  runTap(
    taskBox(t),
    `- {name: r, create_report: {file: r.yml${parameters}}, export: page}\n- {name: s, shell: 'cat "$page" >&2; echo 1..0'}`,
    { "r.yml": YAML, ...files },
  );

test("a table has check, item, outcome, artifact and note of each result, with links by type", async (t) => {
  const { err } = await report(t, "");
  const rows = [...err.matchAll(/<tr class="(\w+)">(.*)<\/tr>/g)].map((found) => found.slice(1));
  assert.deepEqual(rows, [
    [
      "bad",
      '<td>c</td><td><a href="http://koji.invalid/koji/search?type=build&amp;match=exact&amp;terms=foo-1-1.fc42">foo-1-1.fc42</a></td>' +
        '<td>FAILED</td><td><a href="./x%20y.log">x y.log</a></td><td>&lt;b&gt;2 &amp; 3&lt;/b&gt;</td>',
    ],
    [
      "ok",
      '<td>demo</td><td><a href="http://bodhi.invalid/updates/FEDORA-2026-1">FEDORA-2026-1</a></td><td>PASSED</td><td></td><td></td>',
    ],
    [
      "ok",
      '<td>demo</td><td>javascript:alert(1)</td><td>INFO</td><td><a href="./javascript%3Aalert(1)">javascript:alert(1)</a></td><td></td>',
    ],
  ]);
  assert.doesNotMatch(err, /<script|href="javascript/);
});

test("the page is an artifact, in a folder and under a name of its own", async (t) => {
  const steps = `- {name: m, shell: 'mkdir "$artifactsdir/sub"'}\n- {name: r, create_report: {results: "results: []", artifactsdir: "$artifactsdir/sub", path: all.html}}\n- {name: s, shell: 'cd "$artifactsdir" && find . -type f >&2'}`;
  assert.equal((await runTap(taskBox(t), steps)).err, "./sub/all.html\n");
});

test("a template is the page around the rows, and results do not reach into it", async (t) => {
  const { err } = await report(t, ", template: page.html", {
    "page.html": "<table>{{rows}}</table>\n",
    "r.yml": 'results:\n- {item: "$& {{rows}}", outcome: PASSED}\n',
  });
  assert.equal(
    err,
    '<table><tr class="ok"><td>demo</td><td><a href="http://koji.invalid/koji/search?type=build&amp;match=exact&amp;terms=%24%26%20%7B%7Brows%7D%7D">$&amp; {{rows}}</a></td><td>PASSED</td><td></td><td></td></tr></table>\n',
  );
  const { report: ended } = await report(t, ", template: page.html", { "page.html": "<table>" });
  assert.match(ended.fault ?? "", /the template page\.html has no \{\{rows\}\}/);
});

test("nothing is written outside the artifacts, and no link is followed", async (t) => {
  for (const parameters of [
    ", path: ../out.html",
    ", path: /tmp/out.html",
    ", path: .",
    ", artifactsdir: /tmp",
  ]) {
    const { report: ended } = await report(t, parameters);
    assert.equal(ended.state, "CRASHED", parameters);
  }
  const steps = `- {name: l, shell: 'ln -s $workdir/target "$artifactsdir/report.html"'}\n- {name: r, create_report: {results: "results: []"}}\n- {name: s, shell: 'test ! -e $workdir/target && test -f $artifactsdir/report.html && echo 1..0'}`;
  assert.equal((await runTap(taskBox(t), steps)).report.state, "FINISHED");
});

test("results come as text or as file, not both and not neither", async (t) => {
  const { report: ended } = await report(t, ", results: x");
  assert.match(ended.fault ?? "", /either as `results`, a text, or as `file`/);
});

test("the page itself reports nothing", async (t) => {
  assert.equal((await report(t, "")).report.results.length, 0);
});
