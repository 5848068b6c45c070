import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTarget, sshArgs } from "../../../runner/remote/target.ts";

test("a target has a user, a host and a port, each but the host by default", () => {
  const read = (text: string) => {
    const { host, port } = parseTarget(text, null);
    return [host, port];
  };
  assert.deepEqual(read("root@box.example.org:2222"), ["root@box.example.org", 2222]);
  assert.deepEqual(read("box"), ["box", 22]);
  assert.deepEqual(read("me@[fe80::1]:7"), ["me@fe80::1", 7]);
});

test("what ssh could take for an option is no target", () => {
  for (const text of ["-oProxyCommand=x", "", "a b", "me@", "box:0", "box:70000", "me@-x"])
    assert.throws(() => parseTarget(text, null), { code: "usage" }, text);
});

test("ssh asks nothing, and gives up in time", () => {
  const args = sshArgs(parseTarget("me@box:2222", "/keys/id"), "true").join(" ");
  assert.match(args, /BatchMode=yes/);
  assert.match(args, /ConnectTimeout=\d/);
  assert.match(args, /-i \/keys\/id -p 2222 -- me@box true$/);
});
