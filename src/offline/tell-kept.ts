import { change, hasNewer, kept, type Kept } from "./kept.ts";
import { button } from "./notice.ts";

const SENTENCES: Readonly<Record<Kept, string>> = {
  insecure:
    "Browsers keep a site only if it comes over HTTPS. This one needs the network.",
  nothing: "This browser does not keep the site. It needs the network.",
  coming: "The site is being fetched. Until then it needs the network.",
  pages:
    "Kept: pages, exercises and search. The rich editor is still being fetched.",
  "pages alone":
    "Kept: pages, exercises and search. The rich editor needs the network: this browser saves data.",
  everything: "Kept: the whole site.",
};

/** Says in the preferences what works without a network, and whether there is a newer version. */
export function tellKept(preferences: HTMLElement): void {
  const part = document.createElement("div");
  part.className = "kept";
  const title = document.createElement("p");
  title.className = "label";
  title.textContent = "Without a network";
  const text = document.createElement("p");
  text.dataset["kept"] = "";
  part.append(title, text);
  preferences.append(part);
  kept.subscribe((is) => {
    text.textContent = SENTENCES[is];
  });
  hasNewer.subscribe((is) => {
    if (is)
      part.append(button("Reload as the new version", () => void change()));
  });
}
