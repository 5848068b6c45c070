import { existsSync } from "node:fs";
import { AppError } from "../../model/errors.ts";
import type { Environment } from "../formula/environment.ts";
import { type Install, install } from "./install.ts";
import { missingOf } from "./installed.ts";
import { changeLayer, type Layer, makeLayer } from "./layer.ts";
import type { LayeredSandbox } from "./layered-sandbox.ts";

/** What installs the packages of a distribution. */
interface Manager {
  readonly kind: "deb" | "rpm";
  readonly file: string;
  /** Each begins with the program's name. */
  readonly refresh: readonly string[] | null;
  readonly install: readonly string[];
}

const MANAGERS: readonly Manager[] = [
  {
    kind: "deb",
    file: "/usr/bin/apt-get",
    refresh: ["-q", "update"],
    install: ["-q", "-y", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0", "install", "--"],
  },
  {
    kind: "rpm",
    file: "/usr/bin/dnf",
    refresh: null,
    install: ["-y", "--setopt=install_weak_deps=False", "install"],
  },
];

export interface SystemInstall extends Install {
  readonly sandbox: LayeredSandbox;
  /** The run's folder. */
  readonly workspace: string;
  readonly isRoot: boolean;
  /** Takes what package managers print. */
  readonly print: (bytes: Uint8Array) => Promise<void>;
  /** What package managers get beside their own. */
  readonly env: Readonly<Record<string, string>>;
}

/** Sees to the packages of the distribution that a formula asks for: those that are not there are installed where only this run sees them.
    Throws `environment`, which names what is missing and what to do. */
export const installSystemPackages = async (
  { packages: { deb, rpm } }: Environment,
  context: SystemInstall,
): Promise<void> => {
  const manager = MANAGERS.find(({ file }) => existsSync(file));
  // a formula that lists packages for both kinds of distribution means those of this one
  const isChosen = (kind: Manager["kind"], other: readonly string[]) =>
    manager?.kind === kind || other.length === 0;
  const wanted = { deb: isChosen("deb", rpm) ? deb : [], rpm: isChosen("rpm", deb) ? rpm : [] };
  const missing = await missingOf(context.run, [...wanted.deb, ...wanted.rpm]);
  if (missing.length === 0) return;
  const kind = wanted.deb.some((name) => missing.includes(name)) ? "deb" : "rpm";
  if (manager?.kind !== kind || !context.isRoot || context.sandbox.kind !== "bwrap")
    throw notHere(missing, kind, context.sandbox.kind);
  context.say("INFO", `installing ${missing.join(", ")} for this run`);
  const layer = await makeLayer(context.workspace);
  await install(context, missing.join(", "), () => change(manager, layer, missing, context));
  context.sandbox.use(layer);
};

const notHere = (missing: readonly string[], kind: "deb" | "rpm", sandbox: string): AppError => {
  const names = missing.join(" ");
  const are = missing.length === 1 ? "is" : "are";
  const command = kind === "deb" ? `apt install ${names}` : `dnf install ${names}`;
  const how =
    sandbox === "container"
      ? `not in the container's image: set environment.image to one that has ${missing.length === 1 ? "it" : "them"}`
      : `not installed here, and this client cannot install ${kind} packages for a run (that takes root, bubblewrap and ${kind === "deb" ? "apt" : "dnf"}; or --sandbox container): ${command}`;
  return new AppError("environment", `${missing.join(", ")} ${are} ${how}`);
};

const change = async (
  { file, install: args, refresh }: Manager,
  layer: Layer,
  names: readonly string[],
  { print, signal, env }: SystemInstall,
): Promise<{ readonly isDone: boolean; readonly said: string }> => {
  const options = { print, signal, env: { ...env, DEBIAN_FRONTEND: "noninteractive", LANG: "C.UTF-8" } };
  const first = await changeLayer(layer, { file, args: [...args, ...names] }, options);
  if (first.isDone || refresh === null || !/Unable to locate|404 |no installation candidate/.test(first.said))
    return first;
  const refreshed = await changeLayer(layer, { file, args: refresh }, options);
  return refreshed.isDone ? changeLayer(layer, { file, args: [...args, ...names] }, options) : refreshed;
};
