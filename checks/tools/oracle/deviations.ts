import type { Builder } from "./builder.ts";
import type { Difference } from "./compare/difference.ts";

/** Something that a builder is known to do otherwise than BuildKit, whose way is predicted; or that is not predicted. */
export interface Deviation {
  readonly name: string;
  readonly builder: Builder["name"] | "both";
  readonly part: Difference["part"];
  /** What the names of its cases are like, and the Dockerfile. */
  readonly cases?: RegExp;
  readonly dockerfile?: RegExp;
  /** What the difference is about, what is predicted, and what the builder did. */
  readonly what?: RegExp;
  readonly predicted?: RegExp;
  readonly real?: RegExp;
  /** The document or source that tells BuildKit's way. */
  readonly source: string;
}

/** The deviation that explains a difference, or undefined. */
export function deviationOf(
  difference: Difference,
  builder: Builder["name"],
  name: string,
  dockerfile: string,
): Deviation | undefined {
  const fits = (pattern: RegExp | undefined, text: string): boolean =>
    pattern?.test(text) !== false;
  return DEVIATIONS.find(
    (deviation) =>
      (deviation.builder === builder || deviation.builder === "both") &&
      deviation.part === difference.part &&
      fits(deviation.cases, name) &&
      fits(deviation.dockerfile, dockerfile) &&
      fits(deviation.what, difference.what) &&
      fits(deviation.predicted, difference.predicted) &&
      fits(deviation.real, difference.real),
  );
}

const CONVERT = "moby/buildkit, frontend/dockerfile/dockerfile2llb/convert.go";
const REFERENCE = "Dockerfile reference";
const IGNORE =
  "moby/patternmatcher, ignorefile/ignorefile.go and patternmatcher.go";

/** That the predictions hold for BuildKit is shown by BuildKit itself, wherever it is unpacked: the same cases agree. */
export const DEVIATIONS: readonly Deviation[] = [
  {
    name: "an address of example.org brings nothing",
    builder: "both",
    part: "build",
    dockerfile: /\/\/downloads\.example\.org\//,
    predicted: /^succeeds$/,
    source: "RFC 2606, section 3: the name is reserved for examples",
  },
  {
    name: "the daemon's umask takes rights from directories that COPY --chmod makes",
    builder: "BuildKit",
    part: "layer",
    dockerfile: /--chmod=1777/,
    what: / mode$/,
    predicted: /^1?777$/,
    real: /^755$/,
    source: "moby/buildkit#6801",
  },
  {
    name: "whether a secret is given does not stand in the files, so nothing is said of one that is required",
    builder: "both",
    part: "build",
    cases: /^mount: a secret that is required and not given/,
    real: /secret/,
    source: `${REFERENCE}, RUN --mount=type=secret, required`,
  },
  {
    name: "directories that COPY makes do not take its --chmod",
    builder: "buildah",
    part: "layer",
    dockerfile: /--chmod=/,
    what: / mode$/,
    real: /^755$/,
    source: "moby/buildkit#5943, after the fix of #4945",
  },
  {
    name: "the directory of a WORKDIR belongs to root, whoever the user is",
    builder: "buildah",
    part: "layer",
    dockerfile: /^WORKDIR /m,
    what: / (?:owner|group)$/,
    real: /^0$/,
    source: `${CONVERT}, dispatchWorkdir`,
  },
  {
    name: "the directory of a WORKDIR is made by the next COPY, as that says",
    builder: "buildah",
    part: "layer",
    dockerfile: /^WORKDIR [^]*^COPY --ch/m,
    what: / (?:owner|group|mode)$/,
    predicted: /^(?:0|755)$/,
    source: `${CONVERT}, dispatchWorkdir`,
  },
  {
    name: "VOLUME makes its directory",
    builder: "buildah",
    part: "layer",
    dockerfile: /^VOLUME /m,
    predicted: /^not in the layer$/,
    real: /^directory/,
    source: `${CONVERT}, dispatchVolume`,
  },
  {
    name: "WORKDIR takes a file for a directory",
    builder: "buildah",
    part: "build",
    cases: /^workdir: where a file stands fails$/,
    source: `${CONVERT}, dispatchWorkdir`,
  },
  {
    name: "a file that is written again as it was is in the layer",
    builder: "buildah",
    part: "layer",
    predicted: /^not in the layer$/,
    real: /, as it was$/,
    source: "moby/buildkit, util/overlay/overlay_linux.go, sameDirent",
  },
  {
    name: "RUN leaves the directories that it mounted on",
    builder: "buildah",
    part: "layer",
    dockerfile: /^RUN --mount=/m,
    predicted: /^not in the layer$/,
    real: /^directory/,
    source: "moby/buildkit, executor/stubs.go",
  },
  {
    name: "a directory that a bind mount stood on is taken out of the image",
    builder: "buildah",
    part: "layer",
    dockerfile: /--mount=type=bind/,
    real: /^a whiteout$/,
    source: `${REFERENCE}, RUN --mount=type=bind, rw`,
  },
  {
    name: "files that a container mounts cannot be removed",
    builder: "buildah",
    part: "layer",
    what: /^\/etc\/(?:hostname|hosts|resolv\.conf)$/,
    predicted: /^a whiteout$/,
    source: "moby/buildkit, executor/oci/spec.go: only hosts and resolv.conf",
  },
  {
    name: "ADD --chown leaves the owners in an archive",
    builder: "buildah",
    part: "layer",
    dockerfile: /^ADD --chown=\S+ \S+\.tar/m,
    what: / (?:owner|group)$/,
    source: `${REFERENCE}, ADD --chown`,
  },
  {
    name: "several sources make a directory of a path without a slash",
    builder: "buildah",
    part: "layer",
    cases: /several sources without a slash/,
    source: `${CONVERT}, dispatchCopy: each source goes to the same path`,
  },
  {
    name: "an exception in .dockerignore keeps the spaces after its mark",
    builder: "buildah",
    part: "layer",
    cases: /^ignore: an exception with spaces$/,
    source: IGNORE,
  },
  {
    name: "an exception in .dockerignore does not reach into a directory that is left out by **",
    builder: "buildah",
    part: "layer",
    cases: /^ignore: an exception for an extension$/,
    source: IGNORE,
  },
  {
    name: "** in .dockerignore counts only between slashes",
    builder: "buildah",
    part: "layer",
    cases: /^ignore: two stars without a slash$/,
    source: IGNORE,
  },
  {
    name: "only ${name:-word} and ${name:+word} are known",
    builder: "buildah",
    part: "build",
    real: /Missing ':' in substitution/,
    source: `${REFERENCE}, Environment replacement`,
  },
  {
    name: "a pattern without a match stops the build",
    builder: "buildah",
    part: "build",
    cases: /a pattern without a match/,
    source: `${CONVERT}, dispatchCopy: AllowEmptyWildcard`,
  },
  {
    name: "an owner that is not in the image stops the build",
    builder: "buildah",
    part: "build",
    real: /unknown (?:user|group) error/,
    source: "moby/buildkit, solver/llbsolver/file/user_linux.go",
  },
  {
    name: "FROM with a variable takes no stage",
    builder: "buildah",
    part: "build",
    dockerfile: /^FROM \$/m,
    real: /image not known/,
    source: `${CONVERT}, toDispatchState`,
  },
  {
    name: "names of stages differ by capital letters",
    builder: "buildah",
    part: "build",
    cases: /in other letters$/,
    source: `${CONVERT}, strings.ToLower`,
  },
  {
    name: "the target of a mount cannot be relative",
    builder: "buildah",
    part: "build",
    real: /invalid container path/,
    source:
      "moby/buildkit, frontend/dockerfile/dockerfile2llb/convert_runmount.go",
  },
  {
    name: "ARG after ENV changes nothing",
    builder: "buildah",
    part: "config",
    cases: /^arg: counts after ENV$/,
    source: `${CONVERT}, dispatchArg`,
  },
  {
    name: "a stage does not take over the arguments of the one below it",
    builder: "buildah",
    part: "config",
    cases: /^arg: goes on in a stage on top$/,
    source: `${CONVERT}, dispatchState.buildArgs`,
  },
  {
    name: "SHELL does not count for CMD and ENTRYPOINT",
    builder: "buildah",
    part: "config",
    dockerfile: /^SHELL /m,
    what: /^(?:Cmd|Entrypoint)$/,
    real: /^\["\/bin\/sh","-c",/,
    source: `${REFERENCE}, SHELL`,
  },
  {
    name: "a range of ports is one port, and a protocol keeps its capital letters",
    builder: "buildah",
    part: "config",
    dockerfile: /^EXPOSE \d+(?:-|\/[A-Z])/m,
    what: /^ExposedPorts$/,
    source: `${CONVERT}, dispatchExpose: nat.ParsePortSpecs`,
  },
  {
    name: "what a bind mount reads does not count for the cache",
    builder: "buildah",
    part: "cache",
    dockerfile: /--mount=type=bind/,
    predicted: /^runs/,
    source: "moby/buildkit, solver/llbsolver/ops/exec.go",
  },
  {
    name: "a COPY takes the layer of another stage that put the same files",
    builder: "buildah",
    part: "cache",
    cases: /^rebuild: a manifest of a stage that others stand on$/,
    predicted: /^runs/,
    source: "moby/buildkit, solver/llbsolver/ops/file.go",
  },
  {
    name: "an argument in the destination of a COPY does not count for the cache",
    builder: "buildah",
    part: "cache",
    dockerfile: /^COPY \S+ \$/m,
    predicted: /^runs/,
    source: `${REFERENCE}, ARG, Impact on build caching`,
  },
  {
    name: "a label or a user before a COPY counts for the cache",
    builder: "buildah",
    part: "cache",
    cases: /^rebuild: (?:a label|the user) of the Dockerfile$/,
    real: /^runs$/,
    source: `${CONVERT}, dispatchLabel and dispatchUser`,
  },
  {
    name: "a command that an exercise declares is a stub in every base image, go on Alpine among them",
    builder: "both",
    part: "build",
    cases: /^exercise more-bugs: (?:starter|compiler-left-out)$/,
    predicted: /go is not in the image/,
    source: "checks/tools/oracle/stub-programs.ts",
  },
];
