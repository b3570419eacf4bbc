import { imageFacts, type ImageFacts } from "../images.ts";
import { knownText } from "../value.ts";
import type { ImageReference } from "./image-reference.ts";
import { flagOf, type From } from "./instruction.ts";
import type { Base } from "./model.ts";

/** Whether FROM names an image for Windows, whose shell is cmd or PowerShell; of a variable, what is known of it counts. */
export function isWindows(from: From): boolean {
  const platform = knownText(flagOf(from, "platform")?.value?.value) ?? "";
  const { value, text = "" } = from.image ?? {};
  return (
    /^windows\b/.test(platform) ||
    (value?.kind === "unknown"
      ? [value.pattern, text]
      : [knownText(value)]
    ).some((name) => WINDOWS.test(name ?? ""))
  );
}

/** Words in the names of images for Windows; .NET Framework has no others (microsoft/dotnet-framework-docker, README.md). */
const WINDOWS =
  /windows|nanoserver|servercore|[:-]ltsc20\d\d|^mcr\.microsoft\.com\/dotnet\/framework\//i;

/** The image of that name, with what is known of it. */
export function imageOf(reference: ImageReference): Base {
  return { kind: "image", reference, facts: factsOf(reference) };
}

/** Facts about an image whose tag is known; a digest does not hide what its tag tells. */
function factsOf(reference: ImageReference): ImageFacts | undefined {
  const { repository, tag, digest } = reference;
  if (tag.kind === "unknown") return undefined;
  if (tag.kind === "absent" && digest.kind !== "absent") return undefined;
  const text = tag.kind === "known" ? tag.value : undefined;
  const key = `${repository ?? ""}:${text ?? ""}`;
  let facts = factsRead.get(key);
  if (facts === undefined && (facts = imageFacts(repository, text))) {
    if (factsRead.size === MOST_FACTS) factsRead.clear();
    factsRead.set(key, facts);
  }
  return facts;
}

/** The same images come again with each keystroke, and in most Dockerfiles of a folder. */
const factsRead = new Map<string, ImageFacts>();
const MOST_FACTS = 1000;
