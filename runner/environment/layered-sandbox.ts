import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command, InsideProgram, Sandbox } from "../sandbox/sandbox.ts";
import { inLayer, type Layer } from "./layer.ts";

/** A sandbox whose programs see what was installed for the run, once there is such a layer. */
export class LayeredSandbox implements Sandbox {
  readonly #inner: Sandbox;
  #layer: Layer | null = null;

  constructor(inner: Sandbox) {
    this.#inner = inner;
  }

  use(layer: Layer): void {
    this.#layer = layer;
  }

  readonly command = async (program: InsideProgram): Promise<Command> => {
    const layer = this.#layer;
    if (layer === null) return this.#inner.command(program);
    const command = await this.#inner.command(findInside(program, layer));
    return { ...command, ...inLayer(layer, command) };
  };

  get kind(): Sandbox["kind"] {
    return this.#inner.kind;
  }

  get caveat(): string | null {
    return this.#inner.caveat;
  }

  get shellExits(): boolean {
    return this.#inner.shellExits;
  }

  readonly signal: Sandbox["signal"] = (pid, signal) => this.#inner.signal(pid, signal);
  readonly usage: Sandbox["usage"] = (pid) => this.#inner.usage(pid);
  readonly killLeftovers: Sandbox["killLeftovers"] = () => this.#inner.killLeftovers();

  [Symbol.asyncDispose](): PromiseLike<void> {
    return this.#inner[Symbol.asyncDispose]();
  }
}

/** A program that was installed for the run is not among those of the machine, where a sandbox looks for it. */
const findInside = (program: InsideProgram, { folder }: Layer): InsideProgram => {
  const { file, args, env } = program;
  const places = file.includes("/") ? [file] : (env["PATH"] ?? "").split(":").map((path) => join(path, file));
  const isNew = places.some((place) => !existsSync(place) && existsSync(join(folder, "changes", place)));
  return isNew ? { ...program, file: "/usr/bin/env", args: ["--", file, ...args] } : program;
};
