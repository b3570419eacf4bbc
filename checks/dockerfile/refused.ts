import type { Span } from "../files.ts";
import { knownText, type Value } from "../value.ts";
import { isImageName } from "./image-reference.ts";
import type { Copy, From, Instruction, Run, Word } from "./instruction.ts";
import type { Dockerfile } from "./model.ts";
import { referencesIn } from "./references.ts";
import { refusedMount } from "./refused-mount.ts";
import { refusedSubstitutions } from "./refused-substitution.ts";

/** A place that the builder refuses; `code` is dockerfile-utils' word for it, where it has one. */
export interface Refusal extends Span {
  readonly message: string;
  readonly code: string | undefined;
  readonly remedy?: string;
}

/** What BuildKit refuses and dockerfile-utils does not see, or sees only in the text without its variables. */
export function* refusals(dockerfile: Dockerfile): Generator<Refusal> {
  for (const { from, base } of dockerfile.stages)
    if (from?.image !== undefined && base.kind === "image")
      yield* refusedImage(from, from.image);
  const substitutes = dockerfile.text.includes("${");
  for (const instruction of dockerfile.instructions) {
    yield* refusedIn(instruction);
    if (substitutes)
      yield* refusedSubstitutions(instruction, dockerfile.escape);
  }
}

function* refusedIn(instruction: Instruction): Generator<Refusal> {
  switch (instruction.keyword) {
    case "EXPOSE":
      for (const word of instruction.words) yield* refusedPorts(word);
      return;
    case "STOPSIGNAL":
      yield* refusedSignal(instruction.word);
      return;
    case "RUN":
      yield* refusedFlags(instruction);
      return;
    case "COPY":
      yield* refusedSources(instruction);
      return;
    case "FROM":
    case "ADD":
    case "ARG":
    case "HEALTHCHECK":
    case "UNKNOWN":
      return;
    default: {
      // The builder cuts flags off in front of every instruction, and these take none (parser, extractBuilderFlags).
      const { text } = instruction.arguments;
      const [flag, name] = /^--([^\s=]+)/.exec(text) ?? [];
      if (flag !== undefined)
        yield {
          ...instruction.arguments.span(0, flag.length),
          message: `Unknown flag: ${name ?? ""}`,
          code: undefined,
          remedy: `Write ${instruction.keyword} without flags: words that begin with -- are the builder's, unless they stand in a JSON array.`,
        };
    }
  }
}

function* refusedImage(from: From, image: Word): Generator<Refusal> {
  const text = knownText(image.value);
  if (text === undefined || isImageName(text)) return;
  const { environment } = from.before;
  // A build argument that is empty may be meant to be given.
  const isLeftOpen = referencesIn(image.text, "").some(({ name }) => {
    const variable = environment.lookup(name);
    return variable.kind === "set" && knownText(variable.value) === "";
  });
  if (isLeftOpen) return;
  if (text === "")
    yield {
      ...image,
      message: `base name (${image.text}) should not be blank`,
      code: "BASE_NAME_EMPTY",
    };
  else
    yield {
      ...image,
      message: `invalid reference format: ${text}`,
      code: "INVALID_REFERENCE_FORMAT",
      remedy:
        text !== text.toLowerCase() && isImageName(text.toLowerCase())
          ? "Write the name of the image in lower case."
          : "Write the image as a name, with a tag after a colon or a digest after @.",
    };
}

/** Signals by name, as Go's moby/sys/signal reads them: in any case, with or without SIG. */
const SIGNAL =
  /^(?:SIG)?(?:ABRT|ALRM|BUS|CHLD|CLD|CONT|FPE|HUP|ILL|INT|IO|IOT|KILL|PIPE|POLL|PROF|PWR|QUIT|SEGV|STKFLT|STOP|SYS|TERM|TRAP|TSTP|TTIN|TTOU|URG|USR[12]|VTALRM|WINCH|XCPU|XFSZ|RTMIN(?:\+(?:[1-9]|1[0-5]))?|RTMAX(?:-(?:[1-9]|1[0-4]))?)$/i;

function* refusedSignal(word: Word | undefined): Generator<Refusal> {
  const text = knownText(word?.value);
  if (word === undefined || text === undefined) return;
  // Dockerfile-utils tells of a second argument.
  if (/\s/.test(word.text)) return;
  if (SIGNAL.test(text) || (/^[-+]?\d+$/.test(text) && Number(text) !== 0))
    return;
  yield {
    ...word,
    message: `Invalid signal: ${text || `${word.text} is empty`}`,
    code: "INVALID_SIGNAL",
    remedy: "Name a signal of Linux, such as SIGTERM, SIGINT or SIGQUIT.",
  };
}

const LAST_PORT = 65_535;

/** Judges ports as BuildKit does (dockerfile2llb, convert_expose.go): `[ip:]host:container/protocol`. */
function* refusedPorts(word: Word): Generator<Refusal> {
  const text = knownText(word.value);
  for (const spec of text?.split(/\s+/) ?? []) {
    if (spec === "") continue;
    const parts = spec.split(":");
    const container = parts.pop() ?? "";
    const slash = container.indexOf("/");
    const ports = slash === -1 ? container : container.slice(0, slash);
    const protocol = slash === -1 ? "" : container.slice(slash + 1);
    if (!/^(?:tcp|udp|sctp|)$/i.test(protocol))
      yield {
        ...word,
        message: `Invalid proto: ${protocol}`,
        code: "INVALID_PROTO",
        remedy: "Write tcp, udp or sctp after the slash, or nothing for tcp.",
      };
    const host = parts.pop() ?? "";
    const bad = [ports, ...(host === "" ? [] : [host])].find(
      (range) => !isPortRange(range),
    );
    if (bad !== undefined)
      yield {
        ...word,
        message: `Invalid containerPort: ${bad === "" ? spec : bad}`,
        code: "INVALID_PORT",
        remedy: `Name ports from 0 to ${LAST_PORT}, each as a word of its own, or a range such as 8000-8010.`,
      };
  }
}

function isPortRange(text: string): boolean {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  return (
    first !== undefined &&
    Number(last) <= LAST_PORT &&
    Number(first) <= Number(last)
  );
}

const RUN_FLAGS = new Set(["mount", "network", "security", "device"]);
const VALUES: Readonly<Record<string, readonly string[]>> = {
  network: ["default", "none", "host"],
  security: ["sandbox", "insecure"],
};

function* refusedFlags({ flags }: Run): Generator<Refusal> {
  for (const flag of flags) {
    const { name, value } = flag;
    const values = VALUES[name];
    if (name === "") continue;
    if (!RUN_FLAGS.has(name))
      yield {
        ...flag,
        message: `Unknown flag: ${name}`,
        code: undefined,
        remedy: `RUN takes --mount, --network, --security and --device; what belongs to the command stands after its name.`,
      };
    else if (value === undefined)
      yield {
        ...flag,
        message: `Missing a value on flag: ${name}`,
        code: "FLAG_MISSING_VALUE",
        remedy: `Write --${name}= and the value, without a space.`,
      };
    else if (name === "mount") {
      const refused = refusedMount(value);
      if (refused !== undefined)
        yield { ...value, ...refused, code: undefined };
    } else if (values !== undefined && !values.includes(value.text))
      yield {
        ...value,
        message: `--${name} has no value ${value.text}`,
        code: undefined,
        remedy: `Write one of ${values.join(", ")}.`,
      };
  }
}

function* refusedSources({ sources }: Copy): Generator<Refusal> {
  for (const source of sources)
    if (isRemote(source.value))
      yield {
        ...source,
        message: "COPY takes no address",
        code: undefined,
        remedy: "Write ADD, which downloads and can verify a checksum.",
      };
}

/** BuildKit, dispatchCopy: "source can't be a URL for COPY", and the same of a Git repository. */
function isRemote(value: Value): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@[^/]*:/.test(knownText(value) ?? "");
}
