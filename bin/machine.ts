import { AppError } from "../model/errors.ts";
import { libvirtMachine } from "../runner/remote/libvirt.ts";
import { type OpenMachine, standingMachine } from "../runner/remote/machine.ts";
import { parseTarget } from "../runner/remote/target.ts";

/** The flags that say where a task runs. */
export interface MachineFlags {
  readonly local?: true;
  readonly ssh?: string;
  readonly sshPrivkey?: string;
  readonly libvirt?: true;
  /** False with `--no-destroy`. */
  readonly destroy: boolean;
}

/** Milliseconds that a virtual machine may take until it answers. */
const BOOT_MS = 60_000;

/** The other machine that the flags ask for, as an option of the run; none for this one. Throws `usage`. */
export const machineOf = ({
  local,
  ssh,
  sshPrivkey,
  libvirt,
  destroy,
}: MachineFlags): { readonly openMachine?: OpenMachine } => {
  const key = sshPrivkey ?? null;
  const chosen = [local && "--local", ssh !== undefined && "--ssh", libvirt && "--libvirt"].filter(Boolean);
  if (chosen.length > 1)
    throw new AppError("usage", `${chosen.join(" and ")} exclude each other: a task runs in one place`);
  if (key !== null && ssh === undefined && !libvirt)
    throw new AppError("usage", "--ssh-privkey goes with --ssh or --libvirt");
  if (ssh !== undefined) return { openMachine: standingMachine(parseTarget(ssh, key)) };
  if (libvirt) return { openMachine: libvirtMachine({ key, keep: !destroy, boot: BOOT_MS }) };
  return {};
};
