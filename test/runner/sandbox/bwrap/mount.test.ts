import assert from "node:assert/strict";
import { test } from "node:test";
import {
  inOrder,
  isIn,
  type Mount,
  mountArguments,
  mountOf,
} from "../../../../runner/sandbox/bwrap/mount.ts";

const read = (path: string): Mount => ({ kind: "read", path });
const write = (path: string): Mount => ({ kind: "write", path });
const hide = (path: string, isFolder = true): Mount => ({ kind: "hide", path, isFolder });

const paths = (mounts: readonly Mount[]) => inOrder(mounts).map(({ kind, path }) => `${kind} ${path}`);

test("a path is in a folder by whole names", () => {
  assert.ok(isIn("/a/b", "/a"));
  assert.ok(isIn("/a", "/a"));
  assert.ok(isIn("/a", "/"));
  assert.ok(!isIn("/ab", "/a"));
});

const CASES: readonly (readonly [string, readonly Mount[], readonly string[]])[] = [
  ["what is deeper comes later", [write("/a/b/c"), read("/a")], ["read /a", "write /a/b/c"]],
  ["what is shown already is not shown again", [read("/usr"), read("/usr/lib")], ["read /usr"]],
  ["what is hidden lies over what is shown", [hide("/r/data"), read("/r")], ["read /r", "hide /r/data"]],
  ["what nothing shows need not be hidden", [hide("/home/x"), read("/usr")], ["read /usr"]],
  [
    "what is hidden is not shown by the same path",
    [read("/r"), read("/r/d"), hide("/r/d")],
    ["read /r", "hide /r/d"],
  ],
  [
    "a run's folder below a hidden one is there",
    [read("/r"), hide("/r/d"), write("/r/d/w")],
    ["read /r", "hide /r/d", "write /r/d/w"],
  ],
  [
    "a task below a hidden folder is there",
    [read("/r"), hide("/r/d"), read("/r/d/t")],
    ["read /r", "hide /r/d", "read /r/d/t"],
  ],
];
for (const [name, mounts, expected] of CASES) test(name, () => assert.deepEqual(paths(mounts), expected));

test("the nearest mount above a path decides", () => {
  const mounts = inOrder([read("/r"), hide("/r/data")]);
  assert.equal(mountOf("/r/x", mounts)?.kind, "read");
  assert.equal(mountOf("/r/data/x", mounts)?.kind, "hide");
  assert.equal(mountOf("/q", mounts), null);
});

test("folders above a mount are made for everybody, once, and hidden ones become read-only at the end", () => {
  assert.deepEqual(
    mountArguments(inOrder([read("/a/b/c"), read("/a/b/d"), hide("/a/b/c/x"), write("/a/b/c/x/w")])).join(
      " ",
    ),
    "--perms 0755 --dir /a --perms 0755 --dir /a/b --ro-bind /a/b/c /a/b/c --ro-bind /a/b/d /a/b/d " +
      "--size 4096 --perms 0755 --tmpfs /a/b/c/x --bind /a/b/c/x/w /a/b/c/x/w --remount-ro /a/b/c/x",
  );
});
