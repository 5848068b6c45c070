import assert from "node:assert/strict";
import { test } from "node:test";
import type { ResultInput } from "../../../model/result.ts";
import { References } from "../../../runner/artifacts/references.ts";

const result = (position: number, artifact?: string | null): ResultInput => ({
  position,
  check: "c",
  item: "i",
  type: "t",
  arch: "noarch",
  outcome: "PASSED",
  ...(artifact === undefined ? {} : { artifact }),
});

const KNOWN = { path: "logs/x.log", bytes: 1, sha256: "0".repeat(64) };

const references = () => {
  const told: string[] = [];
  return { told, references: new References("/run/artifacts", (message) => told.push(message)) };
};

test("results without an artifact are told at once, as they are", () => {
  const { told, references: own } = references();
  const results = [result(1), result(2, null)];
  assert.deepEqual(own.take(results), results);
  assert.deepEqual([own.settle([KNOWN]), told], [[], []]);
});

test("an artifact is named relatively or absolutely, and told by its path once it is there", () => {
  for (const name of [
    "logs/x.log",
    "./logs/../logs/x.log",
    "/run/artifacts/logs/x.log",
    "/run/artifacts//logs/x.log",
  ]) {
    const { told, references: own } = references();
    assert.deepEqual(own.take([result(1, name)]), []);
    assert.deepEqual(own.settle([KNOWN]), [result(1, "logs/x.log")]);
    assert.deepEqual(told, []);
  }
});

test("row 55: an artifact outside of the folder is dropped with a warning", () => {
  const outside = [
    "../../etc/passwd",
    "/etc/passwd",
    "/run/artifacts/../x",
    "/run/artifacts",
    "",
    "..",
    "/run/artifacts2/x",
  ];
  for (const name of outside) {
    const { told, references: own } = references();
    assert.deepEqual(own.take([result(7, name)]), [result(7, null)], name);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? "", /of result 7 is not in the artifacts folder/);
  }
});

test("row 55: an artifact that was not kept is dropped with a warning", () => {
  const { told, references: own } = references();
  own.take([result(1, "y.log"), result(2, "logs/x.log"), result(3, "logs")]);
  assert.deepEqual(own.settle([KNOWN]), [result(1, null), result(2, "logs/x.log"), result(3, null)]);
  assert.deepEqual(told, [
    'the artifact "y.log" of result 1 is not among the run\'s artifacts',
    'the artifact "logs" of result 3 is not among the run\'s artifacts',
  ]);
});
