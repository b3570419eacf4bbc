import { shownName } from "../components/shown-name.ts";
import type { Notices } from "../exercise/notices.ts";
import { bindOffers } from "../playground/offers.ts";
import { isEmpty, MOST_CHARACTERS, NO_FILES } from "../playground/own-files.ts";
import { reporterWith } from "../playground/reporting.ts";
import type { ListItem } from "./item.ts";
import { verdictsOf, type Verdict } from "./verdicts.ts";

/** Lets the reader drop or choose files, and tells what our rules say of the items on them. The rules load then. */
export function checkFiles(
  list: HTMLElement,
  notices: Notices,
  items: readonly ListItem[],
  onVerdicts: (verdicts: ReadonlyMap<string, Verdict>, files: string) => void,
): void {
  let own = NO_FILES;
  const reporter = reporterWith(
    ({ findings }) =>
      onVerdicts(
        verdictsOf(items, findings),
        [own.dockerfile, own.ignore]
          .filter(({ text }) => text !== "")
          .map(({ path }) => shownName(path))
          .join(" and "),
      ),
    () =>
      notices.show(
        "checked",
        "The rules do not load. Reload the page and choose the files again; your marks stay.",
      ),
  );
  bindOffers(
    list,
    notices,
    () => own,
    (taken, said) => {
      own = taken;
      if (isEmpty(own)) {
        notices.show("checked", `${said} There is no Dockerfile among them.`);
        return;
      }
      const length = own.dockerfile.text.length + own.ignore.text.length;
      if (length > MOST_CHARACTERS) {
        notices.show("checked", "These files are too long: 1 MB is read.");
        return;
      }
      notices.show("checked", "The rules are being asked.");
      reporter.ask(own, true);
    },
  );
}
