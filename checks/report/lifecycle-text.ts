import type { Health } from "../build/health.ts";
import type { Lifecycle } from "../build/lifecycle.ts";
import type { Stop } from "../build/stop.ts";
import { paragraph, row } from "./columns.ts";
import { eventText, eventTime, STOP_OUTCOMES } from "./stop-words.ts";
import type { Section } from "./simulation-text.ts";

/** How a container starts, whether it is healthy, where it writes and how it stops. */
export function lifecycleSections(lifecycle: Lifecycle): readonly Section[] {
  return [
    ["Start", startLines(lifecycle)],
    ["Health", healthLines(lifecycle.health)],
    [
      "Writes",
      lifecycle.writes.map(({ path, can, because }) =>
        row(path, `${can}: ${because}`, 24),
      ),
    ],
    ["Stop", stopLines(lifecycle.stop)],
  ];
}

function startLines({ start }: Lifecycle): readonly string[] {
  if (start.kind === "none")
    return ["  nothing: neither ENTRYPOINT nor CMD is set"];
  if (start.kind === "unknown")
    return [paragraph(`Not known: ${start.because}.`)];
  const lines = start.processes.flatMap(({ argv, before }, at) =>
    [
      ...before.map((program) => `${program.join(" ")}, which makes way for`),
      argv.join(" "),
    ].map((text, line) =>
      row(at + line === 0 ? "PID 1" : "", text, 10 + 2 * at),
    ),
  );
  const doubts = start.programs.filter(
    ({ presence }) => presence !== "present",
  );
  return [
    ...lines,
    ...doubts.map(({ name, presence }) =>
      paragraph(
        presence === "absent"
          ? `${name} is not in the image: the start fails.`
          : `Whether ${name} is in the image is not known.`,
      ),
    ),
  ];
}

function healthLines(health: Health): readonly string[] {
  if (health.kind === "unknown")
    return [paragraph(`Not known: ${health.because}.`)];
  if (health.kind === "none") return ["  no check"];
  const { runs, timing } = health;
  const { firstCheck, unhealthyAfter, unhealthyAfterHanging } = timing;
  return [
    paragraph(
      runs.kind === "yes"
        ? "The image has all that the check starts."
        : runs.kind === "no"
          ? runs.because
          : `Whether the check can run is not known: ${runs.because}.`,
    ),
    row(`${firstCheck} s`, "first check: healthy at the earliest", 12),
    row(`${unhealthyAfter} s`, "unhealthy, if every check fails at once", 12),
    row(`${unhealthyAfterHanging} s`, "unhealthy, if every check hangs", 12),
  ];
}

function stopLines(stop: Stop): readonly string[] {
  return [
    paragraph(`${STOP_OUTCOMES[stop.kind]}: ${stop.because}.`),
    ...stop.events.map((event) =>
      row(eventTime(event), eventText(event, stop.processes), 10),
    ),
  ];
}
