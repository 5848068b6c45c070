/** Wraps [start, end) of an element's text in marks, whatever elements it is made of. Stand-ins for escape sequences count for nothing, as in search. */
export const highlight = (code: Element, ranges: readonly (readonly [number, number])[]): void => {
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const texts: { node: Text; start: number }[] = [];
  let at = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    const standIn = node.parentElement?.matches(".ctl") === true;
    if (!standIn) texts.push({ node, start: at });
    at += standIn ? Number(node.parentElement?.matches(".seq") === false) : node.length;
  }
  for (const { node, start } of texts.reverse())
    for (const [from, to] of ranges.toReversed()) {
      const [first, last] = [Math.max(from - start, 0), Math.min(to - start, node.length)];
      if (first >= last) continue;
      const mark = document.createElement("mark");
      const found = node.splitText(first);
      found.splitText(last - first);
      found.replaceWith(mark);
      mark.append(found);
    }
};

export const clearHighlights = (within: Element): void => {
  for (const mark of within.querySelectorAll("mark")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent?.normalize();
  }
};
