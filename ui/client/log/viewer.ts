import { copyText } from "../copy.ts";
import { isTyping } from "../typing.ts";
import { Finder } from "./find.ts";
import { Walk } from "./hits.ts";
import { parseRange, printRange, type Range } from "./range.ts";
import { Sheet } from "./sheet.ts";

const lines = document.querySelector<HTMLElement>("#lines");
const form = document.querySelector<HTMLFormElement>("#find");

const listed = (): number[] =>
  [...document.querySelectorAll<HTMLElement>("#errors [data-line]")].map((link) =>
    Number(link.dataset["line"]),
  );

const start = (sheet: Sheet, finder: Finder): void => {
  const errors = new Walk(listed());
  let anchor: number | null = null;

  const select = (range: Range): void => {
    history.replaceState(null, "", printRange(range));
    sheet.mark(range);
  };

  const reveal = async (range: Range): Promise<void> => {
    if (!(await sheet.show(range.first))) return;
    finder.paint();
    select(range);
    sheet.row(range.first)?.scrollIntoView({ block: "center" });
    anchor = range.first;
  };

  const step = async (by: 1 | -1): Promise<void> => {
    const walk = finder.walk ?? errors;
    const line = walk.step(by, parseRange(location.hash)?.first ?? null);
    if (line !== null) await reveal({ first: line, last: line });
    finder.say();
  };

  const click = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const line = Number(link?.dataset["line"] ?? parseRange(link?.getAttribute("href") ?? "")?.first);
    if (link === null || !(line > 0) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const first = event.shiftKey ? (anchor ?? line) : line;
    if (!event.shiftKey) anchor = line;
    const range = parseRange(link.hash) ?? { first: line, last: line };
    if (event.shiftKey) select({ first: Math.min(first, line), last: Math.max(first, line) });
    else if (link.dataset["line"] === undefined) select(range);
    else void reveal(range);
  };

  document.addEventListener("click", click);
  document.addEventListener("keydown", (event) => {
    if (isTyping(event) || (event.key !== "n" && event.key !== "p")) return;
    event.preventDefault();
    void step(event.key === "n" ? 1 : -1);
  });
  const follow = (): void => {
    const range = parseRange(location.hash);
    if (range !== null) void reveal(range);
  };
  addEventListener("hashchange", follow);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const repeated = finder.walk !== null && finder.text === new URL(location.href).searchParams.get("find");
    void (repeated ? Promise.resolve() : finder.run()).then(() => step(1));
  });
  follow();
  if (finder.text !== "") void finder.run();
};

const startTools = (sheet: Sheet): void => {
  document.querySelector("#wrap")?.addEventListener("click", (event) => {
    event.preventDefault();
    const wraps = sheet.element.classList.toggle("wraps");
    const address = new URL(location.href);
    if (wraps) address.searchParams.set("wrap", "1");
    else address.searchParams.delete("wrap");
    history.replaceState(null, "", address);
    if (event.currentTarget instanceof HTMLElement)
      event.currentTarget.textContent = wraps ? "do not wrap" : "wrap";
  });
  document.querySelector<HTMLElement>("#copy-lines")?.addEventListener("click", (event) => {
    if (event.currentTarget instanceof HTMLElement)
      void copyText(`${sheet.text()}\n\n${location.href}\n`, event.currentTarget);
  });
};

if (lines !== null && form !== null) {
  const sheet = new Sheet(lines);
  start(sheet, new Finder(form, sheet));
  startTools(sheet);
}
