import assert from "node:assert/strict";
import { test } from "node:test";
import { readNamespaces, refusedCheck } from "../../runner/namespace.ts";

const NAMESPACES = readNamespaces("ns.yml", "dist: [https://h/dist/, https://h/one]\nqa: []\n");

const refused = (check: string, url: string, own: string | null = null) =>
  refusedCheck(NAMESPACES, check, { url, own }) !== null;

test("row 56: a namespace is for the repositories that are listed, scratch for all", () => {
  assert.equal(refused("dist.x", "https://h/dist/task-x.git"), false);
  assert.equal(refused("dist.x", "https://other/task-x.git"), true);
  assert.equal(refused("qa.x", "https://h/dist/task-x.git"), true);
  assert.equal(refused("pkg.x", "https://h/dist/task-x.git"), true);
  assert.equal(refused("scratch.x", "https://other/x", "scratch"), false);
  assert.equal(refused("mine.x", "https://other/x", "mine"), true);
});

test("a check without a namespace, and sub-results of one, are everybody's", () => {
  assert.equal(refused("rpmlint", "https://other/x"), false);
  assert.equal(refused("rpmgrill.foo", "https://other/x"), false);
  assert.equal(refused("dist.rpmgrill.foo", "https://other/x"), true);
});

test("a prefix ends where a name ends", () => {
  assert.equal(refused("dist.x", "https://h/one"), false);
  assert.equal(refused("dist.x", "https://h/one.git"), false);
  assert.equal(refused("dist.x", "https://h/one/sub.git"), false);
  assert.equal(refused("dist.x", "https://h/one-more.git"), true);
  assert.equal(refused("dist.x", "https://h/distant/x"), true);
});

test("a file that is no map of lists is refused, naming the place", () => {
  for (const text of ["- a", "dist: https://h/", "dist: [[a]]"])
    assert.throws(() => readNamespaces("ns.yml", text), { code: "setting", message: /ns\.yml:1/ }, text);
  assert.equal(readNamespaces("ns.yml", "").size, 0);
});
