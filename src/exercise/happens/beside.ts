import type { Exercise } from "../../../checks/exercise/exercise.ts";
import type { Files } from "../../../checks/files.ts";
import { starterOf } from "../starter.ts";
import { bindTabs } from "../tabs.ts";
import type { HappensSubject } from "./model.ts";
import type { HappensPanel } from "./panel.ts";

/** The panel "What happens" beside the goals. */
export interface HappensBeside {
  /** Shows what happens with these files: at once where the panel is open, else when it is opened. */
  show(files: Files): void;
}

/** Brings the tabs "Goals" and "What happens" to life; the panel loads when it is about to be opened. */
export function happensBeside(
  result: HTMLElement,
  exercise: Exercise,
  connect: () => MessagePort,
  goTo: (line: number) => void,
): HappensBeside {
  const place = result.querySelector<HTMLElement>("[data-happens]");
  const tab = result.querySelector<HTMLElement>("[data-tab=happens]");
  let newest: Files = {};
  let shown: string | undefined;
  let panel: Promise<HappensPanel> | undefined;

  const load = async (element: HTMLElement): Promise<HappensPanel> => {
    const { happensIn } = await import("./panel.ts");
    element.replaceChildren();
    return happensIn(element, connect(), subjectOf(exercise), goTo);
  };
  const draw = async (): Promise<void> => {
    if (place === null || place.hidden) return;
    panel ??= load(place);
    try {
      const { show } = await panel;
      const text = JSON.stringify(newest);
      if (text === shown) return;
      shown = text;
      show(newest);
    } catch {
      panel = undefined;
      place.textContent =
        "This view does not load. Choose it again when the site can be reached.";
    }
  };

  bindTabs(result);
  tab?.addEventListener("focus", () => void draw());
  tab?.addEventListener("click", () => void draw());
  return {
    show(files) {
      newest = files;
      void draw();
    },
  };
}

function subjectOf(exercise: Exercise): HappensSubject {
  const { starter, edit, produces } = exercise;
  return {
    readOnly: Object.fromEntries(
      Object.entries(starter).filter(([path]) => !edit.includes(path)),
    ),
    starter: starterOf(exercise),
    complete: true,
    produces,
  };
}
