import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Parser } from "tap-parser";
import { parse } from "yaml";
import { freshFolder } from "../support/folder.ts";

export const ROOT = join(import.meta.dirname, "../..");

export interface Point {
  readonly ok: boolean;
  readonly name: string;
  readonly skip: string | boolean;
  readonly block: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number | null;
  readonly text: string;
  readonly stderr: string;
  readonly points: readonly Point[];
  readonly bailout: string | null;
}

/** Writes files into a new folder and answers its path. */
export const makeTree = (files: Readonly<Record<string, string | Buffer>>): string => {
  const root = freshFolder("tasks");
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
};

/** A tree with one package `foo-1.0.0`. */
export const makePackage = (files: Readonly<Record<string, string | Buffer>>): string =>
  makeTree(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`node_modules/foo/${path}`, text])),
  );

/** A PATH on which there is python3 and nothing else. */
export const onlyPython = (): string => {
  const folder = freshFolder("python");
  const { stdout } = spawnSync("python3", ["-c", "import sys; print(sys.executable, end='')"], {
    encoding: "utf8",
  });
  symlinkSync(stdout, join(folder, "python3"));
  return folder;
};

/** Runs a program of a bundled task, in the task's folder and with a task's small environment, and reads its TAP. */
export const runCheck = (
  task: string,
  [program, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>>,
): Answer => {
  const done = spawnSync(program, args, {
    cwd: join(ROOT, "tasks", task),
    env: { PATH: process.env["PATH"] ?? "", LANG: "C.UTF-8", TMPDIR: tmpdir(), ...env },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(done.error, undefined);
  return { status: done.status, text: done.stdout, stderr: done.stderr, ...read(done.stdout) };
};

interface Assertion {
  readonly ok: boolean;
  readonly name: string;
  readonly skip: string | boolean;
  readonly diag: unknown;
}

/** Reads TAP with the parser that the ingest uses, and each block again as YAML on its own, which must agree. */
const read = (text: string): Pick<Answer, "points" | "bailout"> => {
  const events = Parser.parse(text) as unknown as readonly (readonly [kind: string, value: unknown])[];
  const blocks = [...text.matchAll(/^ {2}---\n([\s\S]*?)^ {2}\.\.\.$/gm)].map(
    (found) => parse(found[1] ?? "") as Readonly<Record<string, unknown>>,
  );
  assert.deepEqual(
    events.filter(([kind]) => kind === "extra"),
    [],
    "not TAP",
  );
  const assertions = events.filter(([kind]) => kind === "assert").map(([, value]) => value as Assertion);
  assert.deepEqual(
    assertions.map(({ diag }) => diag),
    blocks,
  );
  const points = assertions.map(({ ok, name, skip }, index) => ({
    ok,
    name,
    skip,
    block: blocks[index] ?? {},
  }));
  const bailout = events.find(([kind]) => kind === "bailout")?.[1];
  return { points, bailout: typeof bailout === "string" ? bailout : null };
};

/** `severity tag message` of the findings of the only point. */
export const findingsOf = (answer: Answer): readonly string[] => {
  assert.equal(answer.points.length, 1, answer.text);
  const findings = (answer.points[0]?.block["findings"] ?? []) as readonly Readonly<Record<string, string>>[];
  return findings.map(({ severity, tag, message }) => `${severity} ${tag} ${message}`);
};

export const tagsOf = (answer: Answer): readonly string[] =>
  findingsOf(answer).map((finding) => finding.split(" ").slice(0, 2).join(" "));
