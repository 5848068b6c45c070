/** The style sheet of the pages of login: the server may have no other pages, so it has one of its own, in the colours of `ui/styles/tokens.css`. */
export const LOGIN_STYLE = `:root {
  color-scheme: light dark;
  font: 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  color: light-dark(#1b1d20, #e7e9eb);
  background: light-dark(#f8f8f5, #15171a);
}
main {
  box-sizing: border-box;
  max-width: 420px;
  margin: 12vh auto;
  padding: 20px 24px;
  border: 1px solid light-dark(#e4e4de, #2b3036);
  border-radius: 6px;
  background: light-dark(#ffffff, #1c1f23);
}
h1 { margin: 0 0 12px; font-size: 20px; line-height: 28px; }
p { margin: 0 0 12px; }
main > p:last-child { margin: 0; color: light-dark(#50555b, #adb3ba); }
[role="alert"] { color: light-dark(#b5301b, #ff8f76); }
code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 13px; }
label { display: block; font-weight: 600; }
input, button { box-sizing: border-box; width: 100%; margin-top: 6px; padding: 8px 10px; border-radius: 6px; font: inherit; }
input { border: 1px solid light-dark(#c4c4bc, #454c55); color: inherit; background: light-dark(#f4f4f0, #14171a); }
button { margin-top: 12px; border: 0; color: light-dark(#ffffff, #15171a); background: light-dark(#1f52bf, #8cb2ff); font-weight: 600; cursor: pointer; }
:focus-visible { outline: 2px solid light-dark(#1f52bf, #8cb2ff); outline-offset: 2px; }
`;
