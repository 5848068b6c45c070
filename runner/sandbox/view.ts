/** What of the machine a sandbox may show beside the system's own folders. */
export interface View {
  /** Folders and files that every run sees. */
  readonly show: readonly string[];
  /** Folders and files that none sees, also below a folder that is shown: data, spool, settings, secrets. */
  readonly hide: readonly string[];
  /** The user's home: no folder that holds it is shown. */
  readonly home: string;
  /** The folder of this project; a task below it is bundled. */
  readonly project: string;
  /** The Node that runs the runner. */
  readonly node: string;
  /** Shows an item that is an absolute path: for people who name it themselves, not for what others wish. */
  readonly items: boolean;
}
