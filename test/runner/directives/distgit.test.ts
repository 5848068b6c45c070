import assert from "node:assert/strict";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { distgit } from "../../../runner/directives/distgit.ts";
import { serveAnswers } from "../../support/http.ts";
import { fails } from "./koji-step.ts";
import { type Step, step } from "./step.ts";

const start = async (t: TestContext): Promise<Step> =>
  step(t, {
    distgit: await serveAnswers(t, {
      "/rpms/foo/raw/rawhide/f/foo.spec": "Name: foo\n",
      "/rpms/foo/raw/f22/f/foo.spec": "Name: old foo\n",
      "/rpms/foo/raw/master/f/foo.rpmlintrc": "addFilter('x')\n",
      "/tests/g++/raw/rawhide/f/a b/run.sh": "echo\n",
      "/cgit/rpms/foo.git/plain/foo.spec?id=f22": "Name: cgit's foo\n",
    }),
  });

const fetchOf = async (of: Step, parameters: Readonly<Record<string, unknown>>): Promise<readonly string[]> =>
  ((await of.value(distgit, parameters)) as { readonly downloaded_files: readonly string[] })
    .downloaded_files;

test("files of the package's default branch are fetched: master, or rawhide today", async (t) => {
  const of = await start(t);
  const files = await fetchOf(of, { package: "foo", path: ["foo.spec", "foo.rpmlintrc"] });
  assert.deepEqual(files, [join(of.context.workdir, "foo.spec"), join(of.context.workdir, "foo.rpmlintrc")]);
  assert.equal(readFileSync(files[0] ?? "", "utf8"), "Name: foo\n");
  assert.equal(readFileSync(files[1] ?? "", "utf8"), "addFilter('x')\n");
});

test("a build names its package, and a branch may be given", async (t) => {
  const [file = ""] = await fetchOf(await start(t), {
    nvr: "foo-1.2-3.fc22",
    path: ["foo.spec"],
    gitref: "f22",
  });
  assert.equal(readFileSync(file, "utf8"), "Name: old foo\n");
});

test("another namespace, and a place of its own for each file", async (t) => {
  const of = await start(t);
  const parameters = {
    package: "g++",
    namespace: "tests",
    path: ["a b/run.sh"],
    localpath: ["t/go.sh"],
    target_dir: "x",
  };
  const files = await fetchOf(of, parameters);
  assert.deepEqual(files, [join(of.context.workdir, "x/t/go.sh")]);
  assert.equal(readFileSync(files[0] ?? "", "utf8"), "echo\n");
});

test("cgit is asked in its own form", async (t) => {
  const of = await start(t);
  const baseurl = `${of.context.services.distgit}/cgit/`;
  const [file = ""] = await fetchOf(of, { package: "foo", path: ["foo.spec"], gitref: "f22", baseurl });
  assert.equal(readFileSync(file, "utf8"), "Name: cgit's foo\n");
});

test("a missing file ends the task, and is told where it is ignored", async (t) => {
  const of = await start(t);
  const parameters = { package: "foo", path: ["none", "foo.spec"] };
  await assert.rejects(
    fetchOf(of, parameters),
    fails("not-found", /^foo has no file none: .*master.* and .*rawhide.* do not exist$/),
  );
  assert.deepEqual(await fetchOf(of, { ...parameters, ignore_missing: true }), [
    join(of.context.workdir, "foo.spec"),
  ]);
  assert.ok(of.said.includes("WARNING foo has no file none"));
});

test("what does not fit together is refused", async (t) => {
  const of = await start(t);
  await assert.rejects(
    fetchOf(of, { package: "foo", path: ["a", "b"], localpath: ["c"] }),
    fails("directive", /^localpath has 1 entries and path has 2/),
  );
  await assert.rejects(fetchOf(of, { path: ["a"] }), fails("directive", /needs package or nvr$/));
});

test("no file leaves the run's folders", async (t) => {
  const of = await start(t);
  symlinkSync("/", join(of.context.workdir, "root"));
  for (const to of ["../../foo.spec", "root/foo.spec"])
    await assert.rejects(
      fetchOf(of, { package: "foo", path: ["foo.spec"], localpath: [to] }),
      fails("directive", /not in a folder of this run/),
    );
  const parameters = { package: "foo", path: ["foo.spec"], localpath: ["/etc/foo.spec"] };
  assert.deepEqual(await fetchOf(of, parameters), [join(of.context.workdir, "etc/foo.spec")]);
});
