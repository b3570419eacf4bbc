import { createHash } from "node:crypto";
import type { LockedPackage, OwnPackage } from "./lock-file.ts";
import type { ShippedPackage } from "./shipped.ts";

/** What a bill of materials is made from. */
interface Site {
  readonly own: OwnPackage;
  readonly shipped: readonly ShippedPackage[];
  /** The lock file's packages, by folder. */
  readonly locked: Readonly<Record<string, LockedPackage>>;
  readonly time: Date | undefined;
}

/**
 * The bill of materials in CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/): what is in the built site and nothing
 * else, because a scanner would report the faults of packages that only build or test it. `npm sbom` lists all that is
 * installed, and its output changes with npm's version. The serial number is worked out from the content.
 */
export function sbom({ own, shipped, locked, time }: Site): string {
  const components = shipped.map((each) => ({
    type: "library",
    "bom-ref": purl(each),
    name: each.name,
    version: each.version,
    scope: "required",
    hashes: hashes(locked[each.folder]?.integrity),
    licenses: licences(each.licence),
    purl: purl(each),
  }));
  const root = `drydock@${own.version}`;
  const content = {
    metadata: {
      ...(time === undefined ? {} : { timestamp: time.toISOString() }),
      lifecycles: [{ phase: "build" }],
      component: {
        type: "application",
        "bom-ref": root,
        name: "drydock",
        version: own.version,
        description: own.description,
        licenses: licences(own.license),
      },
    },
    components,
    dependencies: [
      { ref: root, dependsOn: shipped.map(purl) },
      ...shipped.map((each) => ({
        ref: purl(each),
        dependsOn: dependenciesOf(each, shipped, locked),
      })),
    ],
  };
  return `${JSON.stringify(
    {
      $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
      bomFormat: "CycloneDX",
      specVersion: "1.5",
      serialNumber: serialNumber(JSON.stringify(content)),
      version: 1,
      ...content,
    },
    null,
    2,
  )}\n`;
}

/** The package URL of npm's type (https://github.com/package-url/purl-spec). */
function purl({ name, version }: ShippedPackage): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

/** What the lock file knows a package's archive by, in CycloneDX's words: npm writes base64, CycloneDX hexadecimal. */
function hashes(
  integrity: string | undefined,
): readonly { readonly alg: string; readonly content: string }[] {
  const base64 = /^sha512-(.+)$/.exec(integrity ?? "")?.[1];
  return base64 === undefined
    ? []
    : [
        {
          alg: "SHA-512",
          content: Buffer.from(base64, "base64").toString("hex"),
        },
      ];
}

/** One licence is named by its id, several by an expression. */
function licences(expression: string): readonly unknown[] {
  return /\s/.test(expression)
    ? [{ expression }]
    : [{ license: { id: expression } }];
}

/** The shipped packages that a shipped package asks for: npm takes the one in the nearest `node_modules`. */
function dependenciesOf(
  { folder }: ShippedPackage,
  shipped: readonly ShippedPackage[],
  locked: Readonly<Record<string, LockedPackage>>,
): readonly string[] {
  const byFolder = new Map(shipped.map((each) => [each.folder, each]));
  return Object.keys(locked[folder]?.dependencies ?? {}).flatMap((name) => {
    const places = [folder, ...parents(folder), ""].map((place) =>
      `${place}/node_modules/${name}`.replace(/^\//, ""),
    );
    const found = byFolder.get(
      places.find((place) => locked[place] !== undefined) ?? "",
    );
    return found === undefined ? [] : [purl(found)];
  });
}

/** The packages that a nested package stands in, the nearest first. */
function parents(folder: string): readonly string[] {
  const at = folder.lastIndexOf("/node_modules/");
  if (at === -1) return [];
  const parent = folder.slice(0, at);
  return [parent, ...parents(parent)];
}

/** A UUID of version 8, whose bits are the maker's own (RFC 9562, section 5.8). */
function serialNumber(content: string): string {
  const hex = createHash("sha256").update(content).digest("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
