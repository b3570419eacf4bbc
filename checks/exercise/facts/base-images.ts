import type { Stage } from "../../dockerfile/model.ts";
import type { Subject } from "../../rule.ts";

/** An image that a built stage starts from; without a reference where a variable hides it. */
export interface BaseImage {
  readonly stage: Stage;
  readonly reference:
    Extract<Stage["base"], { readonly kind: "image" }>["reference"] | undefined;
}

/** The images that the built stages start from; scratch and earlier stages are none. */
export function baseImages({ build }: Subject): readonly BaseImage[] {
  const images: BaseImage[] = [];
  for (const { stage } of build.stages) {
    if (stage.from === undefined) continue;
    if (stage.base.kind === "image")
      images.push({ stage, reference: stage.base.reference });
    else if (stage.base.kind === "unknown")
      images.push({ stage, reference: undefined });
  }
  return images;
}
