import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { bodhi } from "../../../runner/directives/bodhi.ts";
import { serveAnswers } from "../../support/http.ts";
import { fails, file, names, startWithFoo } from "./koji-step.ts";
import { type Step, step } from "./step.ts";

const answer = (name: string): string =>
  readFileSync(join(import.meta.dirname, "../../fixtures/bodhi", name), "utf8");

const ID = "FEDORA-2015-04459ef8cf";

const start = async (t: TestContext): Promise<Step> => {
  const { context } = await startWithFoo(t);
  const server = await serveAnswers(t, {
    [`/updates/${ID}`]: answer("update.json"),
    "/updates/FEDORA-2015-0000000000": "<html>Not Bodhi</html>",
    "/updates/?builds=bar-2-1.fc22": answer("updates.json"),
    "/updates/?builds=new-1-1.fc22": answer("no-updates.json"),
  });
  return step(t, { ...context.services, bodhi: server });
};

const fetchOf = async (of: Step, update_id: string, more: Readonly<Record<string, unknown>>) =>
  (await of.value(bodhi, { action: "download", update_id, ...more })) as {
    readonly downloaded_rpms: readonly string[];
  };

test("the RPMs of all builds of an update are fetched", async (t) => {
  const value = await fetchOf(await start(t), ID, { arch: "x86_64", target_dir: "rpms" });
  assert.deepEqual(Object.keys(value), ["downloaded_rpms"]);
  assert.deepEqual(names(value.downloaded_rpms), [
    file("foo", "x86_64"),
    file("foo-doc", "noarch"),
    "bar-2-1.fc22.noarch.rpm",
  ]);
});

test("src fetches the source RPM too", async (t) => {
  const { downloaded_rpms } = await fetchOf(await start(t), ID, { arch: [], src: true });
  assert.deepEqual(names(downloaded_rpms), [file("foo", "src")]);
});

test("an update is found by a build in it", async (t) => {
  const { downloaded_rpms } = await fetchOf(await start(t), "bar-2-1.fc22", { arch: "i386" });
  assert.equal(downloaded_rpms.length, 3);
});

test("an update that does not exist is named with its server", async (t) => {
  const of = await start(t);
  for (const id of ["FEDORA-2015-ffffffffff", "new-1-1.fc22"])
    await assert.rejects(
      fetchOf(of, id, { arch: "all" }),
      fails("not-found", new RegExp(`^there is no update ${id} at ${of.context.services.bodhi}$`)),
    );
});

test("an update with nothing for the arch ends the task", async (t) => {
  await assert.rejects(
    fetchOf(await start(t), ID, { arch: [] }),
    fails("not-found", new RegExp(`^no build of ${ID} has an RPM for no arch$`)),
  );
});

test("an answer that is not Bodhi's is refused", async (t) => {
  await assert.rejects(
    fetchOf(await start(t), "FEDORA-2015-0000000000", { arch: "all" }),
    fails("directive", /is it Bodhi\?$/),
  );
});
