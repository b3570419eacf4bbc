/**
 * The other tools' ids for what stops a build, by the code of dockerfile-utils 0.16.3 (its ValidationCode). A code that
 * is not here has none.
 */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  ARGUMENT_EXTRA: ["dockerfilelint/extra_args"],
  ARGUMENT_MISSING: [
    "dockerfilelint/required_params",
    "dockerfilelint/missing_args",
  ],
  ARGUMENT_REQUIRES_AT_LEAST_ONE: [
    "dockerfilelint/required_params",
    "dockerfilelint/missing_args",
  ],
  ARGUMENT_REQUIRES_AT_LEAST_TWO: [
    "dockerfilelint/required_params",
    "dockerfilelint/missing_args",
  ],
  ARGUMENT_REQUIRES_ONE: [
    "dockerfilelint/required_params",
    "dockerfilelint/missing_args",
  ],
  ARGUMENT_REQUIRES_ONE_OR_THREE: [
    "dockerfilelint/required_params",
    "dockerfilelint/missing_args",
    "dockerfilelint/extra_args",
  ],
  ARGUMENT_REQUIRES_TWO: [
    "dockerfilelint/required_params",
    "dockerfilelint/missing_args",
  ],
  ARGUMENT_UNNECESSARY: ["dockerfilelint/extra_args"],
  FLAG_AT_LEAST_ONE: ["dockerfilelint/healthcheck_options_missing_args"],
  FLAG_INVALID_DURATION: ["dockerfilelint/healthcheck_options_missing_args"],
  FLAG_LESS_THAN_1MS: ["dockerfilelint/healthcheck_options_missing_args"],
  FLAG_MISSING_DURATION: ["dockerfilelint/healthcheck_options_missing_args"],
  FLAG_UNKNOWN_UNIT: ["dockerfilelint/healthcheck_options_missing_args"],
  HEALTHCHECK_CMD_ARGUMENT_MISSING: [
    "dockerfilelint/healthcheck_options_missing_args",
  ],
  INVALID_PORT: [
    "hadolint/DL3011",
    "trivy/DS-0008",
    "kics/unix_ports_out_of_range",
    "dockerfilelint/invalid_port",
    "semgrep/invalid-port",
  ],
  INVALID_SYNTAX: ["dockerfilelint/invalid_format"],
  ONBUILD_CHAINING_DISALLOWED: [
    "hadolint/DL3043",
    "kics/onbuild_cannot_trigger_from_or_maintainer",
  ],
  ONBUILD_TRIGGER_DISALLOWED: [
    "hadolint/DL3043",
    "kics/onbuild_cannot_trigger_from_or_maintainer",
  ],
  SYNTAX_MISSING_DOUBLE_QUOTE: ["dockerfilelint/label_invalid"],
  SYNTAX_MISSING_EQUALS: ["dockerfilelint/label_invalid"],
  SYNTAX_MISSING_NAMES: ["dockerfilelint/label_invalid"],
  SYNTAX_MISSING_SINGLE_QUOTE: ["dockerfilelint/label_invalid"],
  UNKNOWN_INSTRUCTION: [
    "dockerfilelint/invalid_command",
    "dockerfilelint/invalid_line",
  ],
  UNKNOWN_TYPE: ["dockerfilelint/healthcheck_options_missing_args"],
};

/** For a file that begins with another instruction than FROM or ARG. */
const NO_FROM_FIRST = [
  "hadolint/DL3061",
  "kics/first_instruction_must_be_arg_or_from",
  "dockerfilelint/from_first",
];

/** For a file without any FROM. */
const NO_FROM = ["kics/dockerfile_should_specify_base_image"];

/** Codes whose problems this adapter reports and that no other tool's id answers. */
const ALONE = [
  "BASE_NAME_EMPTY",
  "DUPLICATED_ESCAPE_DIRECTIVE",
  "FLAG_DUPLICATE",
  "FLAG_EXPECTED_BOOLEAN_VALUE",
  "FLAG_INVALID_FROM_VALUE",
  "FLAG_MISSING_VALUE",
  "INVALID_AS",
  "INVALID_BUILD_STAGE_NAME",
  "INVALID_ESCAPE_DIRECTIVE",
  "INVALID_PROTO",
  "INVALID_REFERENCE_FORMAT",
  "INVALID_SIGNAL",
  "SHELL_JSON_FORM",
  "SHELL_REQUIRES_ONE",
  "UNKNOWN_ADD_FLAG",
  "UNKNOWN_COPY_FLAG",
  "UNKNOWN_FROM_FLAG",
  "UNKNOWN_HEALTHCHECK_FLAG",
  "UNSUPPORTED_MODIFIER",
];

const own = (code: string): string => `dockerfile-utils/${code}`;

/** A code's ids: its own, then those of the other tools. */
export function idsOf(
  code: string,
  on: { readonly keyword: string | undefined; readonly hasFrom: boolean },
): readonly string[] {
  if (code === "NO_SOURCE_IMAGE")
    return [
      own(code),
      ...(on.keyword === undefined || on.keyword === "ARG"
        ? []
        : NO_FROM_FIRST),
      ...(on.hasFrom ? [] : NO_FROM),
    ];
  // One number stands for both names.
  if (code === "FLAG_EXPECTED_BOOLEAN_VALUE")
    return [own("FLAG_INVALID_LINK_VALUE"), own(code)];
  const others = OTHERS[code] ?? [];
  // dockerfilelint asks it of labels alone.
  return [
    own(code),
    ...others.filter(
      (id) => id !== "dockerfilelint/label_invalid" || on.keyword === "LABEL",
    ),
  ];
}

/** Every id that `idsOf` can give. */
export const syntaxIds: readonly string[] = [
  ...new Set([
    ...[...Object.keys(OTHERS), ...ALONE, "NO_SOURCE_IMAGE"].map(own),
    own("FLAG_INVALID_LINK_VALUE"),
    ...Object.values(OTHERS).flat(),
    ...NO_FROM_FIRST,
    ...NO_FROM,
  ]),
].sort();
