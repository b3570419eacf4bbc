import { leaksOf } from "../../checks/build/leaks.ts";
import { lifecycleOf } from "../../checks/build/lifecycle.ts";
import type { Build, Image } from "../../checks/build/simulate.ts";
import { count, type Unknown } from "./report.ts";

/** What cannot be told about a build: silence about it is no praise. */
export function unknownsOf(build: Build): readonly Unknown[] {
  const { image } = build;
  if (image === undefined) return [];
  return [...running(image), ...unread(image), ...secrets(build)];
}

/** What is not known of a container, by the reason. */
function running(image: Image): readonly Unknown[] {
  const { start, stop, health } = lifecycleOf(image);
  const answers = [
    { question: "as whom it runs", answer: image.config.user.value },
    { question: "what it starts", answer: start },
    { question: "how it stops", answer: stop },
    { question: "whether a health check watches it", answer: health },
  ];
  const questions = new Map<string, string[]>();
  for (const { question, answer } of answers)
    if (answer.kind === "unknown")
      questions.set(answer.because, [
        ...(questions.get(answer.because) ?? []),
        question,
      ]);
  return [...questions].map(([because, asked]) => ({
    text: `Of the container it cannot be told ${listed(asked)}: ${because}.`,
    line: undefined,
  }));
}

/** Names of files that often hold credentials. */
const OFTEN_SECRET =
  /(?:^|\/)(?:\.env(?:\.[\w-]+)?|\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc|pip\.conf|\.netrc|\.git-credentials|\.pgpass|\.htpasswd|credentials|id_(?:rsa|dsa|ecdsa|ed25519)|[\w.-]+\.(?:pem|key|p12|pfx|jks))$/;

/** Files in the image that may be secrets by their name, and whose text is not here. */
function unread({ tree }: Image): readonly Unknown[] {
  const paths = [...tree.entries()].flatMap(([, { origin, type, text }]) =>
    origin.kind === "context" &&
    type === "file" &&
    text === undefined &&
    OFTEN_SECRET.test(origin.path) &&
    !/\.(?:example|sample|template|dist)$/.test(origin.path)
      ? [origin.path]
      : [],
  );
  const shown = paths.slice(0, 5);
  const rest = paths.length - shown.length;
  return paths.length === 0
    ? []
    : [
        {
          text: `Files with names that often mean credentials get into the image, and only their names are known here: ${listed(rest > 0 ? [...shown, count(rest, "other")] : shown)}. Look into them, or leave them out in the ignore file.`,
          line: undefined,
        },
      ];
}

/** Instructions that may bring a secret, by the reason for which it is not known. */
function secrets(build: Build): readonly Unknown[] {
  const { lines } = build.dockerfile;
  const byReason = Map.groupBy(
    leaksOf(build).unknown,
    ({ because }) => because,
  );
  return [...byReason].map(([because, places]) => {
    const at = [
      ...new Set(places.map((place) => lines.position(place.at.start).line)),
    ];
    const where =
      at.length === 1 ? `line ${at[0]} brings` : `lines ${listed(at)} bring`;
    return {
      text: `Whether ${where} a secret into the image cannot be told: ${because}.`,
      line: at[0],
    };
  });
}

function listed(items: readonly (string | number)[]): string {
  return items.length < 2
    ? items.join("")
    : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
