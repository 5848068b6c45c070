import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test, type TestContext } from "node:test";
import { git } from "../../../runner/directives/git.ts";
import { serveAnswers } from "../../support/http.ts";
import { needsProgram } from "../../support/needs.ts";
import { fails } from "./koji-step.ts";
import { type Step, step } from "./step.ts";

const tool = needsProgram("git");

/** A repository of three commits, told apart by the file `which`: a tag on the first, a branch at the second, HEAD at the third. */
const start = (t: TestContext): Step & { readonly url: string; readonly commits: readonly string[] } => {
  const of = step(t);
  const url = join(of.context.taskFolder, "source.git");
  mkdirSync(url);
  const run = (...args: readonly string[]): string => {
    const env = { PATH: process.env["PATH"], HOME: of.context.taskFolder };
    const who = ["-c", "user.name=me", "-c", "user.email=me@example.org"];
    return execFileSync("git", [...who, ...args], { cwd: url, env, encoding: "utf8", stdio: "pipe" }).trim();
  };
  run("init", "--quiet", "--initial-branch=main");
  const commits = ["first", "second", "third"].map((which) => {
    writeFileSync(join(url, "which"), which);
    run("add", "which");
    run("commit", "--quiet", "-m", which);
    if (which === "first") run("tag", "v1");
    if (which === "second") run("branch", "old");
    return run("rev-parse", "HEAD");
  });
  return { ...of, url, commits };
};

const which = (path: string): string => readFileSync(join(path, "which"), "utf8");

test("a repository is cloned at its HEAD, and the commit is the value", tool, async (t) => {
  const { value, url, commits, context, said } = start(t);
  const path = join(context.workdir, "source");
  assert.deepEqual(await value(git, { url: `file://${url}` }), { path, commit: commits[2] });
  assert.equal(which(path), "third");
  assert.ok(said.includes(`INFO file://${url} is at ${commits[2]}`));
  assert.ok(existsSync(join(path, ".git/shallow")), "the history should be cut");
});

test("a branch, a tag, a commit and the start of a commit are found", tool, async (t) => {
  const { value, url, commits, context } = start(t);
  for (const [ref, at] of [
    ["old", 1],
    ["v1", 0],
    [commits[1], 1],
    [commits[0]?.slice(0, 12), 0],
  ] as const) {
    const path = join(context.workdir, "a/b", String(ref));
    assert.deepEqual(await value(git, { url, ref, dir: path }), { path, commit: commits[at] });
    assert.equal(which(path), ["first", "second", "third"][at]);
  }
});

test("a plain web server is enough", tool, async (t) => {
  const { value, url, commits, context } = start(t);
  execFileSync("git", ["update-server-info"], { cwd: url });
  const files = globSync(".git/**/*", { cwd: url, withFileTypes: true }).filter((entry) => entry.isFile());
  const server = await serveAnswers(
    t,
    Object.fromEntries(
      files.map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [`/source.git/${relative(join(url, ".git"), path)}`, readFileSync(path)];
      }),
    ),
  );
  const path = join(context.workdir, "source");
  assert.deepEqual(await value(git, { url: `${server}/source.git` }), { path, commit: commits[2] });
});

test("git has the network, a log of its own, and nobody to ask", tool, async (t) => {
  const { value, url, ran } = start(t);
  await value(git, { url });
  assert.ok(ran.length > 0);
  for (const { network, log, env } of ran) {
    assert.deepEqual([network, log], [true, "git.log"]);
    assert.equal(env?.["GIT_TERMINAL_PROMPT"], "0");
  }
});

test("a ref that is not there is told", tool, async (t) => {
  const { value, url } = start(t);
  await assert.rejects(
    value(git, { url, ref: "none" }),
    fails("not-found", /has no branch, tag or commit none$/),
  );
});

test("a repository that is not there is told", tool, async (t) => {
  const { value } = start(t);
  await assert.rejects(
    value(git, { url: "/none" }),
    fails("directive", /^\/none cannot be cloned; git\.log says why$/),
  );
});

test("an address that names a program runs nothing", tool, async (t) => {
  const { value, context } = start(t);
  const mark = join(context.taskFolder, "ran");
  await assert.rejects(
    value(git, { url: `ext::touch ${mark}`, dir: "x" }),
    fails("directive", /cannot be cloned/),
  );
  await assert.rejects(value(git, { url: `--upload-pack=touch ${mark}`, dir: "x" }));
  assert.ok(!existsSync(mark));
});
