/** Builds into a folder below the project and answers which sources went in. */
export declare const buildCommands: (folder: string) => Promise<readonly string[]>;
