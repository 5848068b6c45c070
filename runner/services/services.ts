/** What directives reach over the network from the runner itself, with addresses from the settings. Addresses have no slash at their end. */
export interface Services {
  readonly fetch: typeof globalThis.fetch;
  /** Address of koji's XML-RPC hub. */
  readonly kojiHub: string;
  /** Address or absolute folder below which koji's `packages/` tree is. */
  readonly kojiTop: string;
  readonly bodhi: string;
  /** Address of the dist-git web server: files are below `NAMESPACE/PACKAGE/raw/REF/f/PATH`. */
  readonly distgit: string;
  /** A file or address with the repositories of each release, for `yumrepoinfo`. */
  readonly repositories: string;
  /** Folder for downloads that may be used again; null for none. */
  readonly cache: string | null;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}
