import { execa } from "execa";
import { AppError } from "../../model/errors.ts";

type LimitName = "wall" | "idle" | "output";

/** What a program may take: milliseconds in all, milliseconds of silence, bytes on both streams; and the time it gets to end itself. */
export interface ProgramLimits {
  readonly wall: number;
  readonly idle: number;
  readonly output: number;
  readonly grace: number;
  readonly linger: number;
}

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing of the runner's own is added. */
  readonly env: Readonly<Record<string, string>>;
  readonly limits: ProgramLimits;
  readonly signal: AbortSignal;
  /** The program is read no further until the promise resolves; a rejection ends the program. */
  readonly onStdout: (bytes: Uint8Array) => Promise<void>;
  readonly onStderr: (bytes: Uint8Array) => Promise<void>;
}

/** How a program ended. `limit` is the one that it hit; then, as after an abort, `signal` says what ended it. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly limit: LimitName | null;
  readonly bytes: number;
}

/** Runs one program in a process group of its own, without input, and leaves no process of that group behind. Resolves when the program has
    ended and its output is read; processes that hold the output longer than `linger` after that are killed.
    Throws `missing-tool` when there is no such program, `directive` when it cannot be started, and what `onStdout` or `onStderr` threw. */
export const runProgram = async (program: Program): Promise<ProgramEnd> => {
  const child = startProgram(program);
  const watch = new Watch(program, () => child.kill("SIGTERM"));
  child.nodeChildProcess.once("exit", () => watch.linger(() => child.kill("SIGKILL"), abandon));
  const pumps = [watch.pump(child.stdout, program.onStdout), watch.pump(child.stderr, program.onStderr)];
  const abandon = () => [child.stdout, child.stderr].forEach((stream) => stream.destroy());
  const result = await child;
  await Promise.all(pumps);
  watch.end();
  child.kill("SIGKILL");
  if (watch.failure !== null) throw watch.failure;
  if (result.exitCode === undefined && result.signal === undefined)
    throw startFailure(program.file, result.cause);
  return {
    exitCode: result.exitCode ?? null,
    signal: result.signal ?? null,
    limit: watch.limit,
    bytes: watch.bytes,
  };
};

const startProgram = ({ file, args, cwd, env, limits }: Program) =>
  execa(file, args, {
    cwd,
    env: { ...env },
    extendEnv: false,
    stdin: "ignore",
    encoding: "buffer",
    buffer: false,
    reject: false,
    killDescendants: true,
    forceKillAfterDelay: limits.grace,
  });

const missingTool = (file: string): AppError => {
  const hint = file.includes("/") ? "there is no such file" : `it is not on PATH; try: apt install ${file}`;
  return new AppError("missing-tool", `${file} is not installed: ${hint}`, { tool: file });
};

const startFailure = (file: string, cause: unknown): Error => {
  const code = cause instanceof Error && "code" in cause ? cause.code : null;
  if (code === "ENOENT") return missingTool(file);
  const reason = cause instanceof Error ? cause.message : "unknown reason";
  return new AppError("directive", `${file} cannot be started: ${reason}`, { tool: file }, cause);
};

/** Timers and counters of one running program; `stop` ends it when a limit is passed. */
class Watch {
  readonly #program: Program;
  readonly #stop: () => void;
  readonly #wall: NodeJS.Timeout;
  readonly #idle: NodeJS.Timeout;
  #linger: NodeJS.Timeout | undefined;
  limit: LimitName | null = null;
  bytes = 0;
  failure: Error | null = null;

  constructor(program: Program, stop: () => void) {
    this.#program = program;
    this.#stop = stop;
    this.#wall = setTimeout(() => this.#pass("wall"), Math.max(0, program.limits.wall));
    this.#idle = setTimeout(() => this.#pass("idle"), program.limits.idle);
    program.signal.addEventListener("abort", stop);
    if (program.signal.aborted) stop();
  }

  #pass(limit: LimitName): void {
    this.limit ??= limit;
    this.#stop();
  }

  async pump(stream: AsyncIterable<unknown>, take: (bytes: Uint8Array) => Promise<void>): Promise<void> {
    try {
      for await (const chunk of stream) await this.#take(chunk as Uint8Array, take);
    } catch (error) {
      // An abandoned stream ends its loop with an error that says nothing new.
      if (isPrematureClose(error)) return;
      this.failure ??= error instanceof Error ? error : new Error(String(error));
      this.#stop();
    }
  }

  async #take(chunk: Uint8Array, take: (bytes: Uint8Array) => Promise<void>): Promise<void> {
    const room = this.#program.limits.output - this.bytes;
    this.bytes += Math.min(chunk.length, Math.max(0, room));
    if (chunk.length > room) this.#pass("output");
    if (room > 0) await take(chunk.subarray(0, room));
    this.#idle.refresh();
  }

  linger(kill: () => void, abandon: () => void): void {
    const { linger } = this.#program.limits;
    this.#linger = setTimeout(() => {
      kill();
      this.#linger = setTimeout(abandon, linger);
    }, linger);
  }

  end(): void {
    [this.#wall, this.#idle, this.#linger].forEach((timer) => clearTimeout(timer));
    this.#program.signal.removeEventListener("abort", this.#stop);
  }
}

const isPrematureClose = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
