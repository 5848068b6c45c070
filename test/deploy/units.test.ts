import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test, type TestContext } from "node:test";
import { needsProgram } from "../support/needs.ts";
import { ROOT, textOf } from "./files.ts";

/** systemd's own measure of what a service could do, from 0 to 10: the most that each may reach. */
const EXPOSURE = { "taskotron-server": 2.0, "taskotron-worker": 4.0 } as const;

/** A unit whose programs are where this machine has them, since verify looks for them. */
const unitHere = (t: TestContext, name: string, change = (text: string): string => text): string => {
  const folder = mkdtempSync(join(tmpdir(), "unit-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const text = textOf("systemd", `${name}.service`).replaceAll("/usr/bin/node", process.execPath);
  const file = join(folder, `${name}.service`);
  writeFileSync(file, change(text.replaceAll("/opt/taskotron", ROOT)));
  return file;
};

const analyze = (...args: readonly string[]): { status: number | null; said: string } => {
  const done = spawnSync("systemd-analyze", args, { encoding: "utf8" });
  return { status: done.status, said: `${done.stdout}${done.stderr}` };
};

suite("systemd units", needsProgram("systemd-analyze"), () => {
  for (const [name, most] of Object.entries(EXPOSURE)) {
    test(`systemd finds nothing wrong with ${name}`, (t) => {
      assert.deepEqual(analyze("verify", unitHere(t, name)), { status: 0, said: "" });
    });

    test(`${name} is exposed by ${most} of 10 at most`, (t) => {
      const threshold = `--threshold=${most * 10}`;
      const { status, said } = analyze("security", "--offline=yes", threshold, unitHere(t, name));
      assert.equal(status, 0, said);
      t.diagnostic(said.trim().split("\n").at(-1) ?? "");
    });
  }

  test("systemd would find a word that it does not know", (t) => {
    const wrong = unitHere(t, "taskotron-server", (text) => text.replace("PrivateTmp=", "PrivateTemp="));
    assert.match(analyze("verify", wrong).said, /PrivateTemp/);
  });
});
