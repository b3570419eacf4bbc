import { isUnconditional, optionValue } from "../shell/queries.ts";
import type { Span } from "../files.ts";
import { presenceOf } from "../images.ts";
import type { Run } from "./instruction.ts";
import type { Stage } from "./model.ts";
import { runCommands } from "./run-commands.ts";
import { packageCommands, type PackageCommand } from "./package-commands.ts";

/** Compilers and what goes with them, that a RUN leaves in its layer. */
export interface LeftTools {
  readonly at: Span;
  /** The packages, by the names they were installed under. */
  readonly packages: readonly string[];
}

const TOOLS =
  /^(?:build-essential|build-base|alpine-sdk|base-devel|make|cmake|ninja(?:-build)?|meson|autoconf|automake|libtool|bison|flex|nasm|yasm|rustc?|cargo|golang(?:-go)?|go|maven|gradle|ant|(?:gcc|g\+\+|clang|gfortran|gcc-c\+\+|llvm|golang)(?:-\d[\d.]*)?|default-jdk(?:-headless)?|openjdk-\d+-jdk(?:-headless)?|openjdk\d+(?:-jdk)?|java-[\d.]+-openjdk-devel|dpkg-dev|devscripts|linux-headers(?:-.+)?|kernel-(?:devel|headers)|.+-dev(?:el)?)$/;

/** What a stage installs to build with and does not remove in the same RUN. */
export function* toolsLeftIn(stage: Stage): Generator<LeftTools> {
  let of: RunTools | undefined;
  for (const found of packageCommands(stage)) {
    if (found.run !== of?.run) {
      if (of !== undefined) yield* of.left();
      of = new RunTools(found.run);
    }
    of.follow(found);
  }
  if (of !== undefined) yield* of.left();
}

class RunTools {
  readonly run: Run;
  private at: Span | undefined;
  private readonly here = new Set<string>();
  private readonly groups = new Map<string, readonly string[]>();

  constructor(run: Run) {
    this.run = run;
  }

  follow(found: PackageCommand): void {
    const { manager, verb, words, operands, command } = found;
    if (!SYSTEM.has(manager)) return;
    if (REMOVING.test(verb))
      return this.remove(operands.map(({ text }) => text));
    if (!/^(?:install|add|in|-S\w*)$/.test(verb)) return;
    if (command !== undefined && !isUnconditional(command)) return;
    const names = operands
      .map(({ value, text }) => value ?? text)
      .map(withoutVersion);
    const group = optionValue(words, "--virtual", "-t");
    if (manager === "apk" && group !== undefined) this.groups.set(group, names);
    for (const name of names)
      if (TOOLS.test(name)) {
        this.here.add(name);
        this.at ??= found.at;
      }
  }

  private remove(names: readonly string[]): void {
    // "apt-get purge --auto-remove" after "apt-mark auto", a variable or a pattern may remove any of them.
    if (names.length === 0 || names.some((name) => /[$*?`^[]/.test(name)))
      this.here.clear();
    for (const name of names.map(withoutVersion))
      for (const gone of [name, ...(this.groups.get(name) ?? [])])
        this.here.delete(gone);
  }

  *left(): Generator<LeftTools> {
    if (this.at !== undefined && this.here.size > 0)
      yield { at: this.at, packages: [...this.here] };
  }
}

const SYSTEM = new Set(["apt", "apk", "dnf", "zypper", "pacman"]);
const REMOVING = /^(?:del|remove|purge|autoremove|autopurge|erase|rm|-R\w*)$/;

function withoutVersion(text: string): string {
  return text.replace(/[=<>~:/@].*/s, "");
}

/** A base image that is made to build with. */
export interface Toolchain {
  readonly brings: string;
  /** Programs of it that the running application may be started by. */
  readonly uses: RegExp;
  /** True where the same image has a variant without the tools: full images of languages, which are a trade-off. */
  readonly slimmer?: true;
}

const TOOLCHAINS: ReadonlyMap<string, Toolchain> = new Map([
  [
    "docker.io/library/golang",
    { brings: "the Go toolchain", uses: /^(?:go|air|dlv|reflex|gow)$/ },
  ],
  [
    "docker.io/library/rust",
    { brings: "the Rust toolchain", uses: /^(?:cargo|rustup|rustc)$/ },
  ],
  [
    "docker.io/library/gcc",
    { brings: "a C compiler", uses: /^(?:gcc|g\+\+|make|cc)$/ },
  ],
  [
    "docker.io/library/maven",
    { brings: "Maven and a JDK", uses: /^(?:mvn|mvnw)$/ },
  ],
  [
    "docker.io/library/gradle",
    { brings: "Gradle and a JDK", uses: /^(?:gradle|gradlew)$/ },
  ],
  ["mcr.microsoft.com/dotnet/sdk", { brings: "the .NET SDK", uses: /^$/ }],
]);

const JDK: Toolchain = {
  brings: "a JDK",
  uses: /^(?:javac|jar|jlink|jdeps|jshell|mvnw?|gradlew?)$/,
};

const FULL_IMAGE: Toolchain = {
  brings: "a C compiler",
  uses: /^(?:gcc|g\+\+|make|cc)$/,
  slimmer: true,
};

/** What full images hold, and slim ones do not. */
const FULL_TOOLS = /^(?:git|hg|svn|ssh|ssh-keyscan|gcc|g\+\+|cc|make|patch)$/;

/** Whether a stage uses what only the full image of a language brings: git over SSH, a compiler by its name. */
export function needsFullImage(stage: Stage): boolean {
  return (
    stage.instructions.some(
      (instruction) =>
        (instruction.keyword === "RUN" &&
          instruction.flags.some(
            ({ name, value }) =>
              name === "mount" && value?.text.includes("type=ssh") === true,
          )) ||
        ((instruction.keyword === "COPY" || instruction.keyword === "ADD") &&
          instruction.destination?.text.includes("/.ssh") === true),
    ) ||
    runCommands(stage).some(({ plain: { name = "" } }) => FULL_TOOLS.test(name))
  );
}

/** The toolchain that a base image is or holds, where it is one of those we know. */
export function toolchainOf({ base }: Stage): Toolchain | undefined {
  if (base.kind !== "image") return undefined;
  const { reference, facts } = base;
  const made = TOOLCHAINS.get(reference.repository ?? "");
  // A variable in the tag may choose the slim variant.
  if (made !== undefined || facts === undefined) return made;
  const { tag, digest } = reference;
  if (
    tag.kind === "unknown" ||
    (tag.kind === "absent" && digest.kind !== "absent")
  )
    return undefined;
  const text = tag.kind === "known" ? tag.value : undefined;
  const has = (command: string): boolean =>
    presenceOf(facts, text, command) === "present";
  return has("javac") ? JDK : has("gcc") ? FULL_IMAGE : undefined;
}
