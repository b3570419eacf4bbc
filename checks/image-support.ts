import { imageFacts, releaseLine } from "./images.ts";

/** How long a release line gets fixes: up to a day, at present, no more, or not known. */
export type Support =
  | { readonly kind: "until"; readonly day: string }
  | { readonly kind: "current" }
  | { readonly kind: "ended" }
  | { readonly kind: "unknown" };

/**
 * The last day of each release line's support, or `current` or `ended` where no day is known, by the family of images.
 * Sources: endoflife-date/endoflife.date products/*.md, 2026-08-22; of Node, nodejs/Release schedule.json, 2026-07-02; of
 * Go, golang/website _content/doc/devel/release.md (a release ends when the second one after it is out).
 * BusyBox publishes no end of life; its newest two lines get fixes (products/busybox.md), older ones are left out.
 */
const RELEASE_LINES: Readonly<
  Record<string, Readonly<Record<string, string>>>
> = {
  node: {
    "8": "2019-12-31",
    "10": "2021-04-30",
    "12": "2022-04-30",
    "14": "2023-04-30",
    "16": "2023-09-11",
    "17": "2022-06-01",
    "18": "2025-04-30",
    "19": "2023-06-01",
    "20": "2026-04-30",
    "21": "2024-06-01",
    "22": "2027-04-30",
    "24": "2028-04-30",
    "26": "2029-04-30",
  },
  python: {
    "2.7": "2020-01-01",
    "3.6": "2021-12-23",
    "3.7": "2023-06-27",
    "3.8": "2024-10-14",
    "3.9": "2025-10-31",
    "3.10": "2026-10-31",
    "3.11": "2027-10-31",
    "3.12": "2028-10-31",
    "3.13": "2029-10-31",
    "3.14": "2030-10-31",
  },
  golang: {
    "1.21": "2024-08-13",
    "1.22": "2025-02-11",
    "1.23": "2025-08-12",
    "1.24": "2026-02-10",
    "1.25": "2026-08-19",
    "1.26": "current",
    "1.27": "current",
  },
  "eclipse-temurin": {
    "11": "2027-10-31",
    "16": "2021-09-30",
    "17": "2027-10-31",
    "18": "2022-09-30",
    "19": "2023-03-31",
    "20": "2023-09-19",
    "21": "2029-12-31",
    "22": "2024-09-17",
    "23": "2025-03-18",
    "24": "ended",
    "25": "2031-09-30",
    "26": "2026-09-15",
  },
  nginx: {
    "1.18": "2021-04-20",
    "1.19": "2021-05-25",
    "1.20": "2022-05-24",
    "1.21": "2022-06-21",
    "1.22": "2023-04-11",
    "1.23": "2023-05-23",
    "1.24": "2024-04-23",
    "1.25": "2024-05-29",
    "1.26": "2025-04-23",
    "1.27": "2025-06-24",
    "1.28": "ended",
    "1.29": "ended",
    "1.30": "current",
    "1.31": "current",
  },
  alpine: {
    "3.12": "2022-05-01",
    "3.13": "2022-11-01",
    "3.14": "2023-05-01",
    "3.15": "2023-11-01",
    "3.16": "2024-05-23",
    "3.17": "2024-11-22",
    "3.18": "2025-05-09",
    "3.19": "2025-11-01",
    "3.20": "2026-04-01",
    "3.21": "2026-11-01",
    "3.22": "2027-05-01",
    "3.23": "2027-11-01",
    "3.24": "2028-06-01",
  },
  debian: {
    "9": "2022-07-01",
    "10": "2024-06-30",
    "11": "2026-08-31",
    "12": "2028-06-30",
    "13": "2030-06-30",
  },
  ubuntu: {
    "18.04": "2023-05-31",
    "20.04": "2025-05-31",
    "22.04": "2027-04-30",
    "24.04": "2029-05-31",
    "25.10": "2026-07-31",
    "26.04": "2031-04-30",
  },
  busybox: { "1.37": "current", "1.38": "current" },
};

/** Families whose images carry the versions of another one's program. */
const SAME_LINES: ReadonlyMap<string, string> = new Map([
  ["nginx-unprivileged", "nginx"],
]);

/** How long a release line of a family gets fixes, or undefined where that is not known. */
export function releaseSupport(
  family: string,
  line: string | undefined,
): Support | undefined {
  if (line === undefined) return undefined;
  const end = RELEASE_LINES[SAME_LINES.get(family) ?? family]?.[line];
  if (end === undefined) return undefined;
  return end === "current" || end === "ended"
    ? { kind: end }
    : { kind: "until", day: end };
}

/** How long images of distroless get fixes: GoogleContainerTools/distroless SUPPORT_POLICY.md, 2026-08-21. */
function distrolessSupport(family: string, repository: string): Support {
  // Images on Debian 13 live until a year after Debian 14, language images as long as their language.
  if (repository.endsWith("-debian12"))
    return { kind: /\d|\/java/.test(family) ? "ended" : "unknown" };
  const node = /nodejs(\d+)$/.exec(family)?.[1];
  return (
    (node === undefined ? undefined : releaseSupport("node", node)) ?? {
      kind: "current",
    }
  );
}

/** How long an image gets fixes; a tag that names no release line leaves it unknown, and so does an image we do not know. */
export function imageSupport(
  repository: string | undefined,
  tag: string | undefined,
): Support {
  return familySupport(imageFacts(repository, tag)?.family, repository, tag);
}

/** As `imageSupport`, for an image whose family is known already. */
export function familySupport(
  family: string | undefined,
  repository: string | undefined,
  tag: string | undefined,
): Support {
  if (family === undefined || repository === undefined)
    return { kind: "unknown" };
  if (family.startsWith("distroless/"))
    return distrolessSupport(family, repository);
  const line = releaseLine(repository, tag ?? "latest");
  return releaseSupport(family, line) ?? { kind: "unknown" };
}
