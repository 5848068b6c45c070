import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { needsProgram } from "../../support/needs.ts";

const bwrap = needsProgram("bwrap");

const RUNTASK = join(import.meta.dirname, "../../../bin/runtask.ts");
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** Its letters reversed are nowhere but where the test hides them: the task itself knows only this. */
const CANARY = "taskotron-canary";
const HIDDEN = [...CANARY].reverse().join("");

const PROBE =
  'name: probe\ndesc: d\nmaintainer: m\nactions: [{name: x, shell: "exec /usr/bin/python3 probe.py"}]\n';

/** A machine with secrets everywhere, and a task in a git repository that looks for them. */
const hostileMachine = async (t: TestContext) => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-probe-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, text = HIDDEN): string => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const heard: string[] = [];
  const listen = async (path: string | number) => {
    const server = createServer((socket) => socket.on("data", (bytes) => heard.push(String(bytes))));
    server.listen(path);
    await once(server, "listening");
    t.after(() => server.close());
    return server.address();
  };
  const address = await listen(0);
  const abstract = `taskotron-probe-${process.pid}-${Date.now()}`;
  await listen(`\0${abstract}`);
  await listen(join(folder, "socket"));
  const host = {
    port: typeof address === "object" ? address?.port : 0,
    ...{ abstract, socket: join(folder, "socket"), canary: CANARY, pid: process.pid },
    // the task's folder is shown, and the project's own modules: a clone may be in /tmp or in root's home
    shown: [folder, import.meta.dirname].map((path) => path.split("/")[2]).join(","),
    home: put("home/.ssh/id_rsa"),
    data: put("repository/data/taskotron.db"),
    spool: put("home/.local/state/taskotron/spool/x"),
    settings: put("repository/taskotron.yaml", `token: ${HIDDEN}\n`),
    secret: put("repository/secrets/probe/token"),
    git: put("repository/.git/config"),
    other: put("other-run/work/secret"),
  };
  const facts = Object.entries(host).map(([name, value]) => `${name}=${value}`);
  put("repository/task/host.txt", `${facts.join("\n")}\n`);
  put("repository/task/probe.yml", PROBE);
  cpSync(join(import.meta.dirname, "probe.py"), join(folder, "repository/task/probe.py"));
  return { folder, heard };
};

const runProbe = async (folder: string, uid: number | null) => {
  const env = {
    PATH: process.env["PATH"],
    HOME: join(folder, "home"),
    TASKOTRON_TOKEN: HIDDEN,
    TASKOTRON_DATA: "data",
    TASKOTRON_SECRETS: "secrets",
  };
  const as = uid === null ? [] : ["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"];
  const [file = "", ...args] = [
    ...as,
    process.execPath,
    RUNTASK,
    "--sandbox",
    "bwrap",
    "-i",
    "x-1-1",
    "-t",
    "koji_build",
    "task",
  ];
  const child = spawn(file, args, {
    cwd: join(folder, "repository"),
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  child.stdout.on("data", (bytes) => (out += String(bytes)));
  child.stderr.on("data", (bytes) => (out += String(bytes)));
  await once(child, "close");
  return out;
};

const assertAllRefused = (out: string): void => {
  assert.deepEqual(
    out.split("\n").filter((line) => line.startsWith("not ok")),
    [],
    out,
  );
  assert.ok([...out.matchAll(/^ok /gm)].length >= 80, out);
  assert.match(out, /PASSED/);
};

test("a task can do nothing of what a sandbox must refuse", bwrap, async (t) => {
  const { folder, heard } = await hostileMachine(t);
  assertAllRefused(await runProbe(folder, null));
  assert.deepEqual(heard, []);
});

test(
  "neither can a task of an ordinary user",
  isRoot && !bwrap.skip && canRead(NOBODY) ? {} : { skip: bwrap.skip || "only root can become another user" },
  async (t) => {
    const { folder, heard } = await hostileMachine(t);
    execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, folder]);
    assertAllRefused(await runProbe(folder, NOBODY));
    assert.deepEqual(heard, []);
  },
);

/** The project may lie where only root can read it. */
function canRead(uid: number): boolean {
  try {
    execFileSync(process.execPath, ["-e", "require('node:fs').readFileSync(process.argv[1])", RUNTASK], {
      uid,
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}
