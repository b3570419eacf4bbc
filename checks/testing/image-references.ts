import { codeNamed } from "../code-names.ts";
import { imageSupport, type Support } from "../image-support.ts";
import { families } from "../images-data.ts";
import { releaseLine } from "../images.ts";

/** An image that a text names together with a tag. */
export interface NamedImage {
  /** As written: `node:24-slim`. */
  readonly text: string;
  readonly repository: string;
  readonly tag: string;
  /** From 1. */
  readonly line: number;
}

const OFFICIAL = "docker.io/library/";

/** The full repository, by each name that a text may use for it. */
const repositories = new Map(
  families.flatMap(({ repositories: all }) =>
    all.flatMap((repository) => [
      [repository, repository],
      [repository.replace(OFFICIAL, ""), repository],
      [repository.replace("docker.io/", ""), repository],
    ]),
  ),
);

/** A name of an image with a tag; what stands before it must not be part of a longer name. */
const REFERENCE = /(?<![\w./@-])([a-z0-9][a-z0-9._/-]*):([\w][\w.-]*)/g;

/** The images with a tag in a text, of those whose facts are known. */
export function imagesNamedIn(text: string): readonly NamedImage[] {
  return text.split("\n").flatMap((line, at) =>
    [...line.matchAll(REFERENCE)].flatMap(([whole, name = "", tag = ""]) => {
      const repository = repositories.get(name);
      return repository === undefined
        ? []
        : [
            {
              text: whole.replace(/(?<![.-])[.-]+$/, ""),
              repository,
              tag: tag.replace(/(?<![.-])[.-]+$/, ""),
              line: at + 1,
            },
          ];
    }),
  );
}

/** A word for each part of a tag that the facts do not know: its version, and the system that it names. */
export function unknownIn({ repository, tag }: NamedImage): readonly string[] {
  const [version = "", ...variants] = tag.split("-");
  const line = releaseLine(repository, tag);
  const isUnknown =
    /^v?\d/.test(version) &&
    (line === undefined || supportOf({ repository, tag }).kind === "unknown");
  return [
    ...(isUnknown ? [version] : []),
    ...variants.filter((variant) => systemOf(variant).kind === "unknown"),
  ];
}

/** How long an image gets fixes: its release line, and the release of the system that its tag names. */
export function supportsOf(image: NamedImage): readonly Support[] {
  return [supportOf(image), ...image.tag.split("-").slice(1).map(systemOf)];
}

function supportOf({
  repository,
  tag,
}: Omit<NamedImage, "text" | "line">): Support {
  return imageSupport(repository, tag);
}

/** The support of a system in a tag, such as `alpine3.24` or `trixie`; what names no release is as current as its tag. */
function systemOf(variant: string): Support {
  const alpine = /^alpine(\d.*)$/.exec(variant)?.[1];
  if (alpine !== undefined)
    return supportOf({ repository: `${OFFICIAL}alpine`, tag: alpine });
  const release = codeNamed(variant);
  if (release !== undefined)
    return supportOf({ repository: OFFICIAL + release[0], tag: release[1] });
  return { kind: "current" };
}
