import { setTimeout } from "node:timers/promises";
import { connect } from "node:net";
import { AppError } from "../../model/errors.ts";
import { distOf } from "../environment/dist-of.ts";
import type { Machine, OpenMachine, Wish } from "./machine.ts";
import type { Target } from "./target.ts";
import { runTool } from "./tool.ts";

interface LibvirtOptions {
  /** Private key of the key that testcloud puts into its machines. */
  readonly key: string | null;
  /** Leaves the machine running. */
  readonly keep: boolean;
  /** Milliseconds that a new machine may take until it answers. */
  readonly boot: number;
}

const INSTALL =
  "dnf install testcloud (Fedora), or pip install testcloud; then usermod -a -G testcloud $USER";

const ATTEMPTS = 3;

/** Gives each run a virtual machine of its own, made by testcloud. The login is root: docs/environment.md says how testcloud puts a key there. */
export const libvirtMachine =
  (options: LibvirtOptions): OpenMachine =>
  async (wish) => {
    const name = `taskotron-${wish.uuid}`;
    const { stdout } = await testcloud(wish.signal, "list");
    if (stdout.split(/\s+/).includes(name))
      throw new AppError("environment", `the machine ${name} exists already: testcloud remove -f ${name}`);
    for (let attempt = 1; ; attempt++) {
      try {
        return await create(name, wish, options);
      } catch (error) {
        await remove(name);
        if (attempt === ATTEMPTS || wish.signal.aborted || isMissing(error)) throw error;
        wish.say("WARNING", `${error instanceof Error ? error.message : "no machine"}; trying again`);
      }
    }
  };

const isMissing = (error: unknown): boolean => error instanceof AppError && error.code === "missing-tool";

const create = async (name: string, wish: Wish, { key, keep, boot }: LibvirtOptions): Promise<Machine> => {
  const image = imageOf(wish);
  wish.say("INFO", `making the virtual machine ${name} of ${image}`);
  const made = await testcloud(wish.signal, "create", "--name", name, "--no-graphic", image);
  const host = /The IP of vm \S+:\s+(\S+)/.exec(made.stdout)?.[1];
  const port = Number(/The SSH port of vm \S+:\s+(\d+)/.exec(made.stdout)?.[1] ?? 22);
  if (made.exitCode !== 0 || host === undefined)
    throw new AppError(
      "environment",
      `testcloud could not make ${name} of ${image}: ${made.lastWords || "it names no address"}`,
    );
  await answers(host, port, boot, wish.signal);
  const target: Target = { host: `root@${host}`, port, key, options: FRESH };
  return {
    target,
    [Symbol.asyncDispose]: async () => {
      if (keep)
        wish.say(
          "INFO",
          `the machine ${name} is kept: ssh -p ${port} root@${host}; testcloud remove -f ${name}`,
        );
      else await remove(name);
    },
  };
};

/** A machine that was made a minute ago has a host key that nobody can know. */
const FRESH = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR"];

const testcloud = (signal: AbortSignal, ...args: readonly string[]): ReturnType<typeof runTool> =>
  runTool("testcloud", args, { signal, install: INSTALL });

/** Removes it also when the run was interrupted. */
const remove = async (name: string): Promise<void> => {
  await testcloud(AbortSignal.timeout(60_000), "remove", "-f", name).catch(() => {});
};

/** The image as testcloud names it, `distro:release`. */
const imageOf = ({ item, environment: { distro, release } }: Wish): string => {
  const dist = distOf(item);
  if (distro !== null) return `${distro}:${release ?? (dist?.distro === distro ? dist.release : "latest")}`;
  if (dist === null) return `fedora:${release ?? "latest"}`;
  return `${dist.distro === "el" ? "centos-stream" : dist.distro}:${release ?? dist.release}`;
};

const answers = async (host: string, port: number, ms: number, signal: AbortSignal): Promise<void> => {
  const end = performance.now() + ms;
  while (!(await isOpen(host, port))) {
    if (performance.now() > end)
      throw new AppError("network", `network: ${host} port ${port} does not answer within ${ms / 1000} s`);
    await setTimeout(Math.min(1000, ms / 10), undefined, { signal });
  }
};

const isOpen = (host: string, port: number): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port, timeout: 1000 });
  const end = (open: boolean) => (): void => {
    socket.destroy();
    resolve(open);
  };
  socket.once("connect", end(true)).once("error", end(false)).once("timeout", end(false));
  return promise;
};
