import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { LinesAnswer } from "../../model/answer/log.ts";
import type { SearchAnswer } from "../../model/answer/search.ts";
import type { Page } from "../../model/page.ts";
import type { Result } from "../../model/result.ts";
import { run } from "../support/command.ts";
import { freshFolder } from "../support/folder.ts";
import { startServer } from "../support/server.ts";

const TASK = "examples/task-talk/task-talk.yml";
const ITEM = "datagrepper-0.4.2-1.fc21.noarch.rpm";
const LINE = "datagrepper.noarch: W: spelling-error Summary(en_US) webapp -> web app, web-app, weapon";

suite("the talk's sample task", () => {
  test("prints TAP to stdout and messages to stderr, with no service", async () => {
    const { code, stdout, stderr } = await run("runtask", [
      "-i",
      "foo-1.2-3.fc99",
      "-t",
      "koji_build",
      "-a",
      "x86_64",
      TASK,
    ]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^TAP version 13\n1\.\.1\nok - /);
    assert.doesNotMatch(stdout, /INFO/);
    assert.match(stderr, /PASSED/);
  });

  test("tells on request what it would send", async () => {
    const { stderr } = await run("runtask", [
      "-i",
      "foo-1.2-3.fc99",
      "-t",
      "koji_build",
      "--dry-report",
      TASK,
    ]);
    assert.match(stderr, /outcome: PASSED/);
    assert.match(stderr, new RegExp(`item: ${ITEM.replaceAll(".", "\\.")}`));
    assert.match(stderr, /sha256: [0-9a-f]{64}/);
  });

  test("is stored exactly, and its log line is found by API, command and page alike", async () => {
    await using server = await startServer(freshFolder("talk"), "--no-worker");
    const sent = await run("runtask", [
      "--report",
      server.address,
      "-i",
      "foo-1.2-3.fc99",
      "-t",
      "koji_build",
      "-a",
      "x86_64",
      TASK,
    ]);
    assert.equal(sent.code, 0, sent.stderr);

    const { data } = (await server.get("/results")) as Page<Result>;
    const [result] = data;
    assert.equal(data.length, 1);
    assert.equal(result?.check, "rpmlint");
    assert.equal(result.item, ITEM);
    assert.equal(result.outcome, "PASSED");
    assert.equal(result.note, `RPMLINT PASSED for ${ITEM}`);
    assert.equal(result.type, "koji_build");
    assert.equal(result.findings.length, 4);

    const { first_line, last_line } = result.log ?? assert.fail("the result names no log lines");
    const lines = (await server.get(
      `/runs/${result.run}/logs/output.log?first=${first_line}&count=${last_line - first_line + 1}`,
    )) as LinesAnswer;
    assert.equal(lines.data.length, 5);
    assert.equal(lines.data[0]?.text.trim(), LINE);
    assert.match(lines.data[4]?.text ?? "", /1 packages and 0 specfiles checked; 0 errors, 4 warnings\.$/);

    const found = (await server.get(
      `/search?in=log&q=${encodeURIComponent('"webapp -> web app"')}`,
    )) as SearchAnswer;
    const [hit] = found.data;
    assert.ok(hit && found.total.value >= 1);
    assert.equal(hit.line, first_line);
    const [start, end] = hit.highlights[0] ?? [0, 0];
    assert.equal(hit.text.slice(start, end), "webapp -> web app");

    const command = await run("taskotron", [
      "search",
      '"webapp -> web app"',
      "--in",
      "log",
      "--server",
      server.address,
    ]);
    assert.equal(command.code, 0);
    assert.match(command.stdout, new RegExp(`output.log:${first_line}:.*webapp -> web app`));

    const page = await (
      await fetch(`${server.address}/search?q=${encodeURIComponent('"webapp -> web app"')}&in=log`)
    ).text();
    assert.ok(/<mark[^>]*>webapp -(>|&gt;) web app<\/mark>/.test(page), "the page does not mark the phrase");
    assert.ok(
      new RegExp(`/runs/${result.run}/logs/output\\.log[^"]*#L${first_line}`).test(page),
      "the page does not link to the line",
    );
  });
});
