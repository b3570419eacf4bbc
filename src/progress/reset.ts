import type { Notices } from "../exercise/notices.ts";
import type { Area } from "./file.ts";

/** Forgets areas, and offers to bring them back. */
export function forgetAreas(
  areas: readonly Area[],
  notices: Notices,
  onChange: () => void,
): void {
  const kept = areas.filter((area) => area.count() > 0);
  if (kept.length === 0) {
    notices.show("reset", "There is nothing to forget.");
    return;
  }
  const what = kept.map((area) => `${area.title} (${area.count()})`).join(", ");
  const undo = kept.map((area) => area.reset());
  onChange();
  notices.show("reset", `Forgotten: ${what}.`, {
    label: "Bring it back",
    run: () => {
      for (const each of undo) each();
      onChange();
      notices.show("reset", `Back: ${what}.`);
    },
  });
}
