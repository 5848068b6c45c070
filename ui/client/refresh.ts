/** Somebody reads or uses the page in a way that exchanging its content would disturb. */
const isBusy = (): boolean =>
  document.hidden ||
  getSelection()?.isCollapsed === false ||
  document.querySelector(
    "main :focus, main details[open], main .row.current, main .interactive, dialog[open]",
  ) !== null;

const exchange = async (): Promise<void> => {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok || isBusy()) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [now, next] = [document.querySelector("main"), fresh.querySelector("main")];
  if (now === null || next === null) return;
  for (const part of next.querySelectorAll<HTMLElement>(".js[hidden]")) part.hidden = false;
  now.replaceWith(document.adoptNode(next));
  document.title = fresh.title;
  document.dispatchEvent(new Event("page-exchanged"));
};

const SECOND = 1000;

/** Keeps a page of what is going on up to date: the server makes it anew, and its content is exchanged. Stops when the new one asks for no more. */
export const startRefresh = (): void => {
  const wait = (): void => {
    const seconds = Number(document.querySelector("main")?.dataset["refresh"] ?? 0);
    if (seconds > 0)
      setTimeout(
        () => void (isBusy() ? Promise.resolve() : exchange()).catch(() => undefined).then(wait),
        seconds * SECOND,
      );
  };
  wait();
};
