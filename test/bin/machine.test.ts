import assert from "node:assert/strict";
import { test } from "node:test";
import { machineOf } from "../../bin/machine.ts";

test("a task runs in one place: --local, --ssh and --libvirt exclude each other", () => {
  for (const flags of [
    { local: true, ssh: "me@box" },
    { local: true, libvirt: true },
    { ssh: "me@box", libvirt: true },
  ] as const)
    assert.throws(() => machineOf({ ...flags, destroy: true }), {
      code: "usage",
      message: /exclude each other/,
    });
});

test("a key without a machine is a mistake", () => {
  assert.throws(() => machineOf({ sshPrivkey: "key", destroy: true }), { code: "usage" });
});

test("without a flag, and with --local, it is this machine", () => {
  assert.deepEqual(machineOf({ destroy: true }), {});
  assert.deepEqual(machineOf({ local: true, destroy: true }), {});
});

test("--ssh and --libvirt give the run another machine", () => {
  assert.ok(machineOf({ ssh: "me@box:2222", sshPrivkey: "key", destroy: true }).openMachine);
  assert.ok(machineOf({ libvirt: true, destroy: false }).openMachine);
});
