import type { ComponentChildren } from "preact";

/** A titled part of a page. `note` says what is shown, `more` leads to all of it. */
export const Panel = ({
  title,
  note,
  more,
  children,
  className = "",
}: {
  readonly title: ComponentChildren;
  readonly note?: ComponentChildren;
  readonly more?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly className?: string;
}) => (
  <section class={`panel ${className}`}>
    <header>
      <h2>{title}</h2>
      {note !== undefined && <span class="dim">{note}</span>}
      {more !== undefined && <span class="more">{more}</span>}
    </header>
    {children}
  </section>
);

/** What stands in place of a part that could not be read. */
export const Unreadable = ({ message }: { readonly message: string }) => (
  <p class="empty">This part could not be read: {message}</p>
);

/** An empty state: it says why, and what to do. */
export const Empty = ({ children }: { readonly children: ComponentChildren }) => (
  <div class="empty">{children}</div>
);
