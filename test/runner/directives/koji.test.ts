import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { koji } from "../../../runner/directives/koji.ts";
import { runSteps, taskBox } from "../box.ts";
import { download, fails, file, names, startWithFoo, type Value } from "./koji-step.ts";

const CASES: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[]])[] = [
  ["an arch has noarch with it", { arch: "x86_64" }, [file("foo", "x86_64"), file("foo-doc", "noarch")]],
  [
    "a list of arches",
    { arch: ["x86_64", "i386"], arch_exclude: "noarch" },
    [file("foo", "i686"), file("foo", "x86_64")],
  ],
  [
    "a base arch means its concrete ones",
    { arch: "armhfp", arch_exclude: ["noarch"] },
    [file("foo", "armv7hl")],
  ],
  ["a concrete arch means itself", { arch: "i686", arch_exclude: ["noarch"] }, [file("foo", "i686")]],
  [
    "all is every arch but what is excluded",
    { arch: ["all"], arch_exclude: ["i386", "noarch"] },
    [file("foo", "armv7hl"), file("foo", "x86_64")],
  ],
  ["no arch and src is the source alone", { arch: [], src: true }, [file("foo", "src")]],
  ["src among the arches is the source, as in tasks of 2014", { arch: ["src"] }, [file("foo", "src")]],
  [
    "debuginfo is debugsource too",
    { arch: "x86_64", arch_exclude: "noarch", debuginfo: true },
    [file("foo", "x86_64"), file("foo-debuginfo", "x86_64"), file("foo-debugsource", "x86_64")],
  ],
];

for (const [name, parameters, expected] of CASES)
  test(`download: ${name}`, async (t) => {
    const { downloaded_rpms, downloaded_logs, log_errors } = await download(
      await startWithFoo(t),
      parameters,
    );
    assert.deepEqual(names(downloaded_rpms), expected);
    assert.deepEqual([downloaded_logs, log_errors], [[], []]);
  });

test("files are in the workdir, whole, and for everybody to read", async (t) => {
  const of = await startWithFoo(t);
  const { downloaded_rpms } = await download(of, { arch: "x86_64", target_dir: "a/b" });
  assert.equal(downloaded_rpms[0], join(of.context.workdir, "a/b", file("foo", "x86_64")));
  assert.equal(readFileSync(downloaded_rpms[0], "utf8"), "foo of x86_64");
  assert.equal(statSync(downloaded_rpms[0]).mode & 0o777, 0o644);
  assert.equal(statSync(join(of.context.workdir, "a")).mode & 0o777, 0o755);
  assert.deepEqual(readdirSync(join(of.context.workdir, "a/b")).length, 2);
});

test("an epoch in the build's name is dropped", async (t) => {
  const { downloaded_rpms } = await download(await startWithFoo(t), {
    koji_build: "foo-1:1.2-3.fc22",
    arch: "x86_64",
  });
  assert.equal(downloaded_rpms.length, 2);
});

test("logs are saved by arch, and an arch whose log is gone is told", async (t) => {
  const of = await startWithFoo(t);
  const value = await download(of, { arch: ["x86_64", "armhfp", "i386"], build_log: true });
  assert.deepEqual(names(value.downloaded_logs), ["build.log.i686", "build.log.x86_64"]);
  assert.deepEqual(value.log_errors, ["armv7hl"]);
  assert.equal(readFileSync(value.downloaded_logs[0] ?? "", "utf8"), "built too\n");
  assert.ok(of.said.includes("WARNING the log of foo-1.2-3.fc22 on armv7hl is gone"));
});

test("a build of noarch alone has a noarch log; its files are on the volume that the hub names", async (t) => {
  const value = await download(await startWithFoo(t), {
    koji_build: "bar-2-1.fc22",
    arch: "x86_64",
    build_log: true,
  });
  assert.deepEqual(names(value.downloaded_logs), ["build.log.noarch"]);
  assert.deepEqual(names(value.downloaded_rpms), ["bar-2-1.fc22.noarch.rpm"]);
});

test("a build that does not exist is named with the hub", async (t) => {
  const of = await startWithFoo(t);
  await assert.rejects(
    download(of, { koji_build: "foo-9-9.fc22", arch: "all" }),
    fails("not-found", new RegExp(`^there is no build foo-9-9\\.fc22 at ${of.double.hub}$`)),
  );
});

test("a build that failed is not fetched", async (t) => {
  await assert.rejects(
    download(await startWithFoo(t), { koji_build: "foo-0-3.fc22", arch: "all" }),
    fails("directive", /foo-0-3\.fc22 .* is FAILED, not COMPLETE/),
  );
});

test("a build with nothing for the arch ends the task", async (t) => {
  await assert.rejects(
    download(await startWithFoo(t), { arch: "s390x", arch_exclude: "noarch" }),
    fails("not-found", /has no RPM for s390x, noarch, not noarch$/),
  );
});

test("each action says which parameter it lacks", async (t) => {
  const of = await startWithFoo(t);
  for (const [action, missing] of [
    ["download", "koji_build"],
    ["download_latest_stable", "koji_build"],
    ["download_tag", "koji_tag"],
  ])
    await assert.rejects(
      of.value(koji, { action, arch: "all" }),
      fails("directive", new RegExp(`needs ${missing}$`)),
    );
});

test("download_tag fetches the builds of a tag, without logs", async (t) => {
  const of = await startWithFoo(t);
  const parameters = { action: "download_tag", koji_tag: "f22-updates", arch: "x86_64", build_log: true };
  const value = (await of.value(koji, parameters)) as Value;
  assert.deepEqual(names(value.downloaded_rpms), ["bar-2-1.fc22.noarch.rpm"]);
  assert.deepEqual(value.downloaded_logs, []);
  assert.ok(of.said.some((line) => line.startsWith("WARNING build_log is for builds")));
});

test("a tag that does not exist is named with the hub", async (t) => {
  const of = await startWithFoo(t);
  await assert.rejects(
    of.value(koji, { action: "download_tag", koji_tag: "f99", arch: "all" }),
    fails("not-found", new RegExp(`^${of.double.hub} has no tag f99:`)),
  );
});

test("download_latest_stable fetches what users of the release have", async (t) => {
  const of = await startWithFoo(t);
  const parameters = { action: "download_latest_stable", koji_build: "foo-1.3-3.fc22", arch: "x86_64" };
  const value = (await of.value(koji, parameters)) as Value;
  assert.deepEqual(names(value.downloaded_rpms), [file("foo", "x86_64"), file("foo-doc", "noarch")]);
});

test("download_latest_stable gives an empty map for a new package", async (t) => {
  const of = await startWithFoo(t);
  const parameters = { action: "download_latest_stable", koji_build: "new-1-1.fc22", arch: "x86_64" };
  assert.deepEqual(await of.value(koji, parameters), {});
  assert.deepEqual(await of.value(koji, { ...parameters, koji_build: "new-1-1.fc99" }), {});
});

test("an address that is no hub is told", async (t) => {
  const of = await startWithFoo(t, { fetch: async () => new Response("<html>Welcome</html>") });
  await assert.rejects(
    download(of, { arch: "all" }),
    fails(
      "directive",
      new RegExp(`^${of.double.hub} is no koji hub: expected XML-RPC, found a document of <html>$`),
    ),
  );
});

test("a formula as of 2014 downloads, and its next step has the paths", async (t) => {
  const { context } = await startWithFoo(t);
  const steps = `- name: download source
  koji:
    action: download
    koji_build: \${koji_build}
    arch: [src, ]
    target_dir: \${workdir}
  export: koji_build_dict
- name: use it
  exec:
    program: cat
    args: \${koji_build_dict.downloaded_rpms}`;
  const { out } = await runSteps(taskBox(t), steps, { item: "foo-1.2-3.fc22", services: context.services });
  assert.equal(out, "foo of src");
});
