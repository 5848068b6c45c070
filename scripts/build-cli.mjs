// Builds the commands into few files that start quickly: `node scripts/build-cli.mjs`. The sources stay what counts, see bin/built.mjs.
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { BUILT, ROOT, STAMP } from "../bin/built.mjs";

const ENTRIES = { runtask: "bin/runtask.ts", taskotron: "bin/taskotron.ts" };

/** Packages of the server alone: it starts once, and some of them read files beside their own. */
const LEFT_OUT = /^(?:@?fastify|prom-client|vega|preact)(?:$|[-/])/;

/** Lets a module find what lies beside its source from where it is built to. A thread's module is built too. */
const besideSource = (folder) => ({
  name: "beside-source",
  transform(code, id) {
    if (!id.startsWith(ROOT) || id.includes("/node_modules/") || !code.includes("import.meta")) return null;
    const from = relative(folder, dirname(id));
    return code
      .replace(/new URL\("(\.\/[^"]+)\.ts", import\.meta\.url\)/g, (_, file) => {
        const module = join(dirname(id), file);
        const fileName = `${relative(ROOT, module).replaceAll("/", "-")}.js`;
        this.emitFile({ type: "chunk", id: `${module}.ts`, fileName });
        return `new URL("./${fileName}", import.meta.url)`;
      })
      .replaceAll("import.meta.dirname", `(import.meta.dirname + ${JSON.stringify(`/${from}`)})`);
  },
});

/** Builds into a folder below the project and answers which sources went in. */
export const buildCommands = async (folder) => {
  const output = await build({
    configFile: false,
    root: ROOT,
    logLevel: "warn",
    publicDir: false,
    plugins: [besideSource(folder)],
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr: true,
      outDir: folder,
      target: "node24",
      minify: true,
      emptyOutDir: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, join(ROOT, file)])),
        external: (name) => LEFT_OUT.test(name),
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  return [...new Set(output.output.flatMap((chunk) => chunk.moduleIds ?? []))]
    .filter((id) => id.startsWith(ROOT) && !id.includes("/node_modules/") && !id.includes("\0"))
    .map((id) => relative(ROOT, id));
};

const changed = (file) => statSync(join(ROOT, file)).mtimeMs;

/** Builds beside what may be in use, then makes it the one that is started. The build before it stays for programs that still load from it. */
const buildNext = async () => {
  const name = randomUUID().slice(0, 8);
  mkdirSync(BUILT, { recursive: true });
  const before = readdirSync(BUILT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const sources = [...(await buildCommands(join(BUILT, name))), "package.json", "package-lock.json"];
  const stamp = { name, sources: sources.map((file) => [file, changed(file)]) };
  writeFileSync(`${STAMP}.next`, JSON.stringify(stamp));
  renameSync(`${STAMP}.next`, STAMP);
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
