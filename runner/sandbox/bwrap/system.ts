import { lstatSync, readlinkSync, realpathSync, statSync } from "node:fs";
import type { Mount } from "./mount.ts";

/** Where distributions keep programs, their settings, and what is installed. */
const FOLDERS = [
  "/usr",
  "/bin",
  "/sbin",
  "/lib",
  "/lib32",
  "/lib64",
  "/libx32",
  "/etc",
  "/opt",
  "/nix",
  "/gnu",
  "/var/lib/rpm",
  "/var/lib/dpkg",
];

/** What of `/proc` is about the user, not about the sandbox. */
const PROC = ["/proc/keys", "/proc/key-users"];

/** The system as every sandbox shows it, read-only. */
export const systemMounts = (): readonly Mount[] => FOLDERS.flatMap(asItIs);

/** What is empty although it lies in a folder that is shown. */
export const systemHidden = (): readonly string[] => [
  "/etc/taskotron",
  "/etc/shadow",
  "/etc/shadow-",
  "/etc/gshadow",
  "/etc/gshadow-",
];

/** Arguments that hide what `/proc` tells of the user outside. */
export const procArguments = (): readonly string[] =>
  PROC.filter(exists).flatMap((path) => ["--ro-bind", "/dev/null", path]);

/** Where `/etc/resolv.conf` leads outside of `/etc`: without it names have no addresses. */
export const resolverMounts = (): readonly Mount[] => {
  if (!exists("/etc/resolv.conf")) return [];
  const path = realpathSync("/etc/resolv.conf");
  return path.startsWith("/etc/") ? [] : [{ kind: "read", path }];
};

const asItIs = (path: string): readonly Mount[] => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isSymbolicLink()) return [{ kind: "link", path, to: readlinkSync(path) }];
  return [{ kind: "read", path }];
};

const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;
