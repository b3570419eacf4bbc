import { spawn, type ChildProcess } from "node:child_process";

/** What a program wrote and how it ended; a status of -1 stands for a signal, or for a program that does not exist. */
export interface Ended {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

const running = new Set<ChildProcess>();

/** Runs a program to its end, with nothing of our environment but PATH and what is given; ends it after two minutes. */
export function runProgram(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"], HOME: "/root", ...environment },
      timeout: 120_000,
      killSignal: "SIGKILL",
    });
    running.add(child);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    const end = (status: number, message = ""): void => {
      running.delete(child);
      resolve({
        status,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString() + message,
      });
    };
    child.on("error", (error) => end(-1, error.message));
    child.on("close", (status) => end(status ?? -1));
  });
}

/** Ends every program that still runs. */
export function endPrograms(): void {
  for (const child of running) child.kill("SIGKILL");
}
