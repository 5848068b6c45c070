import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";

const RUNTASK = join(import.meta.dirname, "../../bin/runtask.ts");

/** The toolchain of Rust that `rustc` on PATH stands for: a home folder is not shown in a sandbox unless it is named. */
const rustToolchain = (): string | null => {
  const done = spawnSync("rustc", ["--print", "sysroot"], { encoding: "utf8" });
  return done.status === 0 ? done.stdout.trim() : null;
};

/** The environment in which the programs of every language are found, in a sandbox too. */
export const toolchains = (): Readonly<Record<string, string | undefined>> => {
  const rust = rustToolchain();
  if (rust === null || rust === "/usr") return process.env;
  return {
    ...process.env,
    PATH: `${join(rust, "bin")}:${process.env["PATH"]}`,
    TASKOTRON_SANDBOX_SHOW: rust,
  };
};

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly state: string;
  /** `check OUTCOME` of each result. */
  readonly results: readonly string[];
}

interface Reported {
  readonly results: readonly { readonly check: string; readonly outcome: string }[];
  readonly seal: { readonly state: string };
}

/** Runs `runtask` as a user does, in the sandbox that is the default. */
export const runCli = async (
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string | undefined>> } = {},
): Promise<CliRun> => {
  const child = spawn(process.execPath, [RUNTASK, "--dry-report", ...args], options);
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  const reports = stderr
    .split(/^(?=run:\n)/m)
    .slice(1)
    .map((part) => parse(part.split(/^(?:\[|[✓✗!⊘?i–] )/m)[0] ?? "") as Reported);
  return {
    status,
    stdout,
    stderr,
    state: reports.map(({ seal }) => seal.state).join(),
    results: reports.flatMap(({ results }) => results.map(({ check, outcome }) => `${check} ${outcome}`)),
  };
};
