const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("main .row")];

const current = (): HTMLElement | null => document.querySelector("main .row.current");

/** Where a row leads: where it says, else its first link. */
const addressOf = (row: HTMLElement): string | null =>
  row.dataset["open"] ?? row.querySelector<HTMLAnchorElement>(".main a, a")?.href ?? null;

/** Moves the mark from row to row, by 1 or -1. */
export const stepRow = (by: number): void => {
  const all = rows();
  const now = current();
  const next = now === null ? (by > 0 ? 0 : all.length - 1) : all.indexOf(now) + by;
  const row = all[Math.max(0, Math.min(next, all.length - 1))];
  if (row === undefined) return;
  now?.classList.remove("current");
  row.classList.add("current");
  row.scrollIntoView({ block: "nearest" });
};

/** Opens the marked row; tells whether there was one. */
export const openRow = (): boolean => {
  const row = current();
  const address = row === null ? null : addressOf(row);
  if (address === null) return false;
  location.assign(address);
  return true;
};
