// A chart is a picture until somebody points at it; only then is what makes it answer loaded.
const wake = (figure: Element): void => {
  const load = (): void => {
    figure.removeEventListener("pointerenter", load);
    void import("./interact.ts").then(({ interact }) => interact(figure)).catch(() => undefined);
  };
  figure.addEventListener("pointerenter", load);
};

const wakeAll = (): void => document.querySelectorAll("figure[data-chart] .wide").forEach(wake);

wakeAll();
document.addEventListener("page-exchanged", wakeAll);
