const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · taskotron</title>
<link rel="stylesheet" href="/login.css">
<main>
<h1>${title}</h1>
${body}
</main>
</html>
`;

/** A form that asks for a token. `next` is the address that was asked for, `problem` what was wrong with the last try. */
export const loginPage = (next: string, problem: string | null): string =>
  page(
    "Log in",
    `${problem === null ? "" : `<p role="alert"><strong>${escaped(problem)}</strong></p>\n`}<p>This server shows its runs to those who have a token with the scope <code>read</code>.
Whoever runs it makes one with <code>taskotron token create --scope read</code>.</p>
<form method="post" action="/login">
<input type="hidden" name="next" value="${escaped(next)}">
<p><label>Token <input type="password" name="token" required autofocus autocomplete="current-password"></label>
<button>Log in</button></p>
</form>
<p>Commands and programs send it instead: <code>TASKOTRON_TOKEN</code>, or the header <code>Authorization: Bearer TOKEN</code>.</p>`,
  );

export const logoutPage = (): string =>
  page("Log out", `<form method="post" action="/logout"><p><button>Log out</button></p></form>`);
