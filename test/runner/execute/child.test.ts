import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { startChild } from "../../../runner/execute/child.ts";
import { assertGone } from "../alive.ts";

const CHILD = join(import.meta.dirname, "../../../runner/execute/child.ts");

const sh = (script: string, pipes: readonly Uint8Array[] = []) =>
  startChild({ file: "/bin/sh", args: ["-c", script], cwd: "/", env: { PATH: "/usr/bin:/bin" }, pipes });

test("a program reads its pipes from the descriptors 3, 4 and so on, to their ends", async () => {
  const long = "x".repeat(1_000_000);
  const child = await sh("cat <&4; cat <&3 | wc -c", [Buffer.from(long), Buffer.from("second\n")]);
  assert.equal(await text(child.stdout), "second\n1000000\n");
  assert.deepEqual(await child.exit, { exitCode: 0, signal: null });
});

test("a program need not read its pipes", async () => {
  const child = await sh("exit 3", [Buffer.alloc(1_000_000)]);
  assert.deepEqual(await child.exit, { exitCode: 3, signal: null });
});

for (const [how, code] of [
  ["ends", "process.exit()"],
  ["fails", "throw new Error()"],
] as const)
  test(`a program does not outlive a runner that ${how}`, async () => {
    const script = `import { startChild } from ${JSON.stringify(CHILD)};
      const args = ["-c", "sleep 600 & echo $! $$; sleep 600"];
      const { stdout } = await startChild({ file: "/bin/sh", args, cwd: "/", env: {}, pipes: [] });
      stdout.once("data", (bytes) => process.stdout.write(bytes, () => { ${code} }));`;
    const runner = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [pids] = (await once(runner.stdout, "data")) as [Buffer];
    await assertGone(pids.toString());
  });
