import { shownName } from "../components/shown-name.ts";
import type { Notices } from "../exercise/notices.ts";
import { holdsFiles, offerOfDrop, offerOfList, type Offer } from "./offer.ts";
import type { OwnFiles } from "./own-files.ts";
import { take } from "./take.ts";

/** Takes files that are dropped anywhere on the page, or chosen in a dialog. */
export function bindOffers(
  element: HTMLElement,
  notices: Notices,
  own: () => OwnFiles,
  change: (own: OwnFiles, said: string) => void,
): void {
  const onOffer = async (offer: Offer, chosen?: string): Promise<void> => {
    notices.hide("choose");
    const taken = await take(offer, own(), chosen);
    if (taken.kind === "choose") {
      notices.show(
        "choose",
        `There are ${taken.paths.length} Dockerfiles. Which one is it?`,
        ...taken.paths.map((path) => ({
          label: shownName(path),
          run: () => void onOffer(offer, path),
        })),
      );
      return;
    }
    const said = taken.said.join(" ");
    if (taken.changes) change(taken.own, said);
    else if (said !== "") notices.show("change", said);
  };
  bindDrop(element, (offer) => void onOffer(offer));
  for (const input of element.querySelectorAll<HTMLInputElement>(
    "input[data-open]",
  ))
    input.addEventListener("change", () => {
      if (input.files !== null && input.files.length > 0)
        void onOffer(offerOfList(input.files));
      // The same file may be opened again.
      input.value = "";
    });
}

function bindDrop(element: HTMLElement, onOffer: (offer: Offer) => void): void {
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const dropping = (is: boolean): void => {
    clearTimeout(leaving);
    element.toggleAttribute("data-dropping", is);
  };
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event.dataTransfer)) return;
    // Without it the browser would open the file in place of the page.
    event.preventDefault();
    dropping(true);
  });
  document.addEventListener("dragleave", () => {
    // It is also said when the pointer crosses from one element into the next.
    clearTimeout(leaving);
    leaving = setTimeout(() => dropping(false), 100);
  });
  document.addEventListener("drop", (event) => {
    const { dataTransfer } = event;
    if (dataTransfer === null || !holdsFiles(dataTransfer)) return;
    event.preventDefault();
    dropping(false);
    void offerOfDrop(dataTransfer).then(onOffer);
  });
}
