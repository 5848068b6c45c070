import { pageStart, withQuery } from "../../address.ts";
import type { Range } from "./range.ts";

const lineNumber = (row: Element): number => Number(row.id.slice(1));

/** The lines on the page, which are always one page of the log as the server made it. */
export class Sheet {
  #lines: HTMLElement;

  constructor(lines: HTMLElement) {
    this.#lines = lines;
  }

  get element(): HTMLElement {
    return this.#lines;
  }

  row(line: number): HTMLElement | null {
    return document.getElementById(`L${line}`);
  }

  /** Shows the page that holds a line; asks the server for it when it is another one. False when the log has no such line. */
  async show(line: number): Promise<boolean> {
    if (this.row(line) !== null) return true;
    if (line > Number(this.#lines.dataset["total"])) return false;
    const address = new URL(location.href);
    address.searchParams.set("first", String(pageStart(line)));
    const answer = await fetch(withQuery(address.pathname, Object.fromEntries(address.searchParams)));
    if (!answer.ok) return false;
    this.#exchange(new DOMParser().parseFromString(await answer.text(), "text/html"));
    history.replaceState(null, "", address);
    return this.row(line) !== null;
  }

  #exchange(fresh: Document): void {
    const next = fresh.querySelector<HTMLElement>("#lines");
    if (next === null) return;
    next.classList.toggle("wraps", this.#lines.classList.contains("wraps"));
    const adopted = document.adoptNode(next);
    this.#lines.replaceWith(adopted);
    this.#lines = adopted;
    const pages = [...fresh.querySelectorAll(".log-pages")];
    document.querySelectorAll(".log-pages").forEach((old, index) => {
      const page = pages[index];
      if (page !== undefined) old.replaceWith(document.adoptNode(page));
    });
  }

  /** Marks the lines of a range that are on the page. */
  mark(range: Range | null): void {
    for (const row of this.#lines.querySelectorAll(".sel")) row.classList.remove("sel");
    if (range === null) return;
    for (const row of this.#lines.children) {
      const line = lineNumber(row);
      if (line >= range.first && line <= range.last) row.classList.add("sel");
    }
  }

  /** What the marked lines say, as it is shown. */
  text(): string {
    const rows = [...this.#lines.querySelectorAll(".sel code")];
    return rows.map((row) => row.textContent).join("\n");
  }
}
