import escapeHtml from "escape-html";

/** The notices of one board, newest first, and never more than it has room for. */
export function makeBoard(room = 20) {
  const notices = [];
  return {
    pin: (text, at = new Date()) => {
      notices.unshift({ text, at });
      notices.length = Math.min(notices.length, room);
    },
    asHtml: () =>
      notices
        .map(
          ({ text, at }) =>
            `<li><time>${at.toISOString()}</time> ${escapeHtml(text)}</li>`,
        )
        .join("\n"),
  };
}

export function page(list) {
  return `<!doctype html>
<html lang="en">
<title>Noticeboard</title>
<h1>Noticeboard</h1>
<ul id="notices">${list}</ul>
<script src="/board.js"></script>
</html>
`;
}
