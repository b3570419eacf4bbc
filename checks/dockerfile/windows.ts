import { isWindows } from "./base-image.ts";
import type { Config } from "./config.ts";
import type { Stage } from "./model.ts";
import { chainOf } from "./queries.ts";

/** Whether a stage makes an image for Windows: by the image at its bottom, or by a shell that Windows alone has. */
export function isForWindows(stage: Stage): boolean {
  for (const { base, from, config } of chainOf(stage)) {
    const { facts, shell } = config;
    if (facts === undefined && ONLY_ON_WINDOWS.test(shell.argv?.[0] ?? ""))
      return true;
    if (base.kind !== "stage" && from !== undefined && isWindows(from))
      return true;
  }
  return false;
}

/** PowerShell is called pwsh on Linux. */
const ONLY_ON_WINDOWS = /(?:^|[/\\])(?:cmd|powershell|\w+\.exe)$/i;

/** The shell of Windows, or PowerShell elsewhere, that reads the shell form; undefined where another one does. */
export function windowsShell({
  shell: { argv, by },
}: Config): "cmd" | "powershell" | "pwsh" | undefined {
  // Windows without a SHELL: "cmd", "/S", "/C" (reference, SHELL).
  if (argv === undefined) return by === undefined ? "cmd" : undefined;
  const name = /(?:^|[/\\])(cmd|powershell|pwsh)(?:\.exe)?$/i
    .exec(argv[0] ?? "")?.[1]
    ?.toLowerCase();
  return name === "cmd" || name === "powershell" || name === "pwsh"
    ? name
    : undefined;
}
