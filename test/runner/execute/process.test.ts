import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { noSandbox } from "../../../runner/sandbox/none.ts";
import { assertGone } from "../alive.ts";
import { SMALL } from "../box.ts";
import { runProgram, type Program, type ProgramEnd } from "../../../runner/execute/process.ts";

const inside = noSandbox({ uuid: "none" }, "");

interface Seen {
  readonly end: ProgramEnd;
  readonly out: string;
  readonly err: string;
  readonly ms: number;
}

interface Other extends Partial<Program> {
  readonly file?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const sh = async (
  script: string,
  { file = "/bin/sh", env = { PATH: "/usr/bin:/bin" }, ...other }: Other = {},
): Promise<Seen> => {
  const out: Uint8Array[] = [];
  const err: Uint8Array[] = [];
  const started = performance.now();
  const end = await runProgram({
    command: { file, args: ["-c", script], cwd: "/", env, pipes: [] },
    sandbox: inside,
    folder: "/tmp/nothing",
    signal: new AbortController().signal,
    onStdout: async (bytes) => void out.push(Buffer.from(bytes)),
    onStderr: async (bytes) => void err.push(Buffer.from(bytes)),
    limits: SMALL,
    ...other,
  });
  return {
    end,
    out: Buffer.concat(out).toString("latin1"),
    err: Buffer.concat(err).toString("latin1"),
    ms: performance.now() - started,
  };
};

test("a program's two streams and exit code are told apart, byte for byte", async () => {
  const { end, out, err } = await sh("printf 'a\\377\\000b'; printf oops >&2; exit 3");
  assert.deepEqual(end, { exitCode: 3, signal: null, limit: null, bytes: 8 });
  assert.equal(out, "a\xff\0b");
  assert.equal(err, "oops");
});

test("a program sees only the environment it is given, and no input", async () => {
  const { out } = await sh("env | cut -d= -f1 | sort | tr '\\n' ' '; cat", {
    env: { PATH: "/usr/bin:/bin", X: "1" },
  });
  assert.equal(out.replace("PWD ", "").replace("_ ", "").trim(), "PATH X");
});

test("grandchildren that hold the output neither survive nor hang the step", async () => {
  const { end, out, ms } = await sh("sleep 600 & echo $!; sleep 600 & echo $!");
  assert.equal(end.exitCode, 0);
  assert.ok(ms < 5_000, `${ms} ms`);
  await assertGone(out);
});

test("grandchildren that do not hold the output do not survive either", async () => {
  const { out } = await sh("sleep 600 >/dev/null 2>&1 & echo $!");
  await assertGone(out);
});

test("what a process substitution prints after its parent ended is not lost", async () => {
  const { out } = await sh("(sleep 0.1; echo late) & echo early");
  assert.equal(out, "early\nlate\n");
});

test("the wall limit ends the whole group, also one that ignores SIGTERM", async () => {
  const { end, out, ms } = await sh("trap '' TERM; sleep 600 & echo $!; echo $$; while :; do sleep 1; done", {
    limits: { ...SMALL, wall: 200 },
  });
  assert.equal(end.limit, "wall");
  assert.equal(end.signal, "SIGKILL");
  assert.ok(ms < 5_000, `${ms} ms`);
  await assertGone(out);
});

test("silence beyond the idle limit ends the program, output prolongs it", async () => {
  const { end, out } = await sh("for i in 1 2 3 4; do echo $i; sleep 0.2; done; sleep 600", {
    limits: { ...SMALL, idle: 500 },
  });
  assert.equal(end.limit, "idle");
  assert.equal(end.signal, "SIGTERM");
  assert.equal(out, "1\n2\n3\n4\n");
});

test("output beyond its limit ends the program, and exactly the limit is kept", async () => {
  const { end, out } = await sh("yes", { limits: { ...SMALL, output: 100_001 } });
  assert.equal(end.limit, "output");
  assert.equal(end.bytes, 100_001);
  assert.equal(out.length, 100_001);
});

test("an abort stops the program with SIGTERM", async () => {
  const { end } = await sh("sleep 600", { signal: AbortSignal.timeout(100) });
  assert.deepEqual(end, { exitCode: null, signal: "SIGTERM", limit: null, bytes: 0 });
});

test("a program is not read while its output is still being kept", async () => {
  let open = 0;
  let worst = 0;
  const { end } = await sh("head -c 1000000 /dev/zero", {
    onStdout: async () => {
      worst = Math.max(worst, ++open);
      await new Promise((wake) => setTimeout(wake, 1));
      open--;
    },
  });
  assert.equal(end.bytes, 1_000_000);
  assert.equal(worst, 1);
});

test("an error while the output is kept ends the program and is thrown", async () => {
  await assert.rejects(
    sh("echo x; sleep 600", { onStdout: () => Promise.reject(new Error("disk full")) }),
    /disk full/,
  );
});

test("a program that does not exist is a missing tool that is named", async () => {
  await assert.rejects(sh("", { file: "no-such-program" }), (error: unknown) => {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, "missing-tool");
    assert.match(error.message, /^no-such-program is not installed/);
    return true;
  });
});

test("a program that may not be executed says so", async () => {
  await assert.rejects(sh("", { file: "/etc/passwd" }), (error: unknown) => {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, "directive");
    return true;
  });
});
