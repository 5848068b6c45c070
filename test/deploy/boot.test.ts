import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { suite, test } from "node:test";
import { needsProgram } from "../support/needs.ts";
import { ROOT } from "./files.ts";
import { bootMachine, NODE } from "./machine.ts";

const PORT = 8080;

/** What a section of docs/operating.md has its reader type. Units start the Node of these tests. */
const commandsOf = (section: string): string[] => {
  const text = readFileSync(join(ROOT, "docs/operating.md"), "utf8");
  const [, own = ""] = new RegExp(`^## ${section}\\n([^]*?)^## `, "m").exec(text) ?? [];
  return [...own.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, commands = ""]) =>
    commands.replace(/^cp .*\.service (.*)$/m, `$&\nsed -i s,/usr/bin/node,${NODE}, $1/taskotron-*.service`),
  );
};

/** A shell as the reader of that has it. */
const PREPARE = `set -eu; cd /opt/taskotron; PATH=${dirname(NODE)}:$PATH`;

/** Does a line until it succeeds: the machine that the tests run on may be busy. */
const until = (line: string): string => `for i in $(seq 300); do ${line} && exit; sleep 0.2; done; exit 1`;

/** Asks a path of the server; the machine has no curl of its own. */
const ask = (path: string): string =>
  `${NODE} -e "fetch('http://127.0.0.1:${PORT}${path}').then(async (a) => console.log(a.status, await a.text()), () => process.exit(1))"`;

const asRoot = process.getuid?.() === 0 ? {} : { skip: "needs root, to boot a machine" };

const needs = {
  ...needsProgram("podman"),
  ...needsProgram("systemctl"),
  ...needsProgram("bwrap"),
  ...asRoot,
};

suite("systemd units on a machine that systemd booted", needs, () => {
  test("the server is up and ready, as a user of its own whose data nobody else sees, and ends when asked to", async (t) => {
    const { run } = await bootMachine(t, `TASKOTRON_PORT=${PORT}\n`);
    const started = await run("systemctl start taskotron-server");
    assert.equal(started.code, 0, started.said);
    const ready = await run(until(ask("/readyz")));
    assert.equal(ready.said, '200 {"ok":true}\n', (await run("journalctl -u taskotron-server")).said);
    const user = (await run("ps -o user= -p $(systemctl show -P MainPID taskotron-server)")).said.trim();
    assert.match(user, /^taskotr/);
    const data = await run(
      "stat -c '%U %a' /var/lib/private/taskotron /var/lib/private/taskotron/taskotron.db",
    );
    assert.equal(data.said, "taskotron 700\ntaskotron 600\n");
    assert.equal((await run("systemctl stop taskotron-server")).code, 0);
    assert.match((await run("systemctl show -P Result taskotron-server")).said, /success/);
  });

  test("as docs/operating.md says, a server and a worker are set up, and the worker runs a scheduled task in bubblewrap", async (t) => {
    const { run } = await bootMachine(t, "");
    const [server = "", worker = "", ...more] = commandsOf("systemd");
    assert.deepEqual(more, []);
    for (const commands of [server, worker]) {
      const done = await run(`${PREPARE}\n${commands}\n${until(ask("/readyz"))}`);
      assert.equal(done.code, 0, done.said);
    }
    const token =
      "export $(grep ^TASKOTRON_TOKEN= /etc/taskotron/taskotron.env) TASKOTRON_SERVER=http://127.0.0.1:8080";
    const schedule = "taskotron.mjs schedule -i /opt/taskotron/package.json -t file examples/sh";
    const scheduled = await run(`${PREPARE}\n${token}\nnode bin/${schedule}`);
    assert.equal(scheduled.code, 0, scheduled.said);
    const runs = await run(until(`${ask("/api/v1/runs")} | tee /tmp/runs | grep -q '"state":"FINISHED"'`));
    const found = (await run("cat /tmp/runs; journalctl -o cat -u taskotron-worker")).said;
    assert.equal(runs.code, 0, found);
    assert.match(found, /"results":2/);
    assert.doesNotMatch(found, /without a sandbox/);
    assert.equal((await run("systemctl stop taskotron-worker")).code, 0);
    assert.match((await run("systemctl show -P Result taskotron-worker")).said, /success/);
  });

  test("a server with a wrong setting is not started over and over, and says what is wrong", async (t) => {
    const { run } = await bootMachine(t, "TASKOTRON_HOST=0.0.0.0\n");
    await run("systemctl start taskotron-server");
    const state = "systemctl show -P ActiveState taskotron-server";
    await run(`for i in $(seq 300); do [ "$(${state})" = failed ] && exit; sleep 0.1; done`);
    assert.deepEqual(await run(state), { code: 0, said: "failed\n" });
    assert.match((await run("journalctl -o cat -u taskotron-server")).said, /set TASKOTRON_TOKEN/);
  });
});
