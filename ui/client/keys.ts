import { openRow, stepRow } from "./rows.ts";
import { switchTheme } from "./theme-switch.ts";
import { isTyping } from "./typing.ts";

const GO: Readonly<Record<string, string>> = { h: "/", s: "/search", t: "/checks" };

const GO_MS = 1000;

const follow = (rel: string): void => document.querySelector<HTMLAnchorElement>(`a[rel=${rel}]`)?.click();

const search = (): void => {
  const box = document.querySelector<HTMLInputElement>("#big-search, #search");
  box?.focus();
  box?.select();
};

/** Starts the keys that work on every page. Never while somebody types. */
export const startKeys = (help: () => void): void => {
  let going = 0;
  const actions: Readonly<Record<string, () => void>> = {
    "/": search,
    j: () => stepRow(1),
    k: () => stepRow(-1),
    "[": () => follow("prev"),
    "]": () => follow("next"),
    t: switchTheme,
    "?": help,
  };
  const act = (event: KeyboardEvent): boolean => {
    if (going > 0 && event.timeStamp - going < GO_MS && GO[event.key] !== undefined) {
      location.assign(GO[event.key] ?? "/");
      return true;
    }
    going = event.key === "g" ? event.timeStamp : 0;
    if (event.key === "Enter") return !(event.target instanceof HTMLAnchorElement) && openRow();
    actions[event.key]?.();
    return actions[event.key] !== undefined;
  };
  document.addEventListener("keydown", (event) => {
    // Escape leaves a field; its text stays
    if (event.key === "Escape" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      event.target.blur();
    }
    if (!isTyping(event) && act(event)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-act]") : null;
    if (button?.dataset["act"] === "theme") switchTheme();
    if (button?.dataset["act"] === "help") help();
  });
};
