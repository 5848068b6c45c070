import Type from "typebox";

const Names = (description: string) =>
  Type.Union([Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }))], { description });

/** Parameters that say which RPMs are wanted. */
export const WANTED_ARCH = Names(
  "arch or list of arches of the binary RPMs. `noarch` is added by itself; a base arch means its concrete ones too (`i386`: i486, i586, i686); `all` is " +
    "every arch; `[]` none. `src` in the list is the same as `src: true`",
);

export const ARCH_EXCLUDE = Names("arch or list of arches to leave out, `noarch` too if it is named");

export const SRC = Type.Boolean({ description: "the source RPM too; default `false`" });

export const DEBUGINFO = Type.Boolean({
  description: "the `-debuginfo` and `-debugsource` RPMs too; default `false`",
});

export const TARGET_DIR = Type.String({
  minLength: 1,
  description:
    "folder for the files, made where it is missing; a relative one starts at the workdir. Default `${workdir}`",
});
