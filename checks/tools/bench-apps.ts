import type { Dice } from "./bench-dice.ts";
import { apk, apt, health, meta, tail, user } from "./bench-parts.ts";

/** A Node.js service. */
export function node(dice: Dice): readonly string[] {
  const base = dice.of([
    "node:24-slim",
    "node:22-alpine",
    "node:20",
    "node:latest",
    "node:24.2.0-bookworm-slim",
    "node",
  ]);
  const isAlpine = base.endsWith("alpine");
  const manager = dice.of(["npm", "npm", "yarn", "pnpm"]);
  const install = {
    npm: dice.of(["npm ci", "npm install", "npm ci --omit=dev"]),
    yarn: "yarn install --frozen-lockfile",
    pnpm: "corepack enable && pnpm install --frozen-lockfile",
  }[manager];
  const multi = dice.in100(65);
  const build = [
    ...meta(dice),
    "WORKDIR /app",
    ...(isAlpine ? apk(dice) : apt(dice)),
    ...(dice.in100(80)
      ? ["COPY package.json package-lock.json ./"]
      : ["COPY . ."]),
    `RUN ${dice.in100(25) ? "--mount=type=cache,target=/root/.npm " : ""}${install}${dice.in100(40) ? ` && ${manager} cache clean --force && rm -rf /tmp/*` : ""}`,
    ...(dice.in100(50) ? ["RUN npm install -g typescript pm2"] : []),
    "COPY . .",
    `RUN ${manager} run lint && ${manager} test && ${manager} run build`,
  ];
  const end = [
    ...(dice.in100(60)
      ? user(dice, isAlpine)
      : ["RUN chown -R node:node /app", "USER node"]),
    "EXPOSE 3000",
    ...health(dice, 3000),
    dice.of([
      'CMD ["node", "dist/server.js"]',
      "CMD npm start",
      'ENTRYPOINT ["node", "server.js"]',
      'CMD ["npm", "run", "start:prod"]',
    ]),
  ];
  if (!multi) return [`FROM ${base}`, ...build, ...tail(dice), ...end];
  return [
    `FROM ${base} AS build`,
    ...build,
    `FROM ${isAlpine ? "node:22-alpine" : base}`,
    "ENV NODE_ENV=production",
    "WORKDIR /app",
    ...tail(dice),
    "COPY --from=build /app/node_modules ./node_modules",
    "COPY --from=build --chown=node:node /app/dist ./dist",
    ...end,
  ];
}

/** A Python service. */
export function python(dice: Dice): readonly string[] {
  const base = dice.of([
    "python:3.13-slim",
    "python:3.12",
    "python:3.11-slim-bookworm",
    "python:3.9-alpine",
    "python:latest",
  ]);
  const isAlpine = base.endsWith("alpine");
  return [
    `FROM ${base}`,
    ...meta(dice),
    ...(dice.in100(70)
      ? ["ENV PYTHONUNBUFFERED=1 \\\n    PYTHONDONTWRITEBYTECODE=1"]
      : ["ENV PYTHONUNBUFFERED 1", "ENV PIP_NO_CACHE_DIR 1"]),
    "WORKDIR /srv/app",
    ...(isAlpine ? apk(dice) : apt(dice)),
    ...(dice.in100(75) ? ["COPY requirements.txt ."] : ["ADD . /srv/app"]),
    dice.of([
      "RUN pip install --upgrade pip && pip install --no-cache-dir -r requirements.txt && rm -rf /root/.cache",
      "RUN pip install -r requirements.txt",
      "RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt && python -m compileall . && pip check",
      "RUN python -m venv /opt/venv && . /opt/venv/bin/activate && pip install flask==3.1.0 gunicorn uvicorn[standard]",
    ]),
    ...(dice.in100(40)
      ? [
          "RUN curl -sSL https://install.python-poetry.org | python3 - && poetry config virtualenvs.create false && poetry install --no-dev",
        ]
      : []),
    "COPY . .",
    ...dice.some(50, [
      "RUN python manage.py collectstatic --noinput && python manage.py check && rm -rf tests",
      "RUN find . -name '*.pyc' -delete && chmod +x entrypoint.sh && mkdir -p /srv/app/media",
      "ENV DJANGO_SETTINGS_MODULE=config.settings PORT=8000",
      "VOLUME /srv/app/media",
    ]),
    ...tail(dice),
    ...user(dice, isAlpine),
    "EXPOSE 8000",
    ...health(dice, 8000),
    dice.of([
      'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "config.wsgi"]',
      "CMD python manage.py runserver 0.0.0.0:8000",
      'ENTRYPOINT ["./entrypoint.sh"]',
      "CMD exec uvicorn app.main:app --host 0.0.0.0 --port ${PORT:-8000}",
    ]),
  ];
}

/** A Go program. */
export function go(dice: Dice): readonly string[] {
  const version = dice.of(["1.24", "1.23-alpine", "1.22-bookworm", "latest"]);
  const isAlpine = version.endsWith("alpine");
  return [
    ...(dice.in100(40) ? ["ARG VERSION=dev"] : []),
    `FROM ${dice.in100(30) ? "--platform=$BUILDPLATFORM " : ""}golang:${version} AS build`,
    ...meta(dice),
    "ARG TARGETOS TARGETARCH",
    "WORKDIR /src",
    ...(isAlpine ? apk(dice) : apt(dice)),
    "COPY go.mod go.sum ./",
    "RUN --mount=type=cache,target=/go/pkg/mod go mod download && go mod verify",
    "COPY . .",
    ...(dice.in100(60) ? ["ARG VERSION"] : []),
    'RUN go vet ./... && go test ./... && \\\n    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags="-s -w -X main.version=${VERSION}" -o /out/app ./cmd/app',
    ...dice.some(40, [
      "RUN go install github.com/swaggo/swag/cmd/swag@latest && swag init && cp -r docs /out/docs",
      "RUN curl -L https://example.com/migrate.tar.gz | tar xz -C /out && chmod +x /out/migrate && ls -l /out",
    ]),
    dice.of([
      "FROM gcr.io/distroless/static-debian12:nonroot",
      "FROM alpine:3.21",
      "FROM scratch",
      "FROM debian:bookworm-slim",
    ]),
    "WORKDIR /",
    "COPY --from=build /out/app /app",
    "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/",
    ...tail(dice),
    "EXPOSE 8080 9090/tcp",
    ...dice.some(60, ["USER 65532:65532", "STOPSIGNAL SIGTERM"]),
    'ENTRYPOINT ["/app"]',
    ...dice.some(50, ['CMD ["serve", "--port", "8080"]']),
  ];
}
