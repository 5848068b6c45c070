import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { AppError } from "../../model/errors.ts";
import { withoutSecrets } from "./address.ts";

/** What git is run with. */
export interface GitOptions {
  /** Where git finds itself, its settings and keys. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Milliseconds that one git command may take. */
  readonly timeout: number;
}

/** Neither prompts, nor hooks or monitors that a repository brings, nor protocols that run programs. */
const SAFE = {
  GIT_TERMINAL_PROMPT: "0",
  GIT_ALLOW_PROTOCOL: "file:git:http:https:ssh",
  GIT_SSH_COMMAND: "ssh -oBatchMode=yes",
  GIT_OPTIONAL_LOCKS: "0",
  LC_ALL: "C",
};

const SETTINGS = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"];

const OUTPUT = 1 << 24;

/** Runs git in a folder and answers what it printed. Throws `missing-tool`, and `network` with git's own words. */
export const git = async (folder: string, args: readonly string[], options: GitOptions): Promise<string> => {
  const { env, signal, timeout } = options;
  try {
    const { stdout } = await promisify(execFile)("git", [...SETTINGS, ...args], {
      cwd: folder,
      env: { ...env, ...SAFE },
      signal,
      timeout,
      maxBuffer: OUTPUT,
    });
    return stdout;
  } catch (error) {
    throw failure(args, error, options);
  }
};

const failure = (args: readonly string[], error: unknown, { signal, timeout }: GitOptions): AppError => {
  const { code, killed, stderr } = error as { code?: unknown; killed?: boolean; stderr?: string };
  if (code === "ENOENT")
    return new AppError(
      "missing-tool",
      "git is not installed, and the task comes from git; try: apt install git, or: dnf install git",
      { tool: "git" },
      error,
    );
  const reason = signal.aborted
    ? "it was interrupted"
    : killed === true
      ? `it took longer than ${timeout / 1000} s`
      : lastWords(stderr ?? "");
  return new AppError("network", `git ${args[0] ?? ""}: ${reason}`, {}, error);
};

/** The line that says why; git's advice stands below it. */
const lastWords = (stderr: string): string => {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const said =
    lines.find((line) => /^(?:fatal|error|ssh|remote): /.test(line)) ?? lines.at(-1) ?? "it failed";
  return said.split(" ").map(withoutSecrets).join(" ").replaceAll("'", '"').slice(0, 400);
};
