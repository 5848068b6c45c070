import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createrepo } from "../../../runner/directives/createrepo.ts";
import { mash } from "../../../runner/directives/mash.ts";
import { needsProgram } from "../../support/needs.ts";
import { buildRpms } from "../../support/koji/rpm-files.ts";
import { runSteps, taskBox } from "../box.ts";
import { fails } from "./koji-step.ts";
import { step } from "./step.ts";

const tools =
  needsProgram("createrepo_c").skip === false ? needsProgram("rpmbuild") : needsProgram("createrepo_c");

const primaryOf = (repository: string): string =>
  /primary\.xml/.exec(readFileSync(join(repository, "repodata/repomd.xml"), "utf8"))?.[0] ?? "";

test("a folder of RPMs becomes a repository, and what the tool printed is the value", tools, async (t) => {
  const of = step(t);
  buildRpms(join(of.context.workdir, "rpms"), "tiny", "1.2");
  const text = await of.value(createrepo, { repodir: "rpms" });
  assert.match(String(text), /3 packages/);
  assert.equal(primaryOf(join(of.context.workdir, "rpms")), "primary.xml");
  assert.deepEqual(
    of.ran.map(({ log }) => log),
    ["createrepo.log"],
  );
});

test("a folder that is not there ends the task, and the log is named", tools, async (t) => {
  await assert.rejects(
    step(t).value(createrepo, { repodir: "none" }),
    fails("directive", /^createrepo_c failed with exit code \d+; createrepo\.log says why$/),
  );
});

test("without the tool both lines that install it are told", async (t) => {
  await assert.rejects(
    step(t, {}, "/nonexistent").value(createrepo, { repodir: "." }),
    fails("missing-tool", /apt install createrepo-c, or: dnf install createrepo_c$/),
  );
});

test("mash says what replaced it and gives the path of the repository", tools, async (t) => {
  const of = step(t);
  const rpms = join(of.context.workdir, "rpms");
  buildRpms(rpms, "tiny", "1.2");
  assert.equal(await of.value(mash, { arch: ["x86_64"], rpmdir: "rpms" }), rpms);
  assert.ok(existsSync(join(rpms, "repodata")));
  assert.match(of.said[0] ?? "", /^WARNING mash is gone since 2017: createrepo makes the repository/);
});

test("mash puts the metadata elsewhere when asked", tools, async (t) => {
  const of = step(t);
  const rpms = join(of.context.workdir, "rpms");
  buildRpms(rpms, "tiny", "1.2");
  const out = join(of.context.workdir, "out");
  assert.equal(await of.value(mash, { arch: "x86_64", rpmdir: rpms, outdir: out }), out);
  assert.equal(primaryOf(out), "primary.xml");
  assert.ok(!existsSync(join(rpms, "repodata")));
});

test("in a run, the next step gets the path of the repository", tools, async (t) => {
  const box = taskBox(t);
  const rpms = join(box.folder, "rpms");
  buildRpms(rpms, "tiny", "1.2");
  const steps = `- {name: copy, shell: "mkdir $workdir/r && cp ${rpms}/RPMS/*/*.rpm $workdir/r"}
- {name: index, createrepo: {repodir: r}}
- {name: old, mash: {arch: x86_64, rpmdir: r}, export: repository}
- {name: list, shell: "ls $repository/repodata/repomd.xml"}`;
  const { out, messages } = await runSteps(box, steps);
  assert.match(out, /^\/.*\/r\/repodata\/repomd\.xml\n$/, messages.join("\n"));
});
