/** Builds into a folder below the project and answers which sources went into each command. */
export declare const buildCommands: (folder: string) => Promise<Readonly<Record<string, readonly string[]>>>;
