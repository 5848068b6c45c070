const OFFSET = 14;

/** A box beside the pointer that says what it points at. */
export const newTooltip = (): ((event: { clientX: number; clientY: number }, text: unknown) => void) => {
  const box = document.createElement("div");
  box.className = "tooltip";
  box.hidden = true;
  document.body.append(box);
  return (event, text) => {
    box.hidden = typeof text !== "string" || text === "";
    if (box.hidden) return;
    box.textContent = String(text);
    const left = Math.min(event.clientX + OFFSET, innerWidth - box.offsetWidth - OFFSET);
    box.style.left = `${Math.max(OFFSET, left)}px`;
    box.style.top = `${Math.max(OFFSET, event.clientY - box.offsetHeight - OFFSET)}px`;
  };
};
