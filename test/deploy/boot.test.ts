import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { needsProgram } from "../support/needs.ts";
import { bootMachine, NODE } from "./machine.ts";

const PORT = 8080;

/** Asks a path of the server until it answers; the machine has no curl of its own. */
const ask = (path: string): string =>
  `for i in $(seq 100); do ${NODE} -e "fetch('http://127.0.0.1:${PORT}${path}').then(async (a) => console.log(a.status, await a.text()), () => process.exit(1))" && exit; sleep 0.1; done; exit 1`;

/** Has the worker's unit run one task to its end in place of waiting for jobs; everything else of the unit stays. */
const RUN_ONE_TASK = `[Service]
Type=oneshot
Restart=no
ExecStart=
ExecStart=${NODE} /opt/taskotron/bin/runtask.mjs -i /opt/taskotron -t file /opt/taskotron/examples/sh
`;

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
    const ready = await run(ask("/readyz"));
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

  test("below the worker's unit a task runs in bubblewrap, to its results", async (t) => {
    const { run } = await bootMachine(t, "");
    const dropIn = "/etc/systemd/system/taskotron-worker.service.d";
    await run(
      `mkdir -p ${dropIn} && cat > ${dropIn}/once.conf <<'E'\n${RUN_ONE_TASK}E\nsystemctl daemon-reload`,
    );
    const ran = await run("systemctl start taskotron-worker");
    const journal = (await run("journalctl -o cat -u taskotron-worker")).said;
    assert.equal(ran.code, 0, journal);
    assert.match(journal, /^ok - sh\.readme/m);
    assert.doesNotMatch(journal, /without a sandbox/);
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
