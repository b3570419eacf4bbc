/** Calls with the files that are dropped anywhere on the page, or chosen by an input. */
export function onFiles(
  page: HTMLElement,
  input: HTMLInputElement,
  take: (files: readonly File[]) => void,
): void {
  input.addEventListener("change", () => {
    take([...(input.files ?? [])]);
    // The same file may be chosen again.
    input.value = "";
  });
  const dropping = (is: boolean): void => {
    page.toggleAttribute("data-dropping", is);
  };
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event.dataTransfer)) return;
    // Without it the browser would open the file in place of the page.
    event.preventDefault();
    dropping(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) dropping(false);
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    dropping(false);
    take([...(event.dataTransfer?.files ?? [])]);
  });
}

function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") === true;
}
