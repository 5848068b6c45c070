import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import type { GitOptions } from "../../../runner/source/git.ts";

export interface Repository {
  readonly folder: string;
  readonly url: string;
  readonly git: (...args: readonly string[]) => string;
  /** Writes files and commits all there is; answers the commit. */
  readonly commit: (files: Readonly<Record<string, string>>) => string;
}

export const OPTIONS: GitOptions = {
  env: { PATH: process.env["PATH"], HOME: "/nonexistent" },
  signal: new AbortController().signal,
  timeout: 30_000,
};

/** A folder of its own for a test, removed at its end. */
export const ownFolder = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-source-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const WHO = ["-c", "user.name=me", "-c", "user.email=me@example.org", "-c", "init.defaultBranch=main"];

/** A repository without a commit, on the branch main. */
export const repository = (t: TestContext, name = "task-demo"): Repository => {
  const folder = join(ownFolder(t), name);
  mkdirSync(folder);
  const git = (...args: readonly string[]): string =>
    execFileSync("git", [...WHO, ...args], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  git("init");
  return {
    folder,
    url: `git+file://${folder}`,
    git,
    commit: (files) => {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
      }
      git("add", ".");
      git("commit", "--quiet", "--message", "change");
      return git("rev-parse", "HEAD");
    },
  };
};
