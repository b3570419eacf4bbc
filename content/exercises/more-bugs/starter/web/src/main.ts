const form = document.querySelector("form");
const output = document.querySelector("output");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const isbn = String(new FormData(form).get("isbn"));
  const answer = await fetch(`/books/${encodeURIComponent(isbn)}`);
  if (output) output.value = answer.ok ? await answer.text() : "not here";
});
