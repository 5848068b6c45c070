import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../../store/open.ts";
import { double } from "./double.ts";
import { OPTIONS } from "./own-prefix.ts";

test("an API key goes along with every request, in place of user and password", async (context) => {
  const { url, asked } = await double(context, () => ({ body: { found: false } }));
  const address = url.replace("//", "//somebody:password@");
  const elastic = { ...OPTIONS, apiKey: "aWQ6a2V5" };
  await (await openStore(address, { now: Date.now, elastic }))[Symbol.asyncDispose]();
  assert.ok(asked.length > 5);
  assert.deepEqual(
    [...new Set(asked.map(({ request }) => request.headers.authorization))],
    ["ApiKey aWQ6a2V5"],
  );
  assert.ok(asked.every(({ body }) => !body.includes("aWQ6a2V5")));
});

test("user and password of the address go along with every request, decoded", async (context) => {
  const { url, asked } = await double(context, () => ({ body: { found: false } }));
  const address = url.replace("//", "//some%40body:p%3Aw@");
  await (await openStore(address, { now: Date.now, elastic: OPTIONS }))[Symbol.asyncDispose]();
  const basic = `Basic ${Buffer.from("some@body:p:w").toString("base64")}`;
  assert.deepEqual([...new Set(asked.map(({ request }) => request.headers.authorization))], [basic]);
});
