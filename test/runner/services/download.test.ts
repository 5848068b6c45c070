import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { download, fails, file, rpm, startWithFoo } from "../directives/koji-step.ts";

test("a server in trouble is asked again, each time later", async (t) => {
  const waits: number[] = [];
  const of = await startWithFoo(t, { sleep: async (ms) => void waits.push(ms) });
  of.double.breakNext("/kojihub", 502, "drop");
  of.double.breakNext("foo-1.2-3.fc22.x86_64.rpm", 503, "cut", "drop");
  const { downloaded_rpms } = await download(of, { arch: "x86_64" });
  assert.equal(readFileSync(downloaded_rpms[0] ?? "", "utf8"), "foo of x86_64");
  assert.deepEqual(waits, [1000, 2000, 1000, 2000, 4000]);
  assert.equal(of.said.filter((line) => line.startsWith("WARNING")).length, 5);
});

test("after five more tries it is given up, and nothing partial is left", async (t) => {
  const of = await startWithFoo(t);
  of.double.breakNext("foo-1.2-3.fc22.x86_64.rpm", "cut", 500, "cut", "cut", "cut", "cut");
  await assert.rejects(download(of, { arch: "x86_64" }), fails("busy", /gave up after 6 tries$/));
  assert.deepEqual(readdirSync(of.context.workdir), []);
});

test("what the server refuses is not asked again", async (t) => {
  const of = await startWithFoo(t);
  of.double.breakNext("foo-1.2-3.fc22.x86_64.rpm", 403);
  await assert.rejects(download(of, { arch: "x86_64" }), fails("directive", /answered 403$/));
});

test("a file of another size than the hub says is refused", async (t) => {
  const of = await startWithFoo(t, { fetch: longer });
  await assert.rejects(
    download(of, { arch: "x86_64" }),
    fails("directive", /has 18 bytes; it was announced with 13$/),
  );
  assert.deepEqual(readdirSync(of.context.workdir), []);
});

const longer: typeof fetch = async (url, init) => {
  const response = await fetch(url, init);
  if (init?.method === "POST") return response;
  return new Response(`${await response.text()} more`.slice(0, 18));
};

test("a second run takes RPMs from the cache, as a copy of its own", async (t) => {
  const cache = mkdtempSync(join(tmpdir(), "koji-cache-"));
  t.after(() => rmSync(cache, { recursive: true, force: true }));
  const of = await startWithFoo(t, { cache });
  const [first = ""] = (await download(of, { arch: "x86_64", target_dir: "one" })).downloaded_rpms;
  writeFileSync(first, "spoiled");
  const [second = ""] = (await download(of, { arch: "x86_64", target_dir: "two" })).downloaded_rpms;
  assert.equal(readFileSync(second, "utf8"), "foo of x86_64");
  assert.equal(of.double.requests.filter((line) => line.endsWith(file("foo", "x86_64"))).length, 1);
});

test("a cached file of another length is fetched again", async (t) => {
  const cache = mkdtempSync(join(tmpdir(), "koji-cache-"));
  t.after(() => rmSync(cache, { recursive: true, force: true }));
  const of = await startWithFoo(t, { cache });
  await download(of, { arch: "x86_64" });
  for (const name of readdirSync(join(cache, "downloads")))
    writeFileSync(join(cache, "downloads", name), "cut");
  const [again = ""] = (await download(of, { arch: "x86_64" })).downloaded_rpms;
  assert.equal(readFileSync(again, "utf8"), "foo of x86_64");
});

test("files come from a folder as from a server", async (t) => {
  const top = mkdtempSync(join(tmpdir(), "koji-top-"));
  t.after(() => rmSync(top, { recursive: true, force: true }));
  for (const arch of ["x86_64", "noarch"]) {
    const folder = join(top, "packages/foo/1.2/3.fc22", arch);
    await mkdir(folder, { recursive: true });
    const name = arch === "noarch" ? "foo-doc" : "foo";
    writeFileSync(join(folder, file(name, arch)), rpm(name, arch).bytes);
  }
  const of = await startWithFoo(t, { kojiTop: top });
  const { downloaded_rpms } = await download(of, { arch: "x86_64" });
  assert.equal(readFileSync(downloaded_rpms[0] ?? "", "utf8"), "foo of x86_64");
  await assert.rejects(download(of, { arch: "i386" }), fails("not-found", /there is no file/));
});
