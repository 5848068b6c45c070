/** One document to write. `create` fails where the id is taken; `version` (external) fails where the stored one is as high; `seen` fails where
    the document has changed since it was read. */
export interface Write {
  readonly index: string;
  readonly id: string;
  readonly kind: "create" | "index" | "delete";
  readonly document?: object;
  readonly version?: number;
  readonly seen?: Seen;
}

/** The state of a document when it was read, for writes that must not undo another's. */
export interface Seen {
  readonly seqNo: number;
  readonly primaryTerm: number;
}

/** `conflict`: the id is taken, the version is not higher, or the document has changed. */
export type Written = { readonly kind: "written"; readonly seen: Seen } | { readonly kind: "conflict" };

/** Writes documents durably: a promise resolves when its writes are in the translog of every copy. */
export interface Bulk {
  /** In order of the writes. Documents that the cluster refuses for the moment (429, 503) are tried again with growing pauses, those alone.
      Throws `busy` when that takes too long, `disk-full` for a block of the index on a full disk, `store` for anything else. */
  write(writes: readonly Write[]): Promise<readonly Written[]>;
}
