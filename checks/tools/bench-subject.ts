import type { Files } from "../files.ts";

/** A Dockerfile of 100 lines and five stages, as a service of some age has it. */
export const LONG: readonly string[] = [
  "# syntax=docker/dockerfile:1",
  "ARG NODE=24",
  "ARG REGISTRY=docker.io/library",
  "",
  ...stage("FROM ${REGISTRY}/node:${NODE}-slim AS base", [
    "ENV NODE_ENV=production PORT=3000",
    "ENV LANG=C.UTF-8",
    "WORKDIR /app",
    "RUN apt-get update \\",
    "    && apt-get install -y --no-install-recommends \\",
    "      ca-certificates \\",
    "      tini=0.19.0-1 \\",
    "    && rm -rf /var/lib/apt/lists/*",
    "RUN groupadd --gid 1001 app \\",
    "    && useradd --uid 1001 --gid app --no-create-home app",
    'LABEL org.opencontainers.image.title="service"',
    'LABEL org.opencontainers.image.vendor="team"',
    'LABEL org.opencontainers.image.licenses="MIT"',
    'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
    "RUN mkdir -p /app/data /app/logs && chown -R app:app /app/data /app/logs",
  ]),
  ...stage("FROM base AS deps", [
    "ARG NPM_REGISTRY=https://registry.npmjs.org",
    "COPY package.json package-lock.json ./",
    "COPY config.json ./",
    "RUN --mount=type=cache,target=/root/.npm \\",
    "    --mount=type=secret,id=npmrc,target=/root/.npmrc \\",
    "    npm ci --omit=dev --registry=$NPM_REGISTRY",
    "RUN npm ls --omit=dev > /tmp/packages.txt || true",
    "RUN npm audit signatures || echo unsigned > /tmp/unsigned.txt",
  ]),
  ...stage("FROM base AS build", [
    "ENV NODE_ENV=development",
    "ARG GIT_COMMIT=unknown",
    "ENV GIT_COMMIT=$GIT_COMMIT",
    "COPY package*.json ./",
    "RUN --mount=type=cache,target=/root/.npm npm ci",
    "COPY tsconfig.json ./",
    "COPY src ./src",
    "COPY public ./public",
    "RUN npm run build && rm -rf src",
    'RUN if [ "$GIT_COMMIT" != unknown ]; then \\',
    "      echo $GIT_COMMIT > dist/commit.txt; \\",
    "    fi",
    "RUN for f in dist/*.js; do gzip -9 -k $f; done",
    "COPY --chmod=755 <<EOF /app/start.sh",
    "#!/bin/sh",
    "set -eu",
    'exec node dist/server.js "$@"',
    "EOF",
  ]),
  ...stage("FROM build AS test", [
    "ENV CI=true",
    "COPY test ./test",
    "COPY docs ./docs",
    "RUN npm test -- --coverage",
    "RUN npm run lint",
    "RUN npm run typecheck",
    "RUN npm run size",
    "RUN npm run format -- --check",
  ]),
  ...stage("FROM base AS runtime", [
    "ARG BUILD_DATE",
    "ARG GIT_COMMIT",
    "ENV GIT_COMMIT=$GIT_COMMIT",
    'LABEL org.opencontainers.image.created="$BUILD_DATE"',
    'LABEL org.opencontainers.image.revision="$GIT_COMMIT"',
    "COPY --from=deps --chown=app:app /app/node_modules ./node_modules",
    "COPY --from=build --chown=app:app /app/dist ./dist",
    "COPY --from=build --chown=app:app /app/start.sh ./",
    "COPY --chown=app:app package.json config.json ./",
    "COPY --link static /app/static",
    "VOLUME /app/data",
    "EXPOSE 3000 9090/tcp",
    "STOPSIGNAL SIGTERM",
    "USER 1001:1001",
    "HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \\",
    "  CMD node -e \"fetch('http://127.0.0.1:3000/health').then((r) => process.exit(r.ok ? 0 : 1))\"",
    'ENTRYPOINT ["tini", "--"]',
    'CMD ["node", "dist/server.js"]',
  ]),
];

/** A stage with a comment above every third line, as people write them. */
function stage(from: string, lines: readonly string[]): readonly string[] {
  const out = [from];
  let isContinued = false;
  for (const [at, line] of lines.entries()) {
    const plain = !isContinued && !/^(?:#!|set|exec|EOF)/.test(line);
    if (at % 3 === 0 && plain) out.push(`# Step ${at + 1}`);
    out.push(line);
    isContinued = line.endsWith("\\");
  }
  return [...out, ""];
}

/** 200 files beside the Dockerfile, eight of them left out by the ignore file. */
export function contextFiles(): Files {
  const files: Record<string, string> = {
    "package.json": '{ "scripts": { "start": "node dist/server.js" } }',
    "package-lock.json": "{}",
    "tsconfig.json": "{}",
    "config.json": "{}",
    ".dockerignore": "node_modules\n**/*.log\n.git\n!public/keep.log\n",
    ".env": "PORT=3000\n",
  };
  const kinds = ["src", "src/routes", "test", "public", "static", "docs"];
  for (let at = Object.keys(files).length; at < 200; at++) {
    const kind = kinds[at % kinds.length] ?? "src";
    const name = at % 25 === 0 ? `file${at}.log` : `file${at}.js`;
    files[`${kind}/${name}`] = `export const value${at} = ${at};\n`.repeat(
      at % 20,
    );
  }
  return files;
}
