import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { yumrepoinfo } from "../../../runner/directives/yumrepoinfo.ts";
import { serveAnswers } from "../../support/http.ts";
import { fails } from "./koji-step.ts";
import { type Step, step } from "./step.ts";

const LIST = `
mirrors: { x86_64: "https://m.example.org/linux", i386: "https://m.example.org/second" }
repositories:
  rawhide: { tag: f23, path: "rawhide/{arch}/os/" }
  f22: { tag: f22, path: "22/{arch}/os/", arches: [x86_64] }
  f22-updates: { tag: f22-updates, parent: f22, path: "updates/22/{arch}/" }
  broken: { tag: broken, parent: none, path: x }
  round: { tag: round, parent: round, path: x }
`;

const withList = (of: Step, text: string): Step => {
  const repositories = join(of.context.workdir, "repositories.yml");
  writeFileSync(repositories, text);
  return {
    ...of,
    value: async (directive, parameters) => {
      const services = { ...of.context.services, repositories };
      return (await directive.run(parameters, { ...of.context, services })).value;
    },
  };
};

test("a tag's repository and its parents are given by arch; -pending is dropped", async (t) => {
  const of = withList(step(t), LIST);
  const expected = {
    "f22-updates": {
      x86_64: "https://m.example.org/linux/updates/22/x86_64/",
      i386: "https://m.example.org/second/updates/22/i386/",
    },
    f22: { x86_64: "https://m.example.org/linux/22/x86_64/os/" },
  };
  const arch = ["x86_64", "i686", "noarch", "src"];
  assert.deepEqual(await of.value(yumrepoinfo, { koji_tag: "f22-updates-pending", arch }), expected);
});

test("rawhide is found by its name and by its tag", async (t) => {
  const of = withList(step(t), LIST);
  const expected = { rawhide: { x86_64: "https://m.example.org/linux/rawhide/x86_64/os/" } };
  for (const koji_tag of ["rawhide", "f23", "f23-pending"])
    assert.deepEqual(await of.value(yumrepoinfo, { koji_tag, arch: "x86_64" }), expected);
});

test("a list without a real arch is refused", async (t) => {
  await assert.rejects(
    step(t).value(yumrepoinfo, { koji_tag: "f22", arch: ["noarch", "src"] }),
    fails("directive", /^yumrepoinfo needs an arch, found only noarch src$/),
  );
});

test("an unknown tag is told with those that are known", async (t) => {
  const of = withList(step(t), LIST);
  await assert.rejects(
    of.value(yumrepoinfo, { koji_tag: "f99", arch: "x86_64" }),
    fails("not-found", /^no repository has the tag f99; known are f23 f22 f22-updates/),
  );
});

test("a list that is wrong is a wrong setting", async (t) => {
  const ask = (text: string) =>
    withList(step(t), text).value(yumrepoinfo, { koji_tag: "broken", arch: "x86_64" });
  await assert.rejects(ask(LIST), fails("setting", /the repository none is a parent, and is not described/));
  await assert.rejects(ask("mirrors: {}"), fails("setting", /repositories\.yml: /));
  await assert.rejects(ask("{"), fails("setting", /is no YAML: /));
});

test("a parent of itself ends", async (t) => {
  const of = withList(step(t), LIST);
  assert.deepEqual(await of.value(yumrepoinfo, { koji_tag: "round", arch: "x86_64" }), {
    round: { x86_64: "https://m.example.org/linux/x" },
  });
});

test("the list may be on a server", async (t) => {
  const server = await serveAnswers(t, { "/list.yml": LIST });
  const of = step(t, { repositories: `${server}/list.yml` });
  assert.deepEqual(
    Object.keys((await of.value(yumrepoinfo, { koji_tag: "f22", arch: "x86_64" })) as object),
    ["f22"],
  );
});

test("the bundled list has Fedora's repositories, each with its parents", async (t) => {
  const of = step(t);
  const value = await of.value(yumrepoinfo, {
    koji_tag: "f44-updates-testing-pending",
    arch: ["aarch64", "s390x"],
  });
  assert.deepEqual(Object.keys(value as object), ["f44-updates-testing", "f44-updates", "f44"]);
  assert.deepEqual((value as Record<string, unknown>)["f44-updates"], {
    aarch64: "https://dl.fedoraproject.org/pub/fedora/linux/updates/44/Everything/aarch64/",
    s390x: "https://dl.fedoraproject.org/pub/fedora-secondary/updates/44/Everything/s390x/",
  });
});
