import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

/** Which rooms each room may import from; a file names that file alone. The table of ARCHITECTURE.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  store: ["model"],
  queue: ["model"],
  ingest: ["model", "store/store.ts"],
  runner: ["model", "ingest/sink.ts", "ingest/reader.ts", "queue/queue.ts"],
  trigger: ["model", "store/store.ts", "queue/queue.ts"],
  api: ["model", "store/store.ts", "queue/queue.ts", "ingest"],
  ui: ["model"],
  tasks: [],
  bin: ["package.json", "model", "store", "queue", "ingest", "runner", "trigger", "api", "ui"],
};

/** The one folder where each package may be imported; `node:` modules are free but for the model, which does no I/O. */
const HOMES: Readonly<Record<string, string>> = {
  fastify: "api/",
  "@fastify/": "api/",
  "prom-client": "api/",
  commander: "bin/",
  pino: "bin/",
  "@elastic/elasticsearch": "store/elastic/",
  bullmq: "queue/bullmq/",
  ioredis: "queue/bullmq/",
  yaml: "",
  typebox: "",
  "tap-parser": "ingest/tap/",
  saxes: "",
  re2js: "",
  preact: "ui/",
  vega: "ui/",
  vite: "ui/",
};

const files = globSync("{model,store,queue,ingest,runner,trigger,api,ui,tasks,bin}/**/*.{ts,tsx}", {
  exclude: ["**/dist/**", "**/node_modules/**"],
});

const importsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/(?:from |import\(|import )"([^"]+)"/g)].map(
    (found) => found[1] ?? "",
  );

const room = (path: string): string => path.split("/")[0] ?? "";

test("the layout tests see the files", () => {
  assert.ok(files.length > 30, `only ${files.length} files seen`);
  assert.ok(files.flatMap(importsOf).length > 60, "hardly any import seen");
});

test("imports follow the table in ARCHITECTURE.md", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith("."))
      .map((name) => join(dirname(file), name))
      .filter((target) => room(target) !== room(file))
      .filter(
        (target) =>
          !(MAY_IMPORT[room(file)] ?? []).some((may) => target === may || target.startsWith(`${may}/`)),
      )
      .map((target) => `${file} -> ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test("a store or a queue is reached through its interface or open.ts", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith("."))
      .map((name) => join(dirname(file), name))
      .filter((target) => /^(store|queue)\/(sqlite|elastic|bullmq)\//.test(target))
      .filter(
        (target) =>
          !file.startsWith(dirname(target)) && !/^(store|queue)\/(open\.ts|sqlite|elastic|bullmq)/.test(file),
      )
      .map((target) => `${file} -> ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test("each package has one home", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => !name.startsWith(".") && !name.startsWith("node:"))
      .filter((name) => {
        const home = Object.entries(HOMES).find(
          ([pkg]) => name === pkg || name.startsWith(pkg.endsWith("/") ? pkg : `${pkg}`),
        );
        return home === undefined || !file.startsWith(home[1]);
      })
      .map((name) => `${file} -> ${name}`),
  );
  assert.deepEqual(wrong, []);
});

test("no import cycles", () => {
  const graph = new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter((name) => name.startsWith("."))
        .map((name) => join(dirname(file), name)),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
    if (done.has(file) || path.includes(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  assert.deepEqual(cycles, []);
});

test("files are short: none over 300 lines, half of them at most 70", () => {
  const sizes = files
    .map((file) => [readFileSync(file, "utf8").split("\n").length - 1, file] as const)
    .sort((a, b) => a[0] - b[0]);
  assert.deepEqual(
    sizes.filter(([lines]) => lines > 300),
    [],
  );
  assert.ok(
    (sizes[Math.floor(sizes.length / 2)]?.[0] ?? 0) <= 70,
    `median ${sizes[Math.floor(sizes.length / 2)]?.[0]}`,
  );
});
