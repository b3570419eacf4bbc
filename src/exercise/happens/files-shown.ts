import type { Change, Layer } from "../../../checks/build/layer.ts";
import type { Entry, Origin } from "../../../checks/build/tree.ts";
import { bytes, short } from "../../../checks/report/columns.ts";
import type { FileShown } from "./model.ts";

/** One change of a layer, in words. */
export function fileShown(change: Change): FileShown {
  if (change.kind === "delete")
    return {
      change: "deleted",
      path: change.path,
      what: "hidden; the layers below still hold it",
      mode: "",
      owner: "",
      origin: "",
    };
  const { path, replaces, entry } = change;
  const { mode, uid, gid } = entry;
  return {
    change: replaces === true ? "changed" : "added",
    path,
    what: kindOf(entry),
    mode: mode?.toString(8).padStart(4, "0") ?? "?",
    owner: `${uid ?? "?"}:${gid ?? "?"}`,
    origin: originText(entry.origin),
  };
}

function kindOf({ type, size, target, bundle }: Entry): string {
  switch (type) {
    case "file":
      return size === undefined ? "size unknown" : bytes(size);
    case "directory":
      return "directory";
    case "symlink":
      return target === undefined ? "link" : `link to ${target}`;
    case "bundle":
      return bundle === undefined
        ? "packages"
        : `${bundle.holds === "cache" ? "cache" : "packages"} of ${bundle.manager}`;
    case "opaque":
      return "not known what";
  }
}

/** Where the bytes of a file come from. */
function originText(origin: Origin): string {
  switch (origin.kind) {
    case "context":
      return `context: ${origin.path}`;
    case "heredoc":
      return `here-document ${origin.name}`;
    case "url":
      return short(origin.url, 60);
    case "archive":
      return `unpacked from ${origin.path}`;
    case "image":
      return `image ${origin.image}`;
    case "command":
      return `written by ${short(origin.command, 40)}`;
    case "declared":
      return `written by ${short(origin.command, 40)}, as the exercise says`;
    case "base":
      return "base image";
    case "implied":
      return "made on the way";
  }
}

/** What a layer does to the files, in a few words: the first path, and how many more. */
export function filesSummary({ changes, unknown }: Layer): string {
  const counts = { added: 0, changed: 0, deleted: 0 };
  for (const change of changes) counts[kind(change)]++;
  const [first] = changes;
  const only = changes.length === 1 ? first : undefined;
  const more = unknown.length > 0 ? ", perhaps more" : "";
  if (only !== undefined) return `${only.path} ${kind(only)}${more}`;
  const said = Object.entries(counts).filter(([, number]) => number > 0);
  const [[word, number] = ["", 0], ...others] = said;
  if (others.length > 0)
    return `${said.map(([kind, times]) => `${times} ${kind}`).join(", ")}${more}`;
  if (number > 0) return `${number} paths ${word}${more}`;
  return unknown.length > 0 ? "paths not known" : "no path changed";
}

function kind(change: Change): FileShown["change"] {
  if (change.kind === "delete") return "deleted";
  return change.replaces === true ? "changed" : "added";
}
