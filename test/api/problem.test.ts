import assert from "node:assert/strict";
import { test } from "node:test";
import { Compile } from "typebox/compile";
import { ProblemDocument } from "../../api/problem.ts";
import { ERRORS } from "../../model/errors.ts";
import { pino } from "pino";
import { openApp, type Answer } from "./open.ts";
import { JSON_TYPE, uuidOf } from "./ship.ts";

const assertProblem = (answer: Answer, about: string): ProblemDocument => {
  assert.equal(answer.headers["content-type"], "application/problem+json; charset=utf-8", about);
  assert.ok(Compile(ProblemDocument).Check(answer.body), `${about}: ${answer.text}`);
  assert.ok(Object.hasOwn(ERRORS, answer.body.code), about);
  assert.equal(answer.body.status, answer.status, about);
  assert.doesNotMatch(answer.text, /node_modules|\n? {4}at |\.ts:\d/, about);
  return answer.body;
};

test("whatever fails on whatever route is one problem document", async () => {
  await using opened = await openApp();
  const { body } = await opened.call("GET", "/api/v1/openapi.json");
  const { paths } = body as { paths: Record<string, Record<string, unknown>> };
  let walked = 0;
  for (const [path, methods] of Object.entries(paths))
    for (const method of Object.keys(methods)) {
      const url = path
        .replace("{uuid}", uuidOf(1))
        .replace("{id}", `${uuidOf(1)}.1`)
        .replace(/\{\w+\}/g, "none");
      const call = method.toUpperCase() as "POST";
      const answers = [
        await opened.call(call, url, { headers: JSON_TYPE, payload: "{" }),
        await opened.call(call, `${url}?limit=-1&first=x&offset=x&from=never&field=nonsense&by=x`),
        await opened.call(call, url.replace(uuidOf(1), "%00..%2F..%2Fetc%2Fpasswd")),
        await opened.call("PROPFIND", url),
      ];
      for (const answer of answers.filter(({ status, text }) => status >= 400 && text !== "")) {
        assertProblem(answer, `${call} ${url}`);
        walked += 1;
      }
    }
  assert.ok(walked > 40, `${walked} problems seen`);
});

test("what fails inside says nothing of the inside, and leaves its reason in the log", async () => {
  const lines: string[] = [];
  await using opened = await openApp({
    logger: pino({ level: "error" }, { write: (line: string) => void lines.push(line) }),
  });
  opened.store.getRun = async () => {
    throw new TypeError("disk at /secret/place");
  };
  const problem = assertProblem(await opened.call("GET", `/api/v1/runs/${uuidOf(1)}`), "a store that fails");
  assert.deepEqual([problem.code, problem.status], ["internal", 500]);
  assert.match(lines.join(""), /disk at \/secret\/place/);
});

test("JSON that cannot be read, another type, and a body that is too large each have their code", async () => {
  await using opened = await openApp();
  const codeOf = async (headers: Record<string, string>, payload: string | Buffer) =>
    assertProblem(
      await opened.call("POST", "/api/v1/jobs", { headers, payload }),
      payload.toString("utf8").slice(0, 20),
    ).code;
  assert.equal(await codeOf(JSON_TYPE, "{"), "bad-request");
  assert.equal(await codeOf(JSON_TYPE, '{"__proto__": 1}'), "bad-request");
  assert.equal(await codeOf({ "content-type": "text/xml" }, "<a/>"), "bad-media");
  assert.equal(await codeOf({ ...JSON_TYPE, "content-encoding": "lzma" }, "{}"), "bad-media");
  assert.equal(await codeOf(JSON_TYPE, Buffer.alloc((8 << 20) + 1, 32)), "too-large");
});
