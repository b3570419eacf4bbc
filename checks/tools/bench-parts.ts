import type { Dice } from "./bench-dice.ts";

const TOOLS = [
  "ca-certificates",
  "curl",
  "git",
  "build-essential",
  "libpq-dev=15.6-0+deb12u1",
  "gnupg",
  "unzip",
  "vim",
] as const;

/** Packages of Debian, the lists kept or removed. */
export function apt(dice: Dice): readonly string[] {
  const packages = ["wget", ...dice.some(55, TOOLS)];
  const flags = dice.of(["-y --no-install-recommends", "-y", "-qq -y"]);
  const clean = dice.in100(65) ? " && rm -rf /var/lib/apt/lists/*" : "";
  const names = packages.join(" ");
  return dice.of([
    [
      `RUN apt-get update && apt-get install ${flags} \\\n      ${packages.join(" \\\n      ")}${clean.replace(" &&", " \\\n    &&")}`,
    ],
    [
      `RUN apt-get update && apt-get upgrade -y && apt-get install ${flags} ${names}${clean}`,
    ],
    [
      "RUN apt-get update",
      `RUN apt-get install ${flags} ${names} && apt-get clean`,
    ],
    [
      `RUN <<EOF\nset -e\napt-get update\napt-get install ${flags} ${names}\nEOF`,
    ],
  ]);
}

/** Packages of Alpine. */
export function apk(dice: Dice): readonly string[] {
  const packages = [
    "tini",
    ...dice.some(40, ["bash", "git", "curl", "tzdata"]),
  ];
  return [
    dice.of([
      `RUN apk add --no-cache ${packages.join(" ")}`,
      `RUN apk update && apk add ${packages.join(" ")} && rm -rf /var/cache/apk/*`,
      `RUN apk add --no-cache --virtual .build gcc musl-dev && make -C /src && apk del .build`,
    ]),
  ];
}

/** An account of its own, three times out of four. */
export function user(dice: Dice, isAlpine: boolean): readonly string[] {
  if (dice.in100(25)) return [];
  const add = isAlpine
    ? "addgroup -S app && adduser -S -G app app && chown -R app:app /srv"
    : "groupadd --gid 1001 app && useradd --uid 1001 --gid app --create-home app && chown -R app:app /srv";
  return [`RUN ${add}`, dice.of(["USER app", "USER 1001", "USER app:app"])];
}

/** A health check, one time out of three. */
export function health(dice: Dice, port: number): readonly string[] {
  return dice.some(35, [
    `HEALTHCHECK --interval=30s --timeout=3s CMD curl -f http://localhost:${port}/health || exit 1`,
  ]);
}

/** Labels, a maintainer, an argument. */
export function meta(dice: Dice): readonly string[] {
  return dice.some(30, [
    'LABEL maintainer="Team <team@example.com>"',
    "MAINTAINER team@example.com",
    'LABEL org.opencontainers.image.title="app" org.opencontainers.image.licenses=MIT',
    "ARG BUILD_DATE",
  ]);
}

/** What comes to be added over the years. */
export function tail(dice: Dice): readonly string[] {
  return dice.some(20, [
    'RUN echo "built $(date)" > /build-info && cat /etc/os-release && env | sort',
    "COPY scripts/ /usr/local/bin/",
    "ENV LOG_LEVEL=info LOG_FORMAT=json",
    "RUN mkdir -p /data && chmod 700 /data && ls -la /data",
    "LABEL version=1.4",
  ]);
}
