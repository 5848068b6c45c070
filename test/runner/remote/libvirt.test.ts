import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { libvirtMachine } from "../../../runner/remote/libvirt.ts";
import type { Wish } from "../../../runner/remote/machine.ts";
import { needsProgram } from "../../support/needs.ts";
import { freePort, startSshd, writeProgram } from "./sshd.ts";

// testcloud needs a hypervisor: a stand-in records what it is asked, and its machine is a port of this one
const NEEDS = needsProgram("sshd");

const PATH = process.env["PATH"] ?? "";

const testcloud = (t: TestContext, port: number, listed = "") => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-libvirt-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const log = join(folder, "log");
  writeProgram(
    join(folder, "testcloud"),
    `echo "$*" >>${log}; case $1 in list) echo "${listed} 1.2.3.4 22 running";; create) echo "The IP of vm $3:  127.0.0.1"; echo "The SSH port of vm $3:  ${port}";; esac`,
  );
  process.env["PATH"] = `${folder}:${PATH}`;
  t.after(() => (process.env["PATH"] = PATH));
  return (): string => (existsSync(log) ? readFileSync(log, "utf8") : "");
};

const wish: Wish = {
  uuid: "u1",
  item: "foo-1-1.fc42",
  environment: {
    packages: { rpm: [], deb: [], npm: [], pip: [] },
    network: false,
    secrets: [],
    quiet: null,
    image: null,
    distro: null,
    release: null,
  },
  say: () => {},
  signal: new AbortController().signal,
};

test("a run has a machine of its own, of the item's distribution, and it is removed", NEEDS, async (t) => {
  const { target } = await startSshd(t);
  const log = testcloud(t, target.port);
  {
    await using machine = await libvirtMachine({ key: target.key, keep: false, boot: 5000 })(wish);
    assert.equal(machine.target.host, "root@127.0.0.1");
    assert.equal(machine.target.port, target.port);
  }
  assert.equal(log(), "list\ncreate --name taskotron-u1 --no-graphic fedora:42\nremove -f taskotron-u1\n");
});

test("a machine of that name is left alone", async (t) => {
  const log = testcloud(t, 1, "taskotron-u1");
  await assert.rejects(libvirtMachine({ key: null, keep: false, boot: 100 })(wish), {
    code: "environment",
    message: "the machine taskotron-u1 exists already: testcloud remove -f taskotron-u1",
  });
  assert.equal(log(), "list\n");
});

test("a machine that does not answer is made three times, and removed each time", async (t) => {
  const log = testcloud(t, await freePort());
  await assert.rejects(libvirtMachine({ key: null, keep: false, boot: 60 })(wish), { code: "network" });
  assert.equal(log().match(/^create/gm)?.length, 3);
  assert.equal(log().match(/^remove/gm)?.length, 3);
});

test("without testcloud it says how to install it", async (t) => {
  process.env["PATH"] = "/nowhere";
  t.after(() => (process.env["PATH"] = PATH));
  await assert.rejects(libvirtMachine({ key: null, keep: false, boot: 60 })(wish), {
    code: "missing-tool",
    message: /^testcloud is not installed: dnf install testcloud/,
  });
});
