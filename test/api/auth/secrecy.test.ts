import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pino } from "pino";
import type { TokenMade } from "../../../model/token.ts";
import { openStore } from "../../../store/open.ts";
import { NOW, openApp } from "../open.ts";
import { JSON_TYPE } from "../ship.ts";
import { bearer, tokenWith } from "./tokens.ts";

test("no token is in a log, a metric, an error, the audit trail or the store's files", async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "taskotron-secrecy-"));
  context.after(() => rm(folder, { recursive: true }));
  await using store = await openStore(`sqlite:${folder}`, { now: () => NOW });
  const lines: string[] = [];
  const logger = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  await using opened = await openApp({ store, token: "bootstrap-canary", anonymous: "none", logger });
  const admin = (await tokenWith({ store }, ["admin"])).token;
  const made = await opened.call("POST", "/api/v1/tokens", {
    headers: { ...JSON_TYPE, ...bearer(admin) },
    payload: JSON.stringify({ name: "n", scopes: ["read"] }),
  });
  const { token, id } = made.body as TokenMade;
  const unknown = `tsk_${"Zz9-_".repeat(9).slice(0, 43)}`;
  const answers: string[] = [];
  for (const secret of [token, unknown, "bootstrap-canary", "wrong-canary"]) {
    const headers = bearer(secret);
    for (const [method, url, payload] of [
      ["GET", "/api/v1/runs"],
      ["GET", `/api/v1/nowhere/${secret.startsWith("tsk_") ? secret : "x"}?token=${secret}`],
      ["POST", "/api/v1/jobs", "{"],
      ["DELETE", `/api/v1/tokens/${id}`],
      ["GET", "/metrics"],
    ] as const) {
      const type = payload === undefined ? {} : JSON_TYPE;
      const answer = await opened.call(method, url, {
        headers: { ...headers, ...type },
        ...(payload === undefined ? {} : { payload }),
      });
      if (!url.includes(secret)) answers.push(answer.text, JSON.stringify(answer.headers));
    }
    const form = await opened.call("POST", "/login", {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: new URLSearchParams({ token: secret }).toString(),
    });
    answers.push(form.text);
  }
  const trail = JSON.stringify(await store.audit.list(null, 1000));
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
  assert.ok(lines.length > 10, `${lines.length} lines`);
  assert.ok(trail.includes("token-create"));
  assert.ok(files.length > 0);
  for (const secret of [admin, token, unknown, "bootstrap-canary", "wrong-canary"])
    for (const [where, texts] of Object.entries({ lines, answers, trail: [trail], files }))
      assert.deepEqual(
        texts.filter((text) => text.includes(secret)).map((text) => text.slice(0, 300)),
        [],
        `${secret} in ${where}`,
      );
});
