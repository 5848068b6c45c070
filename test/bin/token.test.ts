import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { AuditVerdict } from "../../model/audit.ts";
import { hashOf, idOf, TOKEN, type Token, type TokenMade } from "../../model/token.ts";
import { run } from "../support/command.ts";
import { freshFolder } from "../support/folder.ts";
import { startServer } from "../support/server.ts";

const jsonLines = (text: string): unknown[] =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

test("the first token is made without one, and with it everything else over HTTP", async () => {
  const data = freshFolder("tokens");
  const first = await run("taskotron", ["token", "create", "-s", "admin", "--name", "alice", "--data", data]);
  assert.equal(first.code, 0, first.stderr);
  const admin = first.stdout.trim();
  assert.match(admin, TOKEN);
  assert.ok(!first.stderr.includes(admin));

  await using server = await startServer(data, "--host", "127.0.0.1", "--anonymous", "none", "--no-worker");
  const remote = (args: readonly string[], token = admin) =>
    run("taskotron", [...args, "--server", server.address], { env: { TASKOTRON_TOKEN: token } });
  const made = await remote(["token", "create", "-s", "read", "--expires", "90d", "--json"]);
  assert.equal(made.code, 0, made.stderr);
  const { token, id } = JSON.parse(made.stdout) as TokenMade;
  assert.equal(id, idOf(hashOf(token)));

  const file = join(data, "token");
  writeFileSync(file, `${token}\n`);
  const read = ["stats", "checks", "--server", server.address, "--token-file"];
  assert.equal((await run("taskotron", [...read, file])).code, 0);
  assert.equal((await run("taskotron", [...read, "-"], { input: `${token}\n` })).code, 0);
  const refused = await remote(["token", "list"], token);
  assert.deepEqual([refused.code, /scope admin/.test(refused.stderr)], [1, true], refused.stderr);

  const listed = jsonLines((await remote(["token", "list", "--json"])).stdout) as Token[];
  assert.deepEqual(listed.map(({ name }) => name).sort(), [null, "alice"].sort());
  assert.equal((await run("taskotron", ["token", "revoke", id, "--data", data])).code, 0);
  const ended = await fetch(`${server.address}/api/v1/runs`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (ended.status === 200) await new Promise((resolve) => setTimeout(resolve, 900));
  assert.equal((await run("taskotron", [...read, file])).code, 1);

  const verdict = await remote(["audit", "--verify", "--json"]);
  const { rows, faults, head } = JSON.parse(verdict.stdout) as AuditVerdict;
  assert.deepEqual([verdict.code, rows >= 3, faults], [0, true, []]);
  const noted = ["audit", "--verify", "--data", data, "--noted"];
  assert.equal((await run("taskotron", [...noted, `${head.seq}:${head.hash}`])).code, 0);
  assert.equal((await run("taskotron", [...noted, `${head.seq}:${"0".repeat(64)}`])).code, 1);
  const shown = await run("taskotron", ["audit", "--data", data]);
  for (const text of ["token-create", "token-revoke", "alice"])
    assert.ok(shown.stdout.includes(text), shown.stdout);
  assert.ok(!shown.stdout.includes(token));
});

test("a server beyond loopback needs a token before it starts, and asks for it to read", async () => {
  const data = freshFolder("tokens");
  const serve = ["serve", "--host", "0.0.0.0", "--port", "0", "--data", data, "--no-worker"];
  const refused = await run("taskotron", serve);
  assert.deepEqual([refused.code, /needs a token/.test(refused.stderr)], [2, true], refused.stderr);
  const { stdout } = await run("taskotron", ["token", "create", "-s", "read", "--data", data]);
  await using server = await startServer(data, "--host", "0.0.0.0", "--no-worker");
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await fetch(`${server.address}/api/v1/runs`, { headers })).status;
  assert.equal(await status({}), 401);
  assert.equal(await status({ authorization: `Bearer ${stdout.trim()}` }), 200);
  const page = await fetch(server.address);
  assert.deepEqual([page.status, (await page.text()).includes('action="/login"')], [401, true]);
});

test("what cannot be understood is said, and a token in the place of an id is not repeated", async () => {
  const data = freshFolder("tokens");
  const token = `tsk_${"a".repeat(43)}`;
  for (const [args, said] of [
    [["token", "create", "-s", "read", "--expires", "yesterday"], /--expires/],
    [["token", "revoke", token], /16 hex digits/],
    [["audit", "--verify", "--noted", "x"], /--noted/],
    [["serve", "--anonymous", "write"], /read or none/],
    [["search", "x", "--token-file", "/nowhere"], /token file/],
  ] as const) {
    const { code, stderr } = await run("taskotron", [...args, "--data", data]);
    assert.equal(code, 2, `${args.join(" ")}: ${stderr}`);
    assert.match(stderr, said);
    assert.ok(!stderr.includes(token));
  }
});
