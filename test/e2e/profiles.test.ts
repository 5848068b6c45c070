import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import type { Run } from "../../model/run.ts";
import { repository } from "../runner/source/repository.ts";
import { run } from "../support/command.ts";
import { freshFolder } from "../support/folder.ts";
import { needsProgram } from "../support/needs.ts";
import { eventually, startServer } from "../support/server.ts";

const formula = (namespace: string, point: string): string =>
  `name: demo\n${namespace}desc: d\nmaintainer: m\nactions:\n  - name: print\n    shell: |\n      printf '1..1\\nok - ${point}\\n'\n`;

const ON = ["-i", "foo-1.2-3.fc99", "-t", "koji_build"];

suite("profiles", needsProgram("git"), () => {
  test("row 26: the environment's profile wins over the file's; production reports, development does not", async (t) => {
    const { url, commit } = repository(t);
    commit({ "demo.yml": formula("", "fine") });
    const production = { TASKOTRON_PROFILE: "production" };
    const refused = await run("runtask", [...ON, url], { env: production });
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /the production profile reports: set TASKOTRON_SERVER/);
    assert.equal(
      (await run("runtask", [...ON, "--profile", "development", url], { env: production })).code,
      0,
    );
  });

  test("production runs a commit, says which, and takes no folder without one", async (t) => {
    const { url, folder, commit } = repository(t);
    const id = commit({ "checks/demo/demo.yml": formula("", "fine") });
    await using server = await startServer(freshFolder("data"), "--no-worker");
    const env = { TASKOTRON_PROFILE: "production", TASKOTRON_SERVER: server.address };
    const done = await run("runtask", [...ON, `${url}#main:checks/demo`], { env });
    assert.equal(done.code, 0, done.stderr);
    assert.match(done.stderr, new RegExp(`its task is of file://${folder} at ${id}`));
    const { data } = (await server.get("/runs")) as { data: Run[] };
    assert.deepEqual(data[0]?.source, { url: `file://${folder}`, commit: id, dirty: false });
    assert.match(
      await (await fetch(`${server.address}/runs/${data[0].uuid}`)).text(),
      new RegExp(id.slice(0, 12)),
    );

    const plain = freshFolder("plain");
    writeFileSync(join(plain, "demo.yml"), formula("", "fine"));
    const refused = await run("runtask", [...ON, plain], { env });
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /takes tasks from git/);
  });

  test("row 56: in production a repository that is not listed reports nothing below dist", async (t) => {
    const { url, folder, commit } = repository(t);
    const names = join(freshFolder("names"), "namespaces.yml");
    writeFileSync(names, `dist: ["file://${folder}-other"]\n`);
    await using server = await startServer(freshFolder("data"), "--no-worker");
    const env = {
      TASKOTRON_PROFILE: "production",
      TASKOTRON_SERVER: server.address,
      TASKOTRON_NAMESPACES: names,
    };
    commit({ "demo.yml": formula("namespace: dist\n", "fine") });
    assert.match((await run("runtask", [...ON, url], { env })).stderr, /may not report dist\.demo/);
    commit({ "demo.yml": formula("", "dist.other") });
    const sneaked = await run("runtask", [...ON, url], { env });
    assert.equal(sneaked.code, 1);
    assert.match(sneaked.stderr, /ABORTED.*may not report dist\.other/);
    assert.deepEqual(((await server.get("/results")) as { data: unknown[] }).data, []);
    writeFileSync(names, `dist: ["file://${folder}"]\n`);
    assert.equal((await run("runtask", [...ON, url], { env })).code, 0);
  });

  test("a task of git is scheduled by its address, and one that cannot be reached is refused with the reason", async (t) => {
    const { url, commit } = repository(t);
    const id = commit({ "demo.yml": formula("", "fine") });
    await using server = await startServer(freshFolder("data"));
    const to = ["--server", server.address];
    const scheduled = await run("taskotron", ["schedule", ...ON, ...to, url]);
    assert.equal(scheduled.code, 0, scheduled.stderr);
    const uuid = scheduled.stdout.split(" ")[0] ?? "";
    const done = await eventually("the run", async () => {
      const found = (await server.get(`/runs/${uuid}`)) as Run;
      return found.state === "FINISHED" ? found : null;
    });
    assert.equal(done.source?.commit, id);
    const gone = await run("taskotron", ["schedule", ...ON, ...to, "git+file:///gone/task.git"]);
    assert.equal(gone.code, 1);
    assert.match(gone.stderr, /cannot be reached/);
  });
});
