import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { needsProgram } from "../../../support/needs.ts";
import { kojiClient, needsKojiClient } from "../../../support/koji/client.ts";
import { type KojiDouble, startKoji } from "../../../support/koji/double.ts";
import { buildRpms, buildsIn } from "../../../support/koji/rpm-files.ts";

/** The double is faithful as far as koji's own client takes it for a koji. */
const client = needsKojiClient().skip === false ? needsProgram("rpmbuild") : needsKojiClient();

const realBuilds = async (t: TestContext): Promise<KojiDouble & { readonly folder: string }> => {
  const folder = mkdtempSync(join(tmpdir(), "koji-double-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  buildRpms(join(folder, "rpms"), "tiny", "1.2");
  const builds = buildsIn(join(folder, "rpms"), ["f22"]);
  const double = await startKoji(t, { builds, tags: { f22: null, "f22-updates": "f22" } });
  return { ...double, folder };
};

test("koji buildinfo shows a build of the double", client, async (t) => {
  const koji = await realBuilds(t);
  const { code, stdout, stderr } = await kojiClient(koji, ["buildinfo", "tiny-1.2-3.fc22"], koji.folder);
  assert.equal(stderr, "");
  assert.equal(code, 0);
  assert.match(stdout, /^BUILD: tiny-1\.2-3\.fc22 \[1\]\nState: COMPLETE\nBuilt by: packager\n/);
  assert.match(stdout, /^Tags: f22$/m);
  assert.match(stdout, /packages\/tiny\/1\.2\/3\.fc22\/noarch\/tiny-data-1\.2-3\.fc22\.noarch\.rpm$/m);
});

test("koji buildinfo hears of a build that the double does not have", client, async (t) => {
  const koji = await realBuilds(t);
  const { code, stderr } = await kojiClient(koji, ["buildinfo", "tiny-9-9"], koji.folder);
  assert.match(stderr, /No such build: tiny-9-9/);
  assert.notEqual(code, 0);
});

test(
  "koji download-build fetches from the double, and finds size and digest of each RPM right",
  client,
  async (t) => {
    const koji = await realBuilds(t);
    const to = mkdtempSync(join(koji.folder, "download-"));
    const { code, stderr } = await kojiClient(
      koji,
      ["download-build", "--noprogress", "tiny-1.2-3.fc22"],
      to,
    );
    assert.equal(stderr, "");
    assert.equal(code, 0);
    const files = [
      "tiny-1.2-3.fc22.src.rpm",
      "tiny-1.2-3.fc22.x86_64.rpm",
      "tiny-data-1.2-3.fc22.noarch.rpm",
    ];
    assert.deepEqual(readdirSync(to).sort(), files);
    assert.deepEqual(
      readFileSync(join(to, "tiny-1.2-3.fc22.x86_64.rpm")),
      readFileSync(join(koji.folder, "rpms/RPMS/x86_64/tiny-1.2-3.fc22.x86_64.rpm")),
    );
  },
);

test("koji download-build takes one arch of the double", client, async (t) => {
  const koji = await realBuilds(t);
  const to = mkdtempSync(join(koji.folder, "download-"));
  const args = ["download-build", "--noprogress", "-a", "noarch", "tiny-1.2-3.fc22"];
  assert.equal((await kojiClient(koji, args, to)).code, 0);
  assert.deepEqual(readdirSync(to), ["tiny-data-1.2-3.fc22.noarch.rpm"]);
});

test("koji list-tagged lists a tag of the double, and what it inherits when asked", client, async (t) => {
  const koji = await realBuilds(t);
  const list = async (...args: readonly string[]) =>
    (await kojiClient(koji, ["list-tagged", "--quiet", ...args], koji.folder)).stdout;
  assert.match(await list("f22"), /^tiny-1\.2-3\.fc22 +f22 +packager\n$/);
  assert.equal(await list("f22-updates"), "");
  assert.match(await list("--inherit", "--latest", "f22-updates", "tiny"), /^tiny-1\.2-3\.fc22 /);
});

test("koji list-tagged hears of a tag that the double does not have", client, async (t) => {
  const koji = await realBuilds(t);
  const { code, stderr } = await kojiClient(koji, ["list-tagged", "f99"], koji.folder);
  assert.match(stderr, /No such tag: f99/);
  assert.notEqual(code, 0);
});
