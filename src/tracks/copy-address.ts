/** Copies the address of the page; where the clipboard is closed, shows it to be copied by hand. */
class CopyAddress extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    if (button === null) return;
    button.hidden = false;
    button.addEventListener("click", () => void this.#copy());
  }

  async #copy(): Promise<void> {
    const address = location.origin + location.pathname;
    const said = this.querySelector("[data-said]");
    const field = this.querySelector<HTMLInputElement>("[data-by-hand]");
    if (said === null || field === null) return;
    field.value = address;
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = "The address is on the clipboard.";
      field.hidden = true;
    } catch {
      said.textContent =
        "The clipboard is closed to this page. Copy the address here:";
      field.hidden = false;
      field.focus();
      field.select();
    }
  }
}

customElements.define("copy-address", CopyAddress);
