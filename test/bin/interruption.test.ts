import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";

const MODULE = join(import.meta.dirname, "../../bin/interruption.ts");

/** Sends a signal to a process until it has ended, each time that it says something. */
const endBy = async (signal: NodeJS.Signals, stop: string) => {
  const script = `import { onInterruption } from ${JSON.stringify(MODULE)};
    onInterruption((code) => { ${stop} });
    setInterval(() => {}, 1000);
    console.log("begun");`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.on("data", () => child.kill(signal));
  return (await once(child, "exit")) as [number | null, string | null];
};

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const) {
  test(`${signal} lets a command end itself, with the exit code ${code}`, async () => {
    assert.deepEqual(await endBy(signal, "process.exit(code)"), [code, null]);
  });

  test(`a second ${signal} ends a command that takes its time`, async () => {
    assert.deepEqual(await endBy(signal, 'console.log("later")'), [code, null]);
  });
}
