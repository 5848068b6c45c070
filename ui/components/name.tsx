import { shown } from "../log/controls.ts";
import { Text } from "./text.tsx";

/** Characters of a name that a list shows; the rest stands in its title. */
const SHOWN = 72;

/** A name in a list: whole when it is of a usual length, else its beginning. */
export const Name = ({ text }: { readonly text: string }) =>
  text.length <= SHOWN ? (
    <Text text={text} />
  ) : (
    <span title={shown(text.slice(0, 1024))}>
      <Text text={`${text.slice(0, SHOWN)}…`} />
    </span>
  );
