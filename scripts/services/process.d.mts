/** The process id of a service that runs, or null. */
export declare const runningPid: (name: string) => number | null;
