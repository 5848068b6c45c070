// Builds the commands into few files that start quickly: `node scripts/build-cli.mjs`. The sources stay what counts, see bin/built.cjs.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { BUILT, ROOT, STAMP } from "../bin/built.cjs";

const ENTRIES = { runtask: "bin/runtask.ts", taskotron: "bin/taskotron.ts" };

/** Packages of the server alone: it starts once, and some of them read files beside their own. */
const LEFT_OUT = /^(?:@?fastify|@elastic|bullmq|ioredis|pino|prom-client|vega|preact)(?:$|[-/])/;

/** Lets a module find what lies beside its source from where it is built to. The module of a thread becomes an entry. */
const besideSource = (folder, entries) => ({
  name: "beside-source",
  transform(code, id) {
    if (!id.startsWith(ROOT) || id.includes("/node_modules/") || !code.includes("import.meta")) return null;
    const from = relative(folder, dirname(id));
    return code
      .replace(/new URL\("(\.\/[^"]+)\.ts", import\.meta\.url\)/g, (_, file) => {
        const module = join(dirname(id), file);
        const name = relative(ROOT, module).replaceAll("/", "-");
        entries.set(name, `${module}.ts`);
        return `(__dirname + "/${name}.cjs")`;
      })
      .replaceAll("import.meta.dirname", `(__dirname + ${JSON.stringify(`/${from}`)})`);
  },
});

/** Takes of typebox what is used. By the names that sources import it comes as objects, which hold all of it. */
const typeboxInParts = {
  name: "typebox-in-parts",
  transform: (code, id) =>
    id.includes("/node_modules/")
      ? null
      : code.replace(/^import (?:(Type)|\{ (Value) \}) from "typebox/gm, 'import * as $1$2 from "typebox'),
};

/** Lets the file be read as Latin-1, which V8 keeps in half the memory. */
const inAscii = {
  name: "in-ascii",
  generateBundle: (_, bundle) => {
    for (const file of Object.values(bundle))
      file.code = file.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
  },
};

/** Each entry is one file, so that it can be compiled as one; what is imported only when it is needed is still run only then. */
const buildEntry = (folder, name, file, plugins) =>
  build({
    configFile: false,
    root: ROOT,
    logLevel: "warn",
    publicDir: false,
    plugins,
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr: true,
      outDir: folder,
      target: "node24",
      minify: true,
      emptyOutDir: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { [name]: file },
        external: (id) => LEFT_OUT.test(id),
        output: { format: "cjs", codeSplitting: false, entryFileNames: "[name].cjs" },
      },
    },
  });

/** Builds into a folder below the project and answers which sources went into each command. */
export const buildCommands = async (folder) => {
  const sources = {};
  for (const [name, file] of Object.entries(ENTRIES))
    sources[name] = await buildCommand(folder, name, join(ROOT, file));
  return sources;
};

const buildCommand = async (folder, command, source) => {
  const entries = new Map([[command, source]]);
  const plugins = [besideSource(folder, entries), typeboxInParts, inAscii];
  const sources = new Set();
  for (const [name, file] of entries) {
    const { output } = await buildEntry(folder, name, file, plugins);
    for (const id of output.flatMap((chunk) => chunk.moduleIds ?? []))
      if (id.startsWith(ROOT) && !id.includes("/node_modules/") && !id.includes("\0"))
        sources.add(relative(ROOT, id));
  }
  return [...sources];
};

const changed = (file) => statSync(join(ROOT, file)).mtimeMs;

/** A first run leaves what it compiled to the next ones. */
const runOnce = ([command, ...part]) =>
  spawnSync(process.execPath, [join(ROOT, "bin", command), ...part, ...FIRST], {
    env: { PATH: process.env.PATH },
    stdio: "ignore",
  });

const FIRST = ["-i", "foo-1.2-3.fc99", "-t", "koji_build", "-a", "x86_64", join(ROOT, "examples/task-talk")];

/** Builds beside what may be in use, then makes it the one that is started. The build before it stays for programs that still load from it. */
const buildNext = async () => {
  const name = randomUUID().slice(0, 8);
  mkdirSync(BUILT, { recursive: true });
  const before = readdirSync(BUILT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const commands = Object.entries(await buildCommands(join(BUILT, name))).map(([command, sources]) => [
    command,
    [...sources, "package.json", "package-lock.json"].map((file) => [file, changed(file)]),
  ]);
  const stamp = { folder: name, commands: Object.fromEntries(commands) };
  writeFileSync(`${STAMP}.next`, JSON.stringify(stamp));
  renameSync(`${STAMP}.next`, STAMP);
  for (const command of [["runtask.mjs"], ["taskotron.mjs", "run"]]) runOnce(command);
  const byAge = before.sort(
    (a, b) => statSync(join(BUILT, a.name)).mtimeMs - statSync(join(BUILT, b.name)).mtimeMs,
  );
  for (const old of byAge.slice(0, -1)) rmSync(join(BUILT, old.name), { recursive: true, force: true });
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildNext().catch((error) => {
    process.stderr.write(`taskotron: ${error.message}\n`);
    process.exitCode = 1;
  });
