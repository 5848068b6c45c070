import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import type { Environment } from "../../../runner/formula/environment.ts";
import { LayeredSandbox } from "../../../runner/environment/layered-sandbox.ts";
import { installSystemPackages, type SystemInstall } from "../../../runner/environment/system-packages.ts";
import { noSandbox } from "../../../runner/sandbox/none.ts";
import type { Sandbox } from "../../../runner/sandbox/sandbox.ts";
import { needsProgram } from "../../support/needs.ts";

const asking = (packages: Partial<Environment["packages"]>): Environment => ({
  packages: { rpm: [], deb: [], npm: [], pip: [], ...packages },
  network: false,
  secrets: [],
  quiet: null,
  image: null,
  distro: null,
  release: null,
});

/** Programs of the machine itself, called bubblewrap: what a layer needs of it is that root starts it. */
const sandboxOf = (kind: Sandbox["kind"]): LayeredSandbox =>
  new LayeredSandbox({ ...noSandbox({ uuid: "u1" }, ""), kind });

const contextOf = (sandbox: LayeredSandbox, workspace: string, isRoot: boolean): SystemInstall => ({
  sandbox,
  workspace,
  isRoot,
  run: async (file, args) => {
    const command = await sandbox.command({
      file,
      args,
      cwd: "/",
      env: { PATH: process.env["PATH"] ?? "" },
      network: false,
    });
    const { stdout } = await promisify(execFile)(command.file, command.args);
    return { exitCode: 0, text: stdout };
  },
  say: () => {},
  sleep: async () => {},
  signal: new AbortController().signal,
  print: async () => {},
  env: {},
});

const isRoot = process.getuid?.() === 0;
const NEEDS_ROOT = isRoot ? needsProgram("apt-get") : { skip: "only root can install packages" };

const PACKAGE = "hello";

test("a package is installed for one run, and the machine has nothing of it", NEEDS_ROOT, async (t) => {
  if (existsSync("/usr/bin/hello")) return t.skip("hello is installed on this machine");
  const workspace = mkdtempSync(join(tmpdir(), "taskotron-layer-"));
  t.after(() => rmSync(workspace, { recursive: true, force: true }));
  const packages = () => execFileSync("dpkg-query", ["-W"], { encoding: "utf8" });
  const before = packages();
  const sandbox = sandboxOf("bwrap");
  const context = contextOf(sandbox, workspace, true);
  await installSystemPackages(asking({ deb: [PACKAGE], rpm: ["of-another-distribution"] }), context);
  const { text } = await context.run(PACKAGE, [], {});
  assert.equal(text, "Hello, world!\n");
  assert.equal(packages(), before);
  assert.ok(!readFileSync("/proc/self/mountinfo", "utf8").includes(workspace), "a mount is left");
  assert.equal(existsSync("/usr/bin/hello"), false);
});

test("a package that no mirror has is named with what apt said", NEEDS_ROOT, async (t) => {
  const workspace = mkdtempSync(join(tmpdir(), "taskotron-layer-"));
  t.after(() => rmSync(workspace, { recursive: true, force: true }));
  await assert.rejects(
    installSystemPackages(
      asking({ deb: ["no-such-package-anywhere"] }),
      contextOf(sandboxOf("bwrap"), workspace, true),
    ),
    {
      code: "environment",
      message: /^no-such-package-anywhere cannot be installed: E: Unable to locate package/,
    },
  );
});

test("who cannot install says what to type", async () => {
  const deb = asking({ deb: ["no-such-package", "sh"] });
  await assert.rejects(installSystemPackages(deb, contextOf(sandboxOf("none"), "/", true)), {
    code: "environment",
    message:
      "no-such-package is not installed here, and this client cannot install deb packages for a run (that takes root, bubblewrap and apt; or --sandbox container): apt install no-such-package",
  });
  await assert.rejects(
    installSystemPackages(deb, contextOf(sandboxOf("bwrap"), "/", false)),
    /apt install no-such-package/,
  );
  await assert.rejects(
    installSystemPackages(asking({ deb: ["no-such-package"] }), contextOf(sandboxOf("container"), "/", true)),
    /is not in the container's image: set environment\.image to one that has it/,
  );
});
