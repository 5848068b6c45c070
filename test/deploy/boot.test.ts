import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { needsProgram } from "../support/needs.ts";
import { bootMachine, NODE } from "./machine.ts";

const PORT = 8080;

/** The administrator's token of the machine's server. */
const ADMIN = "0".repeat(64);

const TASKOTRON = `${NODE} /opt/taskotron/bin/taskotron.mjs`;

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

  test("the worker runs a scheduled task in bubblewrap, with a token that may no more than it needs", async (t) => {
    const { run } = await bootMachine(t, `TASKOTRON_PORT=${PORT}\nTASKOTRON_TOKEN=${ADMIN}\n`);
    await run(`systemctl start taskotron-server; ${until(ask("/readyz"))}`);
    const admin = `TASKOTRON_SERVER=http://127.0.0.1:${PORT} TASKOTRON_TOKEN=${ADMIN} ${TASKOTRON}`;
    const made = await run(
      `umask 077; printf TASKOTRON_TOKEN= > /etc/taskotron/worker.env; ${admin} token create --scope ingest read --name worker >> /etc/taskotron/worker.env`,
    );
    assert.equal(made.code, 0, made.said);
    const started = await run("systemctl start taskotron-worker");
    assert.equal(started.code, 0, started.said);
    const scheduled = await run(
      `${admin} schedule -i /opt/taskotron/package.json -t file /opt/taskotron/examples/sh`,
    );
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
