import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { RenderPage } from "../../../api/pages.ts";
import { toTime } from "../../../model/time.ts";
import { NOW, type Opened, openApp } from "../open.ts";
import { JSON_TYPE } from "../ship.ts";
import { bearer, tokenWith } from "./tokens.ts";

const renderPage: RenderPage = async ({ url, get }) => {
  const { status } = await get("/runs?limit=1");
  return { status: 200, html: `<p>${url} ${status}</p>` };
};

const openPages = (options: Parameters<typeof openApp>[0] = {}): Promise<Opened> =>
  openApp({ anonymous: "none", renderPage, ...options });

const FORM = { "content-type": "application/x-www-form-urlencoded" };

const login = (opened: Opened, token: string, next = "/packages/x?a=1&b=2") =>
  opened.call("POST", "/login", {
    headers: FORM,
    payload: new URLSearchParams({ token, next }).toString(),
  });

const cookieOf = (headers: Readonly<Record<string, unknown>>): string =>
  String(headers["set-cookie"]).split(";")[0] ?? "";

test("who may not read sees a form in the place of every page, and the page after the login", async () => {
  await using opened = await openPages();
  const asked = await opened.call("GET", "/packages/x?a=1&b=%22%3E%3Cb%3E");
  assert.equal(asked.status, 401);
  assert.match(asked.text, /<form method="post" action="\/login">/);
  assert.match(asked.text, /name="next" value="\/packages\/x\?a=1&#38;b=%22%3E%3Cb%3E"/);
  const { token } = await tokenWith(opened, ["read"]);
  const answer = await login(opened, token);
  assert.deepEqual([answer.status, answer.headers["location"]], [303, "/packages/x?a=1&b=2"]);
  assert.match(
    String(answer.headers["set-cookie"]),
    /^taskotron_session=tss_[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
  );
  const cookie = cookieOf(answer.headers);
  const page = await opened.call("GET", "/packages/x", { headers: { cookie: `a=b; ${cookie}; c=d` } });
  assert.deepEqual([page.status, page.text], [200, "<p>/packages/x 200</p>"]);
});

test("behind TLS the cookie is for TLS alone", async () => {
  await using opened = await openPages();
  const { token } = await tokenWith(opened, ["read"]);
  const answer = await opened.call("POST", "/login", {
    headers: { ...FORM, "x-forwarded-proto": "https" },
    payload: `token=${token}`,
  });
  assert.match(String(answer.headers["set-cookie"]), /; Secure$/);
  assert.equal(answer.headers["location"], "/");
});

test("the form goes on to no other server", async () => {
  await using opened = await openPages();
  const { token } = await tokenWith(opened, ["read"]);
  for (const next of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "x",
    "/a\r\nset-cookie: x=y",
    "",
  ])
    assert.equal((await login(opened, token, next)).headers["location"], "/", next);
});

test("a wrong token, and one that may not read, are told at the form and give no cookie", async () => {
  await using opened = await openPages();
  const { token } = await tokenWith(opened, ["ingest"]);
  for (const [shown, status, problem] of [
    ["", 401, /a token is needed/],
    ["wrong", 401, /no token of this server/],
    [token, 403, /no scope read/],
  ] as const) {
    const answer = await login(opened, shown);
    assert.equal(answer.status, status, shown);
    assert.match(answer.text, problem);
    assert.equal(answer.headers["set-cookie"], undefined);
    assert.ok(shown === "" || !answer.text.includes(shown));
  }
});

test("a session reads and triages at most, is no bearer token, and cannot be used by another site", async () => {
  await using opened = await openPages({ token: "s3cret" });
  const cookie = cookieOf((await login(opened, "s3cret")).headers);
  const by = (method: "GET" | "DELETE", url: string, more: Record<string, string> = {}) =>
    opened.call(method, url, { headers: { cookie, ...more } });
  const job = "/api/v1/jobs/0198f3c2-7a50-7000-8000-000000000001";
  assert.equal((await by("GET", "/api/v1/runs")).status, 200);
  assert.equal((await by("DELETE", job)).status, 404);
  assert.equal((await by("GET", "/api/v1/tokens")).status, 403);
  assert.equal((await by("DELETE", job, { origin: "https://evil.example" })).status, 403);
  const secret = cookie.split("=")[1] ?? "";
  assert.equal((await opened.call("GET", "/api/v1/runs", { headers: bearer(secret) })).status, 401);
});

test("a session ends with the logout, with its token, and after its time", async () => {
  let now = NOW;
  await using opened = await openPages({ now: () => now });
  const { id, token } = await tokenWith(opened, ["read", "triage"]);
  const read = async (cookie: string): Promise<number> =>
    (await opened.call("GET", "/api/v1/runs", { headers: { cookie } })).status;

  const left = cookieOf((await login(opened, token)).headers);
  assert.match((await opened.call("GET", "/logout", { headers: { cookie: left } })).text, /<button>/);
  const out = await opened.call("POST", "/logout", { headers: { ...FORM, cookie: left } });
  assert.deepEqual([out.status, out.headers["location"]], [303, "/login"]);
  assert.match(String(out.headers["set-cookie"]), /^taskotron_session=; Path=\/; Max-Age=0/);
  await sleep(600);
  assert.equal(await read(left), 401);

  const late = cookieOf((await login(opened, token)).headers);
  now += 11 * 3600_000;
  assert.equal(await read(late), 200);
  now += 3600_000;
  assert.equal(await read(late), 401);

  const ended = cookieOf((await login(opened, token)).headers);
  await opened.store.tokens.revoke(id, toTime(now));
  await sleep(600);
  assert.equal(await read(ended), 401);
});

test("the form is there for those who may read without it, too, and takes nothing but a small form", async () => {
  await using opened = await openPages({ anonymous: "read" });
  assert.equal((await opened.call("GET", "/login?next=/x")).status, 200);
  assert.equal((await opened.call("GET", "/")).text, "<p>/ 200</p>");
  const large = await opened.call("POST", "/login", { headers: FORM, payload: `token=${"x".repeat(5000)}` });
  assert.equal(large.status, 413);
  const json = await opened.call("POST", "/login", { headers: JSON_TYPE, payload: '{"token":{"a":1}}' });
  assert.equal(json.status, 415);
});
