import { spawn } from "node:child_process";
import { pipeline } from "node:stream/promises";
import { AppError } from "../../model/errors.ts";
import { quote } from "./quote.ts";
import { sshArgs, type Target } from "./target.ts";
import { lastLine } from "./tool.ts";

/** Copies what is in a folder of this machine into one of another, which is made. Throws `network`. */
export const copyThere = (target: Target, from: string, to: string, signal: AbortSignal): Promise<void> =>
  pipePrograms(
    ["tar", ["-C", from, "-cf", "-", "."]],
    ["ssh", sshArgs(target, `mkdir -p ${quote(to)} && tar -C ${quote(to)} -xf -`)],
    signal,
  );

/** Copies what is in a folder of another machine into one of this machine; a pattern of the shell may name it, and there may be none. Throws `network`. */
export const copyHere = (target: Target, from: string, to: string, signal: AbortSignal): Promise<void> =>
  pipePrograms(
    ["ssh", sshArgs(target, `cd ${from} 2>/dev/null || exec tar -cf - -T /dev/null; tar -cf - .`)],
    ["tar", ["-C", to, "--no-same-owner", "--no-same-permissions", "-xf", "-"]],
    signal,
  );

type Program = readonly [file: string, args: readonly string[]];

const pipePrograms = async (first: Program, second: Program, signal: AbortSignal): Promise<void> => {
  const source = spawn(first[0], first[1], { stdio: ["ignore", "pipe", "pipe"], signal });
  const sink = spawn(second[0], second[1], { stdio: ["pipe", "ignore", "pipe"], signal });
  const ends = await Promise.allSettled([
    endOf(first[0], source),
    endOf(second[0], sink),
    pipeline(source.stdout, sink.stdin),
  ]);
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
};

interface Ending {
  readonly stderr: NodeJS.ReadableStream;
  on: (event: "error" | "close", listener: (told: Error | number | null) => void) => unknown;
}

const endOf = (name: string, program: Ending): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = "";
  program.stderr.on("data", (bytes: Buffer) => (said = (said + bytes.toString()).slice(-4096)));
  program.on("error", (error) => reject(error));
  program.on("close", (code) =>
    code === 0 ? resolve() : reject(new AppError("network", `network: ${name} failed: ${lastLine(said)}`)),
  );
  return promise;
};
