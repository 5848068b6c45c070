// Makes a clone ready to run: installs packages when they are missing or older than the lockfile, builds the UI and the commands when their sources changed.
// Needs nothing but Node's own modules, and runs on Node 20.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtCommand } from "../bin/built.cjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamps = join(root, "node_modules", ".taskotron");
const node = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");

const fail = (message) => {
  process.stderr.write(`taskotron: ${message}\n`);
  process.exit(1);
};

const run = (what, command, args) => {
  process.stderr.write(`taskotron: ${what}\n`);
  // stdout of a preparation is talk, not data
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (done.status !== 0) fail(`${command} ${args.join(" ")} failed; its messages stand above`);
};

const hash = (files) => {
  const sum = createHash("sha256");
  for (const file of files) sum.update(file).update(readFileSync(join(root, file)));
  return sum.digest("hex");
};

const sources = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.name !== "dist" && entry.name !== "node_modules")
    .flatMap((entry) =>
      entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)],
    )
    .sort();

const isFresh = (name, sum) => {
  const stamp = join(stamps, name);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === sum;
};

const keep = (name, sum) => {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), sum);
};

const installed = hash(["package-lock.json", "package.json"]);
if (!isFresh("install", installed)) {
  run("installing packages (npm ci)", "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  keep("install", installed);
}

// npm puts node_modules/.bin first on PATH; where the package is without its binary, the scripts run on the Node that runs this one
const brought = spawnSync(node, ["--version"], {
  encoding: "utf8",
  shell: process.platform === "win32",
}).stdout;
const version = brought?.trim() || process.version;
if (Number(/^v(\d+)/.exec(version)?.[1] ?? 0) < 24)
  fail(
    `Node 24 is needed, and here is ${version}. The package \`node\` brings it by an install script, which npm has not run. Either\n` +
      "  npm rebuild node --ignore-scripts=false    runs that one script, or\n" +
      "  install Node 24 or later yourself; then type the command again",
  );

const built = hash([...sources("ui"), ...sources("model"), "package-lock.json"]);
if (!isFresh("ui", built) || !existsSync(join(root, "ui", "dist"))) {
  run("building the pages (vite)", "npm", ["run", "--silent", "build"]);
  keep("ui", built);
}

if (["runtask", "taskotron"].some((name) => builtCommand(name) === null)) {
  process.stderr.write("taskotron: building the commands (vite)\n");
  const done = spawnSync(brought ? node : process.execPath, [join(root, "scripts", "build-cli.mjs")], {
    stdio: ["ignore", 2, 2],
  });
  // they only start quicker when built
  if (done.status !== 0) process.stderr.write("taskotron: the commands run from their sources\n");
}
