import type { Rule } from "../../rule.ts";
import addWithChecksum from "./add-with-checksum.ts";
import assumeYes from "./assume-yes.ts";
import buildBeforePruning from "./build-before-pruning.ts";
import buildWithDevDependencies from "./build-with-dev-dependencies.ts";
import combineInstructions from "./combine-instructions.ts";
import consistentCasing from "./consistent-casing.ts";
import copyFromEarlierStage from "./copy-from-earlier-stage.ts";
import copyManifestsFirst from "./copy-manifests-first.ts";
import copySentFiles from "./copy-sent-files.ts";
import copyWhatIsNeeded from "./copy-what-is-needed.ts";
import declareFromArguments from "./declare-from-arguments.ts";
import defaultForFromArguments from "./default-for-from-arguments.ts";
import endDirectoryWithSlash from "./end-directory-with-slash.ts";
import endScriptsWithExec from "./end-scripts-with-exec.ts";
import exposeContainerPorts from "./expose-container-ports.ts";
import healthcheckCanRun from "./healthcheck-can-run.ts";
import ignoreGitDirectory from "./ignore-git-directory.ts";
import installFromLockFile from "./install-from-lock-file.ts";
import keepCodeReadOnly from "./keep-code-read-only.ts";
import nameBuildPackages from "./name-build-packages.ts";
import nameStages from "./name-stages.ts";
import noAccountPasswords from "./no-account-passwords.ts";
import noBashisms from "./no-bashisms.ts";
import noBuildTools from "./no-build-tools.ts";
import noConstantPlatform from "./no-constant-platform.ts";
import noDisabledVerification from "./no-disabled-verification.ts";
import noDockerSocket from "./no-docker-socket.ts";
import noDownloadCaches from "./no-download-caches.ts";
import noEmptyContinuation from "./no-empty-continuation.ts";
import noEnvSelfReference from "./no-env-self-reference.ts";
import noFrontendInEnv from "./no-frontend-in-env.ts";
import noInlineComments from "./no-inline-comments.ts";
import noInsecureBuildStep from "./no-insecure-build-step.ts";
import noLatestTag from "./no-latest-tag.ts";
import noLostSettings from "./no-lost-settings.ts";
import noMaintainer from "./no-maintainer.ts";
import noNpmStart from "./no-npm-start.ts";
import noOverriddenCommand from "./no-overridden-command.ts";
import noPackageLists from "./no-package-lists.ts";
import noPlainHttp from "./no-plain-http.ts";
import noRecommendedPackages from "./no-recommended-packages.ts";
import noRedundantPlatform from "./no-redundant-platform.ts";
import noSecretFiles from "./no-secret-files.ts";
import noSecretsInArgOrEnv from "./no-secrets-in-arg-or-env.ts";
import noSecretsInCommands from "./no-secrets-in-commands.ts";
import noSetuid from "./no-setuid.ts";
import noShellSyntaxInArrays from "./no-shell-syntax-in-arrays.ts";
import noSingleQuotedArray from "./no-single-quoted-array.ts";
import noSshPort from "./no-ssh-port.ts";
import noSudo from "./no-sudo.ts";
import noSystemCommands from "./no-system-commands.ts";
import noSystemUpgrade from "./no-system-upgrade.ts";
import noSystemVolume from "./no-system-volume.ts";
import noSystemWorkdir from "./no-system-workdir.ts";
import noUndefinedVariable from "./no-undefined-variable.ts";
import noUntaggedBase from "./no-untagged-base.ts";
import noUnverifiedScript from "./no-unverified-script.ts";
import noWorldWritable from "./no-world-writable.ts";
import omitDevDependencies from "./omit-dev-dependencies.ts";
import oneDownloader from "./one-downloader.ts";
import pinBaseDigest from "./pin-base-digest.ts";
import pinLanguagePackages from "./pin-language-packages.ts";
import pinOsPackages from "./pin-os-packages.ts";
import preferAptGet from "./prefer-apt-get.ts";
import preferCopy from "./prefer-copy.ts";
import quietWget from "./quiet-wget.ts";
import requireHealthcheck from "./require-healthcheck.ts";
import runAsNonRoot from "./run-as-non-root.ts";
import runCommandsExist from "./run-commands-exist.ts";
import setWorkdirBeforeCopy from "./set-workdir-before-copy.ts";
import startCanRun from "./start-can-run.ts";
import stopAtFirstFailure from "./stop-at-first-failure.ts";
import unambiguousStageNames from "./unambiguous-stage-names.ts";
import unpackWithAdd from "./unpack-with-add.ts";
import updateAndInstallTogether from "./update-and-install-together.ts";
import useAbsoluteWorkdir from "./use-absolute-workdir.ts";
import useCacheMounts from "./use-cache-mounts.ts";
import useExecForm from "./use-exec-form.ts";
import useKeyValueForm from "./use-key-value-form.ts";
import useNumericUser from "./use-numeric-user.ts";
import usePipefail from "./use-pipefail.ts";
import useShellInstruction from "./use-shell-instruction.ts";
import useSupportedBase from "./use-supported-base.ts";
import useWorkdir from "./use-workdir.ts";
import useraddNoLogInit from "./useradd-no-log-init.ts";
import validLabels from "./valid-labels.ts";
import validSyntax from "./valid-syntax.ts";

/** Every rule about Dockerfiles, by id. */
export const rules: readonly Rule[] = [
  addWithChecksum,
  assumeYes,
  buildBeforePruning,
  buildWithDevDependencies,
  combineInstructions,
  consistentCasing,
  copyFromEarlierStage,
  copyManifestsFirst,
  copySentFiles,
  copyWhatIsNeeded,
  declareFromArguments,
  defaultForFromArguments,
  endDirectoryWithSlash,
  endScriptsWithExec,
  exposeContainerPorts,
  healthcheckCanRun,
  ignoreGitDirectory,
  installFromLockFile,
  keepCodeReadOnly,
  nameBuildPackages,
  nameStages,
  noAccountPasswords,
  noBashisms,
  noBuildTools,
  noConstantPlatform,
  noDisabledVerification,
  noDockerSocket,
  noDownloadCaches,
  noEmptyContinuation,
  noEnvSelfReference,
  noFrontendInEnv,
  noInlineComments,
  noInsecureBuildStep,
  noLatestTag,
  noLostSettings,
  noMaintainer,
  noNpmStart,
  noOverriddenCommand,
  noPackageLists,
  noPlainHttp,
  noRecommendedPackages,
  noRedundantPlatform,
  noSecretFiles,
  noSecretsInArgOrEnv,
  noSecretsInCommands,
  noSetuid,
  noShellSyntaxInArrays,
  noSingleQuotedArray,
  noSshPort,
  noSudo,
  noSystemCommands,
  noSystemUpgrade,
  noSystemVolume,
  noSystemWorkdir,
  noUndefinedVariable,
  noUntaggedBase,
  noUnverifiedScript,
  noWorldWritable,
  omitDevDependencies,
  oneDownloader,
  pinBaseDigest,
  pinLanguagePackages,
  pinOsPackages,
  preferAptGet,
  preferCopy,
  quietWget,
  requireHealthcheck,
  runAsNonRoot,
  runCommandsExist,
  setWorkdirBeforeCopy,
  startCanRun,
  stopAtFirstFailure,
  unambiguousStageNames,
  unpackWithAdd,
  updateAndInstallTogether,
  useAbsoluteWorkdir,
  useCacheMounts,
  useExecForm,
  useKeyValueForm,
  useNumericUser,
  usePipefail,
  useShellInstruction,
  useSupportedBase,
  useWorkdir,
  useraddNoLogInit,
  validLabels,
  validSyntax,
];
