import type { Stage } from "../../dockerfile/model.ts";
import type { Surface } from "./leak.ts";

/** What shows the history of an image. */
export const HISTORY = "docker history --no-trunc IMAGE";

/** What shows a part of an image's configuration, such as `Env`. */
export function configurationCommand(part: string): string {
  return `docker image inspect --format '{{json .Config.${part}}}' IMAGE`;
}

/**
 * What shows the provenance of a pushed image; for what only the text of the Dockerfile tells, that text, which the
 * attestation holds in base64 (`source.infos` in BuildKit, docs/attestations/slsa-definitions.md).
 */
export function provenanceCommand(inText: boolean): string {
  const all =
    "docker buildx imagetools inspect IMAGE --format '{{json .Provenance}}'";
  return inText
    ? `${all} | grep -o '"data": *"[^"]*"' | cut -d '"' -f 4 | base64 -d`
    : all;
}

/**
 * What prints a file from whichever layer holds it, of the image or of a stage that does not ship. It finds the layers
 * in the OCI layout of today's `docker save` and in the older one. Without a path the name alone is looked for.
 */
export function fileCommand(
  surface: Surface,
  stage: Stage,
  dockerfile: string,
  file: { readonly path: string | undefined; readonly name: string },
): string {
  const member =
    file.path === undefined
      ? `--wildcards ${quoted(`*${file.name}`)}`
      : quoted(file.path.slice(1));
  const named =
    dockerfile === "Dockerfile" ? "" : `--file ${quoted(dockerfile)} `;
  // The builder takes the stage from its cache; a number names a stage that has no name.
  const build =
    surface === "cache"
      ? `docker build --target ${quoted(stage.name ?? String(stage.index))} ${named}--tag stage . && `
      : "";
  const image = surface === "cache" ? "stage" : "IMAGE";
  return `${build}mkdir -p layers && docker save ${image} | tar -x -C layers && find layers -type f -exec tar -xOf {} ${member} \\; 2>/dev/null`;
}

/** A word as a POSIX shell takes it literally. */
function quoted(text: string): string {
  return /^[\w./:@%+=,][\w./:@%+=,-]*$/.test(text)
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`;
}
