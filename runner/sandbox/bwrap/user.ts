/** Users that nobody is on any machine: systemd keeps these for programs that have none of their own. */
const FIRST = 61_184;
const LAST = 65_519;

/** The user that a run's programs are where the runner is root: another one for nearly every run, so that the limit on processes counts those of the run. */
export const userOf = (uuid: string): number =>
  FIRST + (Number.parseInt(uuid.slice(-8), 16) % (LAST - FIRST + 1));

/** The variables that libraries obey before a program begins, which the C library itself refuses in programs with more rights than their caller. */
const UNSAFE =
  /^(?:LD_.*|MALLOC_.*|GCONV_PATH|GETCONF_DIR|GLIBC_TUNABLES|HOSTALIASES|LOCALDOMAIN|LOCPATH|NIS_PATH|NLSPATH|RESOLV_HOST_CONF|RES_OPTIONS|TZDIR)$/;

export interface Launch {
  readonly env: Readonly<Record<string, string>>;
  /** Null where the runner is an ordinary user: then its programs are that user, without any right beside. */
  readonly uid: number | null;
}

/** Bubblewrap's arguments that set the environment. What root's own first program must not obey is left for `dropRights`. */
export const environmentArguments = ({ env, uid }: Launch): readonly string[] =>
  Object.entries(env)
    .filter(([name]) => uid === null || !UNSAFE.test(name))
    .flatMap(([name, value]) => ["--setenv", name, value]);

/** The beginning of a command line that ends with the rights of the run's user. */
export const dropRights = ({ env, uid }: Launch): readonly string[] => {
  if (uid === null) return [];
  const late = Object.entries(env).filter(([name]) => UNSAFE.test(name));
  return [
    "/usr/bin/setpriv",
    ...["--reuid", String(uid), "--regid", String(uid), "--clear-groups"],
    ...["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--"],
    ...(late.length === 0 ? [] : ["/usr/bin/env", ...late.map(([name, value]) => `${name}=${value}`)]),
  ];
};

/** Bubblewrap's arguments for the rights of what it starts. Root keeps what it takes to become the run's user, and nothing else; the first process inside stays
    root's then, for the one outside has no right left to kill another user's. Of an ordinary user the first process is `SUPERVISE`: no task can kill it,
    and where it ends all others do. */
export const rightsArguments = (uid: number | null): readonly string[] =>
  uid === null
    ? ["--unshare-user", "--disable-userns", "--cap-drop", "ALL", "--as-pid-1"]
    : ["--cap-drop", "ALL", ...["SETUID", "SETGID", "SETPCAP"].flatMap((cap) => ["--cap-add", `CAP_${cap}`])];
