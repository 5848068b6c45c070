/** System calls by their numbers on x86_64 and on aarch64. What a task must not have: mounts, other namespaces, and parts of the kernel
    that tests do not need and that had most of its holes. */
const DENIED: Readonly<Record<string, readonly [x86: number, arm: number]>> = {
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  open_tree_attr: [467, 467],
  setns: [308, 268],
  bpf: [321, 280],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  userfaultfd: [323, 282],
  perf_event_open: [298, 241],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
};

interface Machine {
  /** What the kernel calls it in a filter. */
  readonly audit: number;
  readonly unshare: number;
  readonly clone: number;
  readonly ioctl: number;
  readonly denied: readonly number[];
}

const denied = (column: 0 | 1): readonly number[] => Object.values(DENIED).map((row) => row[column]);

const MACHINES: Readonly<Partial<Record<NodeJS.Architecture, Machine>>> = {
  x64: { audit: 0xc000003e, unshare: 272, clone: 56, ioctl: 16, denied: denied(0) },
  arm64: { audit: 0xc00000b7, unshare: 97, clone: 220, ioctl: 29, denied: denied(1) },
};

/** The same number everywhere. It passes its flags in memory, where no filter sees them. */
const CLONE3 = 435;
/** Numbers from here on are calls of the x32 kind, on x86_64. */
const X32 = 0x40000000;
const CLONE_NEWUSER = 0x10000000;
/** Requests that type into a terminal. */
const TIOCSTI = 0x5412;
const TIOCLINUX = 0x541c;

const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;

const LOAD = 0x20;
const EQUAL = 0x15;
const AT_LEAST = 0x35;
const HAS_BITS = 0x45;
const RETURN = 0x06;

/** Where the parts of a call stand: its number, its machine, and the low halves of its arguments. */
const NUMBER = 0;
const ARCH = 4;
const argument = (at: number): number => 16 + 8 * at;

type Instruction = readonly [code: number, value: number, ifTrue?: number, ifFalse?: number];

/** A filter for bubblewrap's `--seccomp`, as the kernel reads it; null on a machine that it is not known for. */
export const seccompFilter = (arch: NodeJS.Architecture): Uint8Array | null => {
  const machine = MACHINES[arch];
  return machine === undefined ? null : assemble(program(machine));
};

const program = ({ audit, unshare, clone, ioctl, denied }: Machine): readonly Instruction[] => [
  [LOAD, ARCH],
  ...unless([EQUAL, audit], KILL),
  [LOAD, NUMBER],
  ...when([AT_LEAST, X32], ENOSYS),
  ...when([EQUAL, CLONE3], ENOSYS),
  ...denied.flatMap((number) => when([EQUAL, number], EPERM)),
  ...[unshare, clone].flatMap((number) => whenArgument(number, 0, [[HAS_BITS, CLONE_NEWUSER]])),
  ...whenArgument(ioctl, 1, [
    [EQUAL, TIOCSTI],
    [EQUAL, TIOCLINUX],
  ]),
  [RETURN, ALLOW],
];

type Test = readonly [code: number, value: number];

const when = ([code, value]: Test, answer: number): readonly Instruction[] => [
  [code, value, 0, 1],
  [RETURN, answer],
];

const unless = ([code, value]: Test, answer: number): readonly Instruction[] => [
  [code, value, 1, 0],
  [RETURN, answer],
];

/** Refuses a call when one of the tests holds for one of its arguments; the number is loaded, before and after. */
const whenArgument = (number: number, at: number, tests: readonly Test[]): readonly Instruction[] => {
  const inner: readonly Instruction[] = [
    [LOAD, argument(at)],
    ...tests.flatMap((test) => when(test, EPERM)),
    [LOAD, NUMBER],
  ];
  return [[EQUAL, number, 0, inner.length], ...inner];
};

const assemble = (instructions: readonly Instruction[]): Uint8Array => {
  const bytes = Buffer.alloc(instructions.length * 8);
  for (const [at, [code, value, ifTrue = 0, ifFalse = 0]] of instructions.entries()) {
    bytes.writeUInt16LE(code, at * 8);
    bytes.writeUInt8(ifTrue, at * 8 + 2);
    bytes.writeUInt8(ifFalse, at * 8 + 3);
    bytes.writeUInt32LE(value, at * 8 + 4);
  }
  return bytes;
};
