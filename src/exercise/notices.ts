/** Something a learner can do about a notice. */
export interface Choice {
  readonly label: string;
  /** The notice goes away once it is taken. */
  readonly run: () => void;
}

/** Notices above the files, one of a kind at a time. */
export interface Notices {
  show(kind: string, text: string, ...choices: readonly Choice[]): void;
  hide(kind: string): void;
}

/** Notices in a place of the page that announces what is put into it. */
export function noticesIn(place: HTMLElement): Notices {
  const shown = new Map<string, HTMLElement>();
  const hide = (kind: string): void => {
    shown.get(kind)?.remove();
    shown.delete(kind);
  };
  return {
    hide,
    show: (kind, text, ...choices) => {
      hide(kind);
      const notice = document.createElement("p");
      notice.className = "notice";
      notice.dataset["notice"] = kind;
      notice.append(`${text} `);
      for (const { label, run } of choices) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "line";
        button.textContent = label;
        button.addEventListener("click", () => {
          hide(kind);
          run();
        });
        notice.append(button, " ");
      }
      shown.set(kind, notice);
      place.append(notice);
    },
  };
}
