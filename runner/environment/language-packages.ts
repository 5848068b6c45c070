import { join } from "node:path";
import type { Environment } from "../formula/environment.ts";
import { type Install, install } from "./install.ts";

/** A package manager of a language that needs no rights. */
interface Manager {
  readonly kind: "npm" | "pip";
  readonly program: string;
  /** The arguments that install into a folder, before the packages. */
  readonly args: (folder: string) => readonly string[];
  readonly env: (folder: string) => Readonly<Record<string, string>>;
  /** Where programs are, and where the language looks for libraries. */
  readonly programs: (folder: string) => string;
  readonly libraries: (folder: string) => Readonly<Record<string, string>>;
}

const MANAGERS: readonly Manager[] = [
  {
    kind: "npm",
    program: "npm",
    args: (folder) => [
      "install",
      "--prefix",
      folder,
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--no-package-lock",
      "--",
    ],
    env: (folder) => ({
      npm_config_cache: join(folder, ".cache"),
      npm_config_update_notifier: "false",
      npm_config_fetch_retries: "0",
    }),
    programs: (folder) => join(folder, "node_modules/.bin"),
    libraries: (folder) => ({ NODE_PATH: join(folder, "node_modules") }),
  },
  {
    kind: "pip",
    program: "python3",
    args: (folder) => [
      "-m",
      "pip",
      "install",
      "--target",
      folder,
      "--no-input",
      "--no-cache-dir",
      "--no-warn-script-location",
      "--",
    ],
    env: () => ({ PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_ROOT_USER_ACTION: "ignore" }),
    programs: (folder) => join(folder, "bin"),
    libraries: (folder) => ({ PYTHONPATH: folder }),
  },
];

interface LanguageInstall extends Install {
  /** Makes a folder of the run that its programs may write to. */
  readonly makeFolder: (name: string) => Promise<string>;
  readonly path: string;
  /** What package managers get beside their own. */
  readonly env: Readonly<Record<string, string>>;
}

/** Installs the packages of npm and pip that a formula asks for into folders of the run, by the run's own user. Answers the variables that let the steps find
    them. Throws `environment`. */
export const installLanguagePackages = async (
  { packages }: Environment,
  context: LanguageInstall,
): Promise<Readonly<Record<string, string>>> => {
  const paths: string[] = [];
  let libraries: Readonly<Record<string, string>> = {};
  for (const manager of MANAGERS) {
    const names = packages[manager.kind];
    if (names.length === 0) continue;
    const folder = await context.makeFolder(manager.kind);
    context.say("INFO", `installing ${names.join(", ")} for this run`);
    await install(context, names.join(", "), () => fetch(manager, folder, names, context));
    paths.push(manager.programs(folder));
    libraries = { ...libraries, ...manager.libraries(folder) };
  }
  return paths.length === 0 ? {} : { ...libraries, PATH: [...paths, context.path].join(":") };
};

const fetch = async (
  { program, args, env }: Manager,
  folder: string,
  names: readonly string[],
  { run, env: common }: LanguageInstall,
): Promise<{ readonly isDone: boolean; readonly said: string }> => {
  // one stream, so that what went wrong is among what is read
  const script = ["-c", 'exec "$@" 2>&1', "sh", program, ...args(folder), ...names];
  const { exitCode, text } = await run("sh", script, { network: true, env: { ...common, ...env(folder) } });
  return { isDone: exitCode === 0, said: text };
};
