import { spawnSync } from "node:child_process";
import { join } from "node:path";

const SEVERITIES = { error: "error", warning: "warning" };

const finding = (severity, tag, message, subject) => ({ severity, tag, message, subject });

const isMissing = (done) => done.error?.code === "ENOENT";

/** What the shell itself says of the script's syntax; none where that shell is not installed. */
const parse = (folder, path, shell) => {
  const done = spawnSync(shell, ["-n", path], { cwd: folder, encoding: "utf8" });
  if (isMissing(done))
    return [finding("info", "shell-not-installed", `${shell} is not here, syntax not checked`, path)];
  const said = done.stderr.trim().split("\n")[0] || `${shell} -n ends with ${done.status}`;
  return done.status === 0 ? [] : [finding("error", "shell-syntax", said, path)];
};

/** What shellcheck says, where it is installed. */
const shellcheck = (folder, path, shell) => {
  const args = ["--norc", "--format=json1", `--shell=${shell}`, path];
  const done = spawnSync("shellcheck", args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
  if (isMissing(done) || done.stdout === "") return [];
  return JSON.parse(done.stdout).comments.map(({ level, code, line, message }) =>
    finding(SEVERITIES[level] ?? "info", `SC${code}`, `line ${line}: ${message}`, path),
  );
};

/** Checks one shell script of the package: its syntax, and where that holds, what shellcheck says. */
export const lintShell = (folder, { path, language }) => {
  // a path that begins with a hyphen would be read as an option
  const safe = `./${path}`;
  const broken = parse(folder, safe, language);
  const said = broken.some(({ severity }) => severity === "error")
    ? broken
    : [...broken, ...shellcheck(folder, safe, language)];
  return said.map((one) => ({ ...one, subject: join(path) }));
};
