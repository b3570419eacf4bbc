import * as z from "zod/mini";

const names = z._default(z.record(z.string(), z.string()), {});

const lockedPackage = z.object({
  /** What npm calls it, where its folder has another name. */
  name: z.optional(z.string()),
  version: z.optional(z.string()),
  /** The hash of its archive, such as `sha512-…`. */
  integrity: z.optional(z.string()),
  license: z.optional(z.string()),
  hasInstallScript: z.optional(z.boolean()),
  dependencies: names,
  optionalDependencies: names,
});

const ownPackage = z.object({
  version: z.string(),
  description: z.string(),
  license: z.string(),
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
  overrides: names,
  /** Whether a package may run a script as it is installed (npm 11 and newer). */
  allowScripts: z._default(z.record(z.string(), z.boolean()), {}),
});

/** A package of the lock file. */
export type LockedPackage = z.infer<typeof lockedPackage>;

/** What our own `package.json` says. */
export type OwnPackage = z.infer<typeof ownPackage>;

/** The packages of a `package-lock.json` by folder, our own under the empty name; throws on any other text. */
export function readLockFile(
  text: string,
): Readonly<Record<string, LockedPackage>> {
  return z
    .object({ packages: z.record(z.string(), lockedPackage) })
    .parse(JSON.parse(text)).packages;
}

/** Reads our own `package.json`; throws on any other text. */
export function parsePackage(text: string): OwnPackage {
  return ownPackage.parse(JSON.parse(text));
}
