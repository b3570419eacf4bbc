import type { Rule } from "../../rule.ts";
import copyManifestsFirst from "./copy-manifests-first.ts";
import healthcheckCanRun from "./healthcheck-can-run.ts";
import noLatestTag from "./no-latest-tag.ts";
import noPackageLists from "./no-package-lists.ts";
import noSecretFiles from "./no-secret-files.ts";
import noSecretsInArgOrEnv from "./no-secrets-in-arg-or-env.ts";
import noUntaggedBase from "./no-untagged-base.ts";
import omitDevDependencies from "./omit-dev-dependencies.ts";
import preferCopy from "./prefer-copy.ts";
import requireHealthcheck from "./require-healthcheck.ts";
import runAsNonRoot from "./run-as-non-root.ts";
import useAbsoluteWorkdir from "./use-absolute-workdir.ts";
import useExecForm from "./use-exec-form.ts";
import useNumericUser from "./use-numeric-user.ts";
import validSyntax from "./valid-syntax.ts";

/** Every rule about Dockerfiles, by id. */
export const rules: readonly Rule[] = [
  copyManifestsFirst,
  healthcheckCanRun,
  noLatestTag,
  noPackageLists,
  noSecretFiles,
  noSecretsInArgOrEnv,
  noUntaggedBase,
  omitDevDependencies,
  preferCopy,
  requireHealthcheck,
  runAsNonRoot,
  useAbsoluteWorkdir,
  useExecForm,
  useNumericUser,
  validSyntax,
];
