/** What a task's programs may take; `LIMITS` says in which units, and what each counts. */
export interface ProgramLimits {
  readonly wall: number;
  readonly idle: number;
  readonly output: number;
  readonly cpu: number;
  readonly memory: number;
  readonly processes: number;
  readonly fileSize: number;
  readonly disk: number;
  readonly openFiles: number;
  readonly sharedMemory: number;
  readonly reserve: number;
  readonly grace: number;
  readonly linger: number;
}

/** The limits that end a program when it passes them. */
export type LimitName = "wall" | "idle" | "output" | "cpu" | "memory" | "processes" | "fileSize" | "disk";
