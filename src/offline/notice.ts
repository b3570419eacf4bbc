import { change, hasNewer } from "./kept.ts";

/** Where a tab remembers that its reader would rather change later. */
const LATER = "drydock:1:later";

/** Offers a newer version of the site once there is one; a reader who declines is not asked again in this tab. */
export function offerNewer(): void {
  if (wasDeclined()) return;
  // It stands before it speaks: what is announced is put into it.
  const notice = document.createElement("div");
  notice.className = "newer";
  notice.role = "status";
  document.querySelector("main")?.before(notice);
  const stop = hasNewer.subscribe((is) => {
    if (is) notice.append(offer(), ...choices());
  });

  function choices(): readonly HTMLElement[] {
    const later = button("Later", () => {
      stop();
      notice.remove();
      decline();
    });
    return [
      button("Reload", () => {
        notice.replaceChildren("Changing to the new version.");
        void change();
      }),
      later,
    ];
  }
}

function offer(): HTMLElement {
  const text = document.createElement("p");
  text.textContent =
    "A new version of the site is ready. What you have typed is kept.";
  return text;
}

/** A button that does something once it is pressed. */
export function button(name: string, run: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = name;
  made.addEventListener("click", run);
  return made;
}

function wasDeclined(): boolean {
  try {
    return sessionStorage.getItem(LATER) !== null;
  } catch {
    return false;
  }
}

function decline(): void {
  try {
    sessionStorage.setItem(LATER, "");
  } catch {
    // Then the next page asks again.
  }
}
