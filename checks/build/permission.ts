import type { RuntimeUser } from "./runtime-user.ts";
import type { Entry } from "./tree.ts";

/** Whether somebody can write somewhere. */
export interface Permission {
  readonly can: "yes" | "no" | "unknown";
  /** Why, as the end of a sentence: "root owns /app/data, and node cannot write there". */
  readonly because: string;
}

/** Whether a user other than root can write to what stands at a path; in a directory, make something there. */
export function permission(
  path: string,
  { mode, uid, gid, type, origin }: Entry,
  user: RuntimeUser,
): Permission {
  const needs = type === "directory" ? 0o3 : 0o2;
  const has = (shift: number): boolean =>
    mode !== undefined && ((mode >> shift) & needs) === needs;
  if (type === "symlink" || type === "opaque")
    return { can: "unknown", because: `what ${path} is, is not known` };
  if (mode !== undefined && has(0))
    return { can: "yes", because: `everyone can write to ${path}` };
  // The homes of a base image's accounts are theirs, whatever others may do there; so is a directory that was given to
  // the user, where `mkdir -p` hides whether its mode is of the base image.
  const isGiven =
    origin.kind === "base" || (type === "directory" && mode === undefined);
  if (isGiven && uid !== undefined && uid === user.uid)
    return { can: "yes", because: `${user.name} owns ${path}` };
  if (mode === undefined || uid === undefined || user.uid === undefined)
    return { can: "unknown", because: `who can write to ${path} is not known` };
  if (uid === user.uid)
    return has(6)
      ? { can: "yes", because: `${user.name} owns ${path}` }
      : {
          can: "no",
          because: `${user.name} owns ${path}, but its mode ${mode.toString(8)} forbids writing`,
        };
  if (
    has(3) &&
    (gid === undefined || user.gid === undefined || gid === user.gid)
  )
    return gid !== undefined && gid === user.gid
      ? {
          can: "yes",
          because: `the group of ${user.name} can write to ${path}`,
        }
      : {
          can: "unknown",
          because: `whether the group of ${user.name} can write to ${path} is not known`,
        };
  // Further groups of the account stand in /etc/group, which is not followed.
  if (has(3))
    return {
      can: "unknown",
      because: `whether ${user.name} is in the group ${gid} of ${path} is not known`,
    };
  return {
    can: "no",
    because: `${ownerName(uid)} owns ${path}, and ${user.name} cannot write there`,
  };
}

function ownerName(uid: number): string {
  return uid === 0 ? "root" : `the user ${uid}`;
}
