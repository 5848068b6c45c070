import { ITEM_TYPES } from "../../model/item.ts";

/** The item types as people write them: `Koji build`, `dist-git commit`. */
const KINDS = ITEM_TYPES.map((type) => type.replaceAll("_", "[ _-]")).join("|");

const FORM = new RegExp(`^(.*?) for (${KINDS}) (\\S.*)$`, "i");

interface NamedPoint {
  readonly check: string;
  readonly type: string | null;
  readonly item: string | null;
}

/** What the description of a point says: `CHECK for Koji build ITEM`, or the check's name alone. The check is empty where
    the description leaves it to the task. */
export const readName = (name: string): NamedPoint => {
  const [, check = name, kind = null, item = null] = FORM.exec(name) ?? [];
  return {
    check: check.trim() === "$CHECKNAME" ? "" : check.trim(),
    type: kind && kind.toLowerCase().replace(/[ -]/g, "_"),
    item,
  };
};
