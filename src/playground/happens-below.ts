import type { HappensPanel } from "../exercise/happens/panel.ts";
import { part } from "./fields.ts";
import { subjectOf, type OwnFiles } from "./own-files.ts";

/** The panel "What happens" below the report. */
export interface HappensBelow {
  /** Shows what happens with these files, once the reader has opened it. */
  show(own: OwnFiles): void;
}

/** The panel in an element that opens; it loads when it is first opened. */
export function happensBelow(
  details: HTMLDetailsElement,
  connect: () => MessagePort,
  goTo: (line: number) => void,
): HappensBelow {
  const place = part(details, "[data-happens-panel]", HTMLElement);
  let newest: OwnFiles | undefined;
  let shown:
    | {
        readonly context: string;
        readonly port: MessagePort;
        readonly panel: HappensPanel;
      }
    | undefined;
  const draw = async (): Promise<void> => {
    if (!details.open || newest === undefined) return;
    const { happensIn } = await import("../exercise/happens/panel.ts");
    const { dockerfile, ignore, ...rest } = newest;
    const { files, facts, context } = subjectOf(newest);
    const known = JSON.stringify(rest);
    if (shown?.context !== known) {
      shown?.port.close();
      const readOnly = Object.fromEntries(
        Object.entries(files).filter(
          ([path]) => path !== dockerfile.path && path !== ignore.path,
        ),
      );
      const port = connect();
      const subject = {
        readOnly,
        starter: undefined,
        complete: context === "complete",
        facts,
      };
      const panel = happensIn(place, port, subject, goTo);
      shown = { context: known, port, panel };
    }
    // The panel knows the two by these names, wherever they stand.
    shown.panel.show({
      Dockerfile: dockerfile.text,
      ...(ignore.text.trim() !== "" && { ".dockerignore": ignore.text }),
    });
  };
  details.addEventListener("toggle", () => void draw());
  return {
    show: (own) => {
      newest = own;
      void draw();
    },
  };
}
