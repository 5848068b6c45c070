import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { LIMITS } from "../../../model/limits.ts";
import { collectArtifacts } from "../../../runner/artifacts/collect.ts";
import { Warnings } from "../../../runner/artifacts/warnings.ts";

interface Tree {
  readonly from: string;
  readonly into: string;
  readonly outside: string;
  /** Paths that are kept, and what was told. */
  readonly collect: (
    limits?: Partial<Record<"artifact" | "artifacts" | "artifactCount", number>>,
  ) => Promise<{ readonly kept: readonly string[]; readonly told: readonly string[] }>;
}

const tree = (t: TestContext, files: Readonly<Record<string, string>> = {}): Tree => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-artifacts-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const from = join(folder, "artifacts");
  const into = join(folder, "spool");
  const outside = join(folder, "outside");
  for (const path of [from, outside]) mkdirSync(path);
  writeFileSync(join(outside, "secret"), "secret\n");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(from, path)), { recursive: true });
    writeFileSync(join(from, path), text);
  }
  const collect: Tree["collect"] = async (limits = {}) => {
    const told: string[] = [];
    const warnings = new Warnings((message) => told.push(message));
    const kept = await collectArtifacts({ from, into, limits: { ...LIMITS, ...limits }, warn: warnings.add });
    warnings.end();
    for (const { sha256, bytes } of kept) assert.equal(readFileSync(join(into, sha256)).length, bytes);
    assert.equal(readdirSync(into).length, new Set(kept.map(({ sha256 }) => sha256)).size);
    return { kept: kept.map(({ path }) => path), told };
  };
  return { from, into, outside, collect };
};

test("files and those in folders are copied, by path", async (t) => {
  const { collect } = tree(t, { "b.txt": "b", "a/deep/x.log": "x", "a.txt": "", "same.txt": "b" });
  assert.deepEqual(await collect(), { kept: ["a.txt", "a/deep/x.log", "b.txt", "same.txt"], told: [] });
});

test("a folder that is empty or gone gives nothing and is no reason to complain", async (t) => {
  const { from, collect } = tree(t);
  assert.deepEqual(await collect(), { kept: [], told: [] });
  rmSync(from, { recursive: true });
  assert.deepEqual(await collect(), { kept: [], told: [] });
});

test("symbolic links are not followed, to files, folders or nowhere", async (t) => {
  const { from, outside, collect } = tree(t, { "real.txt": "real" });
  symlinkSync(join(outside, "secret"), join(from, "file"));
  symlinkSync(outside, join(from, "folder"));
  symlinkSync("real.txt", join(from, "inner"));
  symlinkSync("nowhere", join(from, "broken"));
  const { kept, told } = await collect();
  assert.deepEqual(kept, ["real.txt"]);
  assert.equal(told.length, 4);
  for (const message of told) assert.match(message, /is left out: it is a symbolic link/);
});

test("a folder of artifacts that is itself a link or a file is not read", async (t) => {
  const { from, outside, collect } = tree(t);
  rmSync(from, { recursive: true });
  symlinkSync(outside, from);
  const linked = await collect();
  assert.deepEqual(linked.kept, []);
  assert.match(linked.told.join(), /the artifacts cannot be read/);
  rmSync(from);
  writeFileSync(from, "x");
  assert.match((await collect()).told.join(), /the artifacts cannot be read/);
});

test("pipes, sockets and devices are left out at once", async (t) => {
  const { from, collect } = tree(t, { "real.txt": "real" });
  execFileSync("mkfifo", [join(from, "pipe")]);
  const server = createServer().listen(join(from, "socket"));
  await new Promise((heard) => server.once("listening", heard));
  t.after(() => server.close());
  const { kept, told } = await collect();
  assert.deepEqual(kept, ["real.txt"]);
  assert.match(told.join("\n"), /"pipe" is left out: it is a pipe\n.*"socket" is left out: it is a socket/);
});

test("a hard link to a file of another user is left out, one of the task's own is kept", async (t) => {
  const { from, outside, collect } = tree(t, { "real.txt": "real" });
  linkSync(join(from, "real.txt"), join(from, "twin.txt"));
  assert.deepEqual((await collect()).kept, ["real.txt", "twin.txt"]);
  if (process.getuid?.() !== 0) return t.diagnostic("not root: another user's file cannot be made");
  for (const path of ["", "real.txt"]) chownSync(join(from, path), 61_234, 61_234);
  linkSync(join(outside, "secret"), join(from, "stolen"));
  const { kept, told } = await collect();
  assert.deepEqual(kept, ["real.txt", "twin.txt"]);
  assert.match(told.join(), /"stolen" is left out: it is a hard link to a file of another user/);
});

test("names that are not safe are left out with what is in them", async (t) => {
  const names = ["a b", "new\nline", "ünicode", "$(id)", "back\\slash", "esc\x1b[31m", "x".repeat(200)];
  const files = Object.fromEntries(names.map((name): [string, string] => [`${name}/x`, "x"]));
  const { from, collect } = tree(t, { ...files, "fine/..x": "x" });
  writeFileSync(Buffer.concat([Buffer.from(`${from}/bad`), Buffer.from([0xff])]), "x");
  const { kept, told } = await collect();
  assert.deepEqual(kept, ["fine/..x"]);
  assert.equal(told.length, 8);
  assert.ok(told.every((message) => !message.includes("\x1b") && !message.includes("\n")));
});

test("a tree that is too deep is read as far as paths may go", async (t) => {
  const deep = (levels: number): string => Array.from({ length: levels }, () => "d").join("/");
  const { collect } = tree(t, { [`${deep(LIMITS.artifactDepth - 1)}/x`]: "x", [`${deep(60)}/y`]: "y" });
  const { kept, told } = await collect();
  assert.deepEqual(kept, [`${deep(LIMITS.artifactDepth - 1)}/x`]);
  assert.match(told.join(), /too deep/);
});

test("a huge sparse file is left out without being read, the rest is kept", async (t) => {
  const { from, collect } = tree(t, { "real.txt": "real", "sparse.bin": "" });
  truncateSync(join(from, "sparse.bin"), 2 ** 40);
  const started = performance.now();
  const { kept, told } = await collect();
  assert.deepEqual(kept, ["real.txt"]);
  assert.match(told.join(), /"sparse.bin" is left out: an artifact may have 268435456 bytes/);
  assert.ok(performance.now() - started < 2000);
});

test("what is over the limits of size and number is left out and told", async (t) => {
  const { collect } = tree(t, { a: "12345", b: "1234567", c: "123", d: "1", e: "", f: "" });
  assert.deepEqual(await collect({ artifact: 6, artifacts: 7, artifactCount: 3 }), {
    kept: ["a", "d", "e"],
    told: [
      'artifact "b" is left out: the artifacts of a run may have 7 bytes',
      'artifact "c" is left out: the artifacts of a run may have 7 bytes',
      'artifact "f" is left out: a run may have 3 artifacts',
    ],
  });
});

test("files without number are neither listed nor told one by one", async (t) => {
  const names = Array.from({ length: 500 }, (_, at) => `f${at}`);
  const { collect } = tree(t, Object.fromEntries(names.map((name) => [name, "x"])));
  const { kept, told } = await collect({ artifactCount: 10 });
  assert.equal(kept.length, 10);
  assert.equal(told.length, 21);
  assert.match(told[0] ?? "", /too many files/);
  assert.match(told.at(-1) ?? "", /71 more files and results are like that/);
});

test("a file that cannot be read is left out with the reason", async (t) => {
  if (process.getuid?.() === 0) return t.diagnostic("root reads every file");
  const { from, collect } = tree(t, { "a.txt": "a", "b.txt": "b" });
  chmodSync(join(from, "a.txt"), 0);
  const { kept, told } = await collect();
  assert.deepEqual(kept, ["b.txt"]);
  assert.match(told.join(), /"a.txt" is left out: EACCES/);
});
