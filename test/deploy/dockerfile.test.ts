import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, textOf } from "./files.ts";

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** Its instructions: continued lines joined, comments left out. */
const instructions: readonly Instruction[] = textOf("Dockerfile")
  .replaceAll(/^#.*\n/gm, "")
  .replaceAll(/\\\n\s*/g, "")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => ({ name: line.split(" ")[0] ?? "", rest: line.slice(line.indexOf(" ") + 1) }));

const KNOWN = /^(?:FROM|WORKDIR|COPY|RUN|ENV|USER|VOLUME|EXPOSE|HEALTHCHECK|ENTRYPOINT|CMD)$/;

const final = instructions.slice(instructions.findLastIndex(({ name }) => name === "FROM"));

const last = (name: string): string => final.findLast((one) => one.name === name)?.rest ?? "";

test("each line is an instruction that is known", () => {
  for (const { name } of instructions) assert.match(name, KNOWN);
});

test("every stage starts from the same version of Node, which is the one that the commands need", () => {
  const bases = instructions.filter(({ name }) => name === "FROM").map(({ rest }) => rest.split(" ")[0]);
  assert.ok(bases.length > 1, "it has stages");
  assert.equal(new Set(bases).size, 1);
  const oldest = /OLDEST_NODE = (\d+)/.exec(readFileSync(join(ROOT, "bin/start.cjs"), "utf8"))?.[1];
  assert.match(bases[0] ?? "", new RegExp(`node:${oldest}-`));
});

test("the image brings what was installed for production, and no script of a package ran", () => {
  const installs = instructions.filter(({ rest }) => /\bnpm (?:ci|install)\b/.test(rest));
  assert.ok(installs.length > 0);
  for (const { rest } of installs) assert.match(rest, /npm ci .*--ignore-scripts/);
  assert.ok(final.some(({ rest }) => rest === "--from=packages /app/node_modules /app/node_modules"));
  assert.match(instructions.find(({ rest }) => /--omit=dev/.test(rest))?.rest ?? "", /npm ci/);
});

test("it runs as a user by number who is not root, and data is on a volume of that user", () => {
  assert.match(last("USER"), /^[1-9]\d*:[1-9]\d*$/);
  assert.equal(last("VOLUME"), "/data");
  assert.match(last("RUN"), new RegExp(`install -d -o ${last("USER").replace(":", " -g ")} -m 0700 /data`));
  assert.match(last("ENV"), /TASKOTRON_DATA=\/data/);
});

test("it starts the server without a shell between, and asks /healthz for its health", () => {
  for (const name of ["ENTRYPOINT", "CMD"]) assert.doesNotThrow(() => JSON.parse(last(name)), name);
  assert.match(last("HEALTHCHECK"), /127\.0\.0\.1:8080\/healthz/);
  assert.match(last("ENV"), /TASKOTRON_PORT=8080/);
});

test("what the image copies is there, and what git leaves out does not come along", () => {
  const copied = instructions
    .filter(({ name, rest }) => name === "COPY" && !rest.startsWith("--from"))
    .flatMap(({ rest }) => rest.split(" ").slice(0, -1));
  for (const path of copied) assert.ok(existsSync(join(ROOT, path)), path);
  const ignored = readFileSync(join(ROOT, ".dockerignore"), "utf8").split("\n");
  for (const path of [".git", "**/node_modules", "**/dist", "data"]) assert.ok(ignored.includes(path), path);
});
