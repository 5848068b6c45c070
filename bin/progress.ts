/** One line on stderr that is rewritten in place; nothing at all where stderr is no terminal. */
export interface Progress {
  readonly show: (text: string) => void;
  /** Removes the line, so that other output starts clean. */
  readonly clear: () => void;
}

export const openProgress = (stream: NodeJS.WriteStream): Progress => {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  return {
    show: (text) => stream.write(`\r\x1b[2K${text.slice(0, stream.columns - 1)}`),
    clear: () => stream.write("\r\x1b[2K"),
  };
};
