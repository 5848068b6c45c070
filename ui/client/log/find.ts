import type { FindAnswer } from "../../../model/answer/log.ts";
import { findText, Walk } from "./hits.ts";
import { clearHighlights, highlight } from "./highlight.ts";
import type { Sheet } from "./sheet.ts";

/** Finding in the whole log: the box, what it says, and the walk over the hits. */
export class Finder {
  readonly #form: HTMLFormElement;
  readonly #state: HTMLElement | null;
  readonly #sheet: Sheet;
  #answer: FindAnswer | null = null;
  /** Null until something was found for. */
  walk: Walk | null = null;

  constructor(form: HTMLFormElement, sheet: Sheet) {
    this.#form = form;
    this.#state = form.querySelector("#find-state");
    this.#sheet = sheet;
  }

  get text(): string {
    return this.#form.querySelector("input")?.value ?? "";
  }

  /** Asks the server; empty text ends finding. */
  async run(): Promise<void> {
    const log = this.#sheet.element.dataset["log"] ?? "";
    const address = new URL(location.href);
    if (this.text === "") address.searchParams.delete("find");
    else address.searchParams.set("find", this.text);
    history.replaceState(null, "", address);
    this.#answer = this.text === "" ? null : await findText(log, this.text);
    this.walk = this.#answer === null ? null : new Walk(this.#answer.data.map(({ line }) => line));
    this.paint();
    this.say();
  }

  /** Marks the hits on the lines that are shown now. */
  paint(): void {
    if (this.#answer === null && this.walk === null && this.text !== "") return;
    clearHighlights(this.#sheet.element);
    for (const { line, highlights } of this.#answer?.data ?? []) {
      const code = this.#sheet.row(line)?.querySelector("code");
      if (code !== null && code !== undefined) highlight(code, highlights);
    }
  }

  say(): void {
    if (this.#state === null) return;
    if (this.#answer === null || this.walk === null) {
      this.#state.textContent = "";
      return;
    }
    const { value, exact } = this.#answer.total;
    const all = `${exact ? "" : "at least "}${value.toLocaleString("en-US")}`;
    this.#state.textContent =
      value === 0 ? "no line" : this.walk.place === 0 ? `${all} lines` : `${this.walk.place} of ${all}`;
  }
}
