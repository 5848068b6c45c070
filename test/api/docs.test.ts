import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ERRORS } from "../../model/errors.ts";
import { openApp } from "./open.ts";

const docs = (name: string): string => readFileSync(join(import.meta.dirname, "../../docs", name), "utf8");

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

const operations = async (): Promise<Map<string, Operation>> => {
  await using opened = await openApp();
  const { body } = await opened.call("GET", "/api/v1/openapi.json");
  const { paths } = body as { paths: Record<string, Record<string, Operation>> };
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
      ),
    ),
  );
};

/** Text below each heading of the third level. */
const sections = (text: string): Map<string, string> =>
  new Map(
    text
      .split(/^### /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n"))] as const),
  );

test("docs/api.md has a section for every operation, and none for another", async () => {
  const all = [...(await operations()).keys()].filter((name) => !name.startsWith("HEAD "));
  assert.ok(all.length > 20);
  assert.deepEqual([...sections(docs("api.md")).keys()].sort(), all.sort());
});

test("docs/api.md names every parameter of every operation", async () => {
  const text = sections(docs("api.md"));
  const missing = [...(await operations())].flatMap(([name, { parameters = [] }]) =>
    parameters
      .filter((parameter) => parameter.in === "query")
      .filter(
        (parameter) => !new RegExp(`\`[^\`]*\\b${parameter.name}\\b[^\`]*\``).test(text.get(name) ?? ""),
      )
      .map((parameter) => `${name}: ${parameter.name}`),
  );
  assert.deepEqual(missing, []);
});

test("every operation has a summary, and schemas for what it answers and for its problems", async () => {
  const poor = [...(await operations())].filter(
    ([, { summary, responses }]) =>
      summary === undefined ||
      responses["default"]?.content?.["application/problem+json"] === undefined ||
      responses["200"]?.content === undefined,
  );
  assert.deepEqual(
    poor.map(([name]) => name),
    [],
  );
});

test("docs/errors.md lists every code with its status, and no other", () => {
  const listed = [...docs("errors.md").matchAll(/^## (\S+)\n\n(\d{3})\. /gm)].map(
    ([, code, status]) => `${code} ${status}`,
  );
  const known = Object.entries(ERRORS).map(([code, [status]]) => `${code} ${status}`);
  assert.deepEqual(listed.sort(), known.sort());
  assert.equal(listed.length, [...docs("errors.md").matchAll(/^## /gm)].length);
});
