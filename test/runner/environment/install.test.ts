import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "../../../runner/environment/install.ts";

const attempts = (...said: readonly (string | null)[]) => {
  const slept: number[] = [];
  let count = 0;
  const done = install(
    { say: () => {}, sleep: async (ms) => void slept.push(ms), signal: new AbortController().signal },
    "left-pad",
    async () => ({ isDone: said[count] === null, said: said[count++] ?? "" }),
  );
  return { done, slept, count: () => count };
};

test("a mirror that fails is tried three times, each time after a longer wait", async () => {
  const { done, slept, count } = attempts(
    "npm error code ECONNRESET",
    "E: Failed to fetch http://x 503 busy",
    null,
  );
  await done;
  assert.equal(count(), 3);
  assert.ok((slept[0] ?? 0) < (slept[1] ?? 0));
});

test("a mirror that goes on failing ends the tries with what it said", async () => {
  const { done, count } = attempts(
    "ETIMEDOUT",
    "ETIMEDOUT",
    "E: Temporary failure resolving 'deb.example.org'",
    null,
  );
  await assert.rejects(done, {
    code: "environment",
    message: "left-pad cannot be installed: E: Temporary failure resolving 'deb.example.org'",
  });
  assert.equal(count(), 3);
});

test("a package that does not exist is not tried again", async () => {
  const { done, count } = attempts("Reading lists\nE: Unable to locate package left-pad\n", null);
  await assert.rejects(done, /left-pad cannot be installed: E: Unable to locate package left-pad/);
  assert.equal(count(), 1);
});
