import { testFact } from "../../testing/fact-tester.ts";
import holds from "./holds.ts";

const INSTALL = (packages: string): string =>
  `RUN apt-get update && apt-get install -y --no-install-recommends ${packages}`;

testFact(holds, {
  asks: ["pg_dump", "pg_restore"],
  met: {
    "the package": ["FROM debian:13-slim", INSTALL("postgresql-client")],
    "the package of a version": [
      "FROM debian:13-slim",
      INSTALL("python3 postgresql-client-17"),
    ],
    "the package of Alpine": [
      "FROM alpine:3.24",
      "RUN apk add --no-cache postgresql17-client",
    ],
    "the package of a stage below": [
      "FROM debian:13-slim AS base",
      INSTALL("postgresql-client"),
      "FROM base",
    ],
    "files that are copied": [
      "FROM alpine:3.24",
      "COPY --from=tools:1 /pg_dump /usr/local/bin/pg_dump",
      "COPY --from=tools:1 /pg_restore /usr/local/bin/pg_restore",
    ],
  },
  open: {
    "a base image alone": ["FROM debian:13-slim"],
    "other packages": [
      "FROM debian:13-slim",
      INSTALL("ca-certificates python3"),
    ],
    "one of the two": [
      "FROM alpine:3.24",
      "COPY --from=tools:1 /pg_dump /usr/local/bin/pg_dump",
    ],
    "the package in a stage that is not shipped": [
      "FROM debian:13-slim AS base",
      INSTALL("postgresql-client"),
      "FROM debian:13-slim",
    ],
    "the package, removed again": [
      "FROM debian:13-slim",
      `${INSTALL("postgresql-client")} && apt-get purge -y postgresql-client`,
    ],
    "an installation that fails": [
      "FROM debian:13-slim",
      "RUN apk add postgresql-client",
    ],
    "the package in a comment": [
      "FROM debian:13-slim",
      "# RUN apt-get install postgresql-client",
    ],
  },
  unknown: {
    "a base image that is not known": ["FROM team/base:1"],
    "a package that may bring them": [
      "FROM debian:13-slim",
      INSTALL("team-tools"),
    ],
    "an installer": [
      "FROM alpine:3.24",
      "RUN wget -qO- https://example.org/install | sh",
    ],
  },
});
