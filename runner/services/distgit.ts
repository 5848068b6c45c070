/** One file of a package's repository. */
export interface DistgitFile {
  readonly base: string;
  readonly namespace: string;
  readonly package: string;
  readonly ref: string;
  readonly path: string;
}

/** The address of a file's content: in Pagure's form, or in cgit's where the base address has `/cgit` in it. */
export const distgitUrl = (file: DistgitFile): string => {
  const repository = [file.base, file.namespace, file.package].map(trimmed).filter(Boolean).join("/");
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  if (/\/cgit(\/|$)/.test(file.base))
    return `${repository}.git/plain/${path}?id=${encodeURIComponent(file.ref)}`;
  return `${repository}/raw/${file.ref.split("/").map(encodeURIComponent).join("/")}/f/${path}`;
};

const trimmed = (part: string): string => part.replace(/^\/+|\/+$/g, "");
