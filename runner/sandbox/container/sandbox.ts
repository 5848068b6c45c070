import { AppError } from "../../../model/errors.ts";
import { userOf } from "../bwrap/user.ts";
import type { Command, InsideProgram, Place, Sandbox } from "../sandbox.ts";
import { type Engine, tell } from "./engine.ts";
import { imageOf } from "./image.ts";

/** A container for each program, of one image. Programs share the run's folders and nothing else with the machine.
    Throws `environment` when there is no image. */
export const containerSandbox = async (place: Place, engine: Engine, isRoot: boolean): Promise<Sandbox> => {
  const { uuid, workspace, formula, item } = place;
  const image = imageOf(formula.environment, item);
  await fetchImage(engine, image, place);
  const uid = isRoot ? userOf(uuid) : null;
  if (uid !== null) await workspace.giveTo(uid);
  let count = 0;
  const nameAt = (number: number): string => `taskotron-${uuid}-${number}`;
  return {
    kind: "container",
    caveat: null,
    shellExits: true,
    command: async (program) => {
      await workspace.handOver();
      return commandOf(program, { engine, image, uid, place, name: nameAt(++count) });
    },
    signal: (_pid, signal) => void tell(engine, "kill", "--signal", signal.slice(3), nameAt(count)),
    usage: () => ({ memory: null, processes: null, cpu: null }),
    killLeftovers: () => Promise.resolve(0),
    [Symbol.asyncDispose]: () => {
      // what a killed client left; there is usually none
      for (let number = 1; number <= count; number++) tell(engine, "rm", "--force", nameAt(number));
      return Promise.resolve();
    },
  };
};

const fetchImage = async (engine: Engine, image: string, { say }: Place): Promise<void> => {
  if (tell(engine, "image", "inspect", image) !== null) return;
  say("INFO", `fetching the container image ${image}`);
  if (tell(engine, "pull", "--quiet", image) !== null) return;
  throw new AppError(
    "environment",
    `the container image ${image} cannot be fetched: try ${engine.name} pull ${image}, or set environment.image`,
  );
};

interface Inside {
  readonly engine: Engine;
  readonly image: string;
  /** Null where the runner is an ordinary user: then its programs are that user. */
  readonly uid: number | null;
  readonly place: Place;
  readonly name: string;
}

/** Gives the engine what comes through descriptor 3 as a file that it can open by name, which a socket is not. */
const WITH_ENVIRONMENT = 'cat <&3 | exec "$@" 3<&-';

/** The task's environment goes through a descriptor: arguments are for everybody on the machine to read. */
const commandOf = (program: InsideProgram, { engine, image, uid, place, name }: Inside): Command => {
  const { workspace, formula } = place;
  const { file, args, cwd, env, network } = program;
  const volumes = [
    `${formula.folder}:${formula.folder}:ro`,
    ...workspace.folders.map((path) => `${path}:${path}:rw`),
  ];
  return {
    file: "/bin/sh",
    args: [
      ...[
        "-c",
        WITH_ENVIRONMENT,
        "sh",
        engine.file,
        "run",
        "--rm",
        "--name",
        name,
        "--pull",
        "never",
        "--log-driver",
        "none",
      ],
      ...(network ? [] : ["--network", "none"]),
      ...[
        "--read-only",
        "--cap-drop",
        "ALL",
        "--security-opt",
        "no-new-privileges",
        "--security-opt",
        "label=disable",
      ],
      ...userArguments(engine, uid),
      ...limitArguments(place),
      ...volumes.flatMap((volume) => ["--volume", volume]),
      ...["--workdir", cwd, "--env-file", "/dev/stdin", "--entrypoint", "", image, file, ...args],
    ],
    cwd: "/",
    env: engine.env,
    pipes: [Buffer.from(environmentFile(env))],
  };
};

const userArguments = ({ name }: Engine, uid: number | null): readonly string[] => {
  if (uid !== null) return ["--user", `${uid}:${uid}`];
  return name === "podman"
    ? ["--userns", "keep-id"]
    : ["--user", `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`];
};

const limitArguments = ({ limits }: Place): readonly string[] => {
  const seconds = Math.ceil(limits.cpu / 1000);
  const ulimits = {
    nofile: limits.openFiles,
    nproc: limits.processes,
    fsize: limits.fileSize,
    cpu: seconds,
    core: 0,
  };
  return [
    ...["--pids-limit", String(limits.processes), "--memory", String(limits.memory)],
    ...["--shm-size", String(limits.sharedMemory)],
    ...["--tmpfs", `/tmp:rw,mode=1777,size=${limits.sharedMemory}`, "--tmpfs", `/run:rw,size=4096`],
    ...Object.entries(ulimits).flatMap(([name, value]) => ["--ulimit", `${name}=${value}:${value}`]),
  ];
};

/** Throws `environment` for a value that the form cannot hold. */
const environmentFile = (env: Readonly<Record<string, string>>): string =>
  Object.entries(env)
    .map(([name, value]) => {
      if (!value.includes("\n")) return `${name}=${value}\n`;
      throw new AppError(
        "environment",
        `the variable ${name} has several lines, which a container cannot be given`,
      );
    })
    .join("");
