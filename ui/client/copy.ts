const SAID_MS = 1500;

/** Puts a text on the clipboard and says so on the button. Browsers refuse it outside HTTPS and localhost: then the text is shown to be copied by hand. */
export const copyText = async (text: string, button: HTMLElement): Promise<void> => {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "copied";
  } catch {
    window.prompt("Copy this:", text);
  }
  setTimeout(() => (button.textContent = before), SAID_MS);
};

/** Makes "copy link" work: it copies the address of the page as it is. */
export const startCopy = (): void => {
  document.addEventListener("click", (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy=address]") : null;
    if (button !== null) void copyText(location.href, button);
  });
};
