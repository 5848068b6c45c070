import assert from "node:assert/strict";
import { test } from "node:test";
import { NEEDS, needOfRoute } from "../../../api/auth/needs.ts";
import { toTime } from "../../../model/time.ts";
import { type Scope, SCOPES } from "../../../model/token.ts";
import { NOW, type Opened, openApp } from "../open.ts";
import { uuidOf } from "../ship.ts";
import { type Route, routesOf } from "./routes-of.ts";
import { bearer, tokenWith } from "./tokens.ts";

const VALUES: Readonly<Record<string, string>> = {
  uuid: uuidOf(1),
  name: "output.log",
  path: "a.txt",
  id: "0123456789abcdef",
  type: "file",
  item: "x",
  kind: "check",
};

const filled = (url: string): string =>
  url.replace(/:(\w+)/g, (_, name: string) => VALUES[name] ?? name).replace("*", "x");

let address = 0;

/** Asks as from an address of its own, so that the failures of one case do not stop the next. */
const ask = async (
  { app }: Opened,
  { method, url }: Route,
  headers: Record<string, string>,
): Promise<{ readonly status: number; readonly challenge: string; readonly code: string }> => {
  address += 1;
  const remoteAddress = `10.0.${address >> 8}.${address & 255}`;
  const answer = await app.inject({ method, url: filled(url), headers, remoteAddress });
  const isProblem = String(answer.headers["content-type"]).startsWith("application/problem");
  return {
    status: answer.statusCode,
    challenge: String(answer.headers["www-authenticate"] ?? ""),
    code: isProblem && answer.body !== "" ? answer.json<{ code: string }>().code : "",
  };
};

const REFUSALS: readonly string[] = ["unauthorized", "forbidden", "too-many", "internal", "store"];

const wanted = (url: string, method: string): Scope | null => {
  const need = needOfRoute(method, url);
  assert.ok(need !== undefined, `${method} ${url} has no need`);
  assert.ok(need !== "write", `${method} ${url}`);
  return need === "nothing" ? null : need;
};

test("the table names every route of the app, and no other", async () => {
  await using opened = await openApp();
  const routes = routesOf(opened.app);
  assert.ok(routes.length > 60, `only ${routes.length} routes are seen`);
  const stale = Object.keys(NEEDS).filter((key) => {
    const [method = "", url = ""] = key.split(" ");
    return !routes.some((route) => route.method === method && route.url === url);
  });
  assert.deepEqual(stale, []);
});

test("each route takes the tokens that have its scope, and none that is missing, malformed, expired, revoked or for something else", async () => {
  await using opened = await openApp({ anonymous: "none" });
  const routes = routesOf(opened.app);
  const live = new Map<Scope, string>();
  for (const scope of SCOPES) live.set(scope, (await tokenWith(opened, [scope])).token);
  const expired = await tokenWith(opened, SCOPES, { expires: toTime(NOW - 500) });
  const revoked = await tokenWith(opened, SCOPES);
  await opened.store.tokens.revoke(revoked.id, toTime(NOW - 500));
  const invalid = {
    malformed: "tsk_short",
    unknown: `tsk_${"A".repeat(43)}`,
    expired: expired.token,
    revoked: revoked.token,
  };

  for (const route of routes) {
    const scope = wanted(route.url, route.method);
    const name = `${route.method} ${route.url}`;
    if (scope === null) {
      const { code } = await ask(opened, route, {});
      assert.ok(!REFUSALS.includes(code), `${name} needs nothing: ${code}`);
      continue;
    }
    const none = await ask(opened, route, {});
    assert.deepEqual([none.status, none.challenge], [401, "Bearer"], `${name}, no token`);
    for (const [kind, token] of Object.entries(invalid)) {
      const { status, challenge } = await ask(opened, route, bearer(token));
      assert.deepEqual([status, challenge], [401, 'Bearer error="invalid_token"'], `${name}, ${kind}`);
    }
    for (const [held, token] of live) {
      const { status, code, challenge } = await ask(opened, route, bearer(token));
      if (held === scope || held === "admin")
        assert.ok(
          ![401, 403, 429, 500].includes(status) && !REFUSALS.includes(code),
          `${name}, ${held}: ${status}`,
        );
      else
        assert.deepEqual(
          [status, challenge],
          [403, `Bearer error="insufficient_scope", scope="${scope}"`],
          `${name}, ${held}`,
        );
    }
  }
});

test("wrong addresses are answered to those who may read, wrong writes to those who may write", async () => {
  await using opened = await openApp({ anonymous: "none" });
  const read = bearer((await tokenWith(opened, ["read"])).token);
  const triage = bearer((await tokenWith(opened, ["triage"])).token);
  const nowhere = (method: Route["method"]): Route => ({ method, url: "/api/v1/nowhere" });
  assert.equal((await ask(opened, nowhere("GET"), {})).status, 401);
  assert.equal((await ask(opened, nowhere("GET"), read)).status, 404);
  assert.equal((await ask(opened, nowhere("POST"), read)).status, 403);
  assert.equal((await ask(opened, nowhere("POST"), triage)).status, 404);
});
