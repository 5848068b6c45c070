const KEYS = [
  ["/", "search"],
  ["j  k", "next, previous row"],
  ["Enter", "open the row"],
  ["n  p", "next, previous error or hit in a log"],
  ["[  ]", "previous, next page"],
  ["g h", "overview"],
  ["g s", "search"],
  ["g t", "checks and their trends"],
  ["t", "light or dark"],
  ["?", "this help"],
  ["Esc", "close, leave a field"],
] as const;

const element = (name: string, text = ""): HTMLElement => {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
};

const build = (): HTMLDialogElement => {
  const dialog = document.createElement("dialog");
  dialog.className = "help";
  dialog.setAttribute("aria-label", "Keys");
  const list = document.createElement("dl");
  for (const [keys, about] of KEYS) {
    const term = element("dt");
    for (const key of keys.split("  "))
      term.append(Object.assign(element("kbd", key), { className: "key" }), " ");
    list.append(term, element("dd", about));
  }
  const close = Object.assign(element("button", "close"), { type: "button" });
  close.addEventListener("click", () => dialog.close());
  dialog.append(element("h2", "Keys"), list, close);
  document.body.append(dialog);
  return dialog;
};

/** Gives what shows and hides the list of keys. */
export const startHelp = (): (() => void) => {
  let dialog: HTMLDialogElement | null = null;
  return () => {
    dialog ??= build();
    if (dialog.open) dialog.close();
    else dialog.showModal();
  };
};
