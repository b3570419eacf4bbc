import type { ImageFacts } from "../images.ts";
import type { Value } from "../value.ts";
import type { Environment } from "./environment.ts";
import type { GrowingList } from "./growing-list.ts";
import type {
  Cmd,
  Entrypoint,
  Env,
  Healthcheck,
  Onbuild,
  Shell,
  SingleWord,
} from "./instruction.ts";

/** A setting of the image and the instruction that made it; without one it comes from the base image. */
export interface Setting<Maker> {
  readonly value: Value;
  readonly by: Maker | undefined;
}

/** A start command: set by an instruction, inherited from a known base, empty, or not known. */
export type StartCommand<Maker> =
  | {
      readonly kind: "set";
      readonly by: Maker;
      /** True where an earlier stage set it; a new ENTRYPOINT then clears it. */
      readonly inherited: boolean;
    }
  | { readonly kind: "inherited"; readonly argv: readonly string[] }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly because: string };

/** A health check: set, switched off or absent, or not known because the base image is not. */
export type HealthSetting =
  | { readonly kind: "set"; readonly by: Healthcheck }
  | { readonly kind: "none"; readonly by: Healthcheck | undefined }
  | { readonly kind: "unknown"; readonly because: string };

/** A list that may be longer than what is seen. */
export interface OpenList<Item> {
  readonly items: readonly Item[];
  /** Why more may be there, or undefined where the list is complete. */
  readonly openBecause: string | undefined;
}

/** The configuration of an image, at one place of its Dockerfile. */
export interface Config {
  readonly user: Setting<SingleWord>;
  readonly workdir: Setting<SingleWord>;
  readonly stopSignal: Setting<SingleWord>;
  /** The shell of the shell form. `undefined` argv: not known. */
  readonly shell: {
    readonly argv: readonly string[] | undefined;
    readonly by: Shell | undefined;
  };
  readonly environment: Environment;
  readonly entrypoint: StartCommand<Entrypoint>;
  readonly command: StartCommand<Cmd>;
  readonly health: HealthSetting;
  readonly ports: GrowingList<string>;
  readonly volumes: GrowingList<string>;
  readonly labels: GrowingList<Env>;
  readonly onbuild: GrowingList<Onbuild>;
  /** Facts about the image at the bottom of the chain of stages, where it is known. */
  readonly facts: ImageFacts | undefined;
}
