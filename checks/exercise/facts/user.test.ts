import { testFact } from "../../testing/fact-tester.ts";
import user from "./user.ts";

const PASSWD =
  "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\nboss:x:0:0::/:\n";

testFact(user, {
  asks: "non-root",
  files: { passwd: PASSWD, "etc/passwd": PASSWD },
  met: {
    "a user of the base image": ["FROM node:24", "USER node"],
    "a number": ["FROM node:24", "USER 1000:1000"],
    "a user that is made": [
      "FROM debian:13",
      "RUN useradd -ms /bin/bash app",
      "USER app",
    ],
    "a user made with a number and a group": [
      "FROM alpine:3.24",
      "RUN addgroup -S app && adduser -S -G app -u 1001 app",
      "USER app:app",
    ],
    "a user that a variable names": [
      "FROM debian:13",
      "ARG NAME=app",
      "RUN useradd $NAME",
      "USER $NAME",
    ],
    "a tag whose image runs as another": [
      "FROM gcr.io/distroless/static-debian13:nonroot",
    ],
    "a user inherited from a stage": [
      "FROM node:24 AS base",
      "USER node",
      "FROM base",
    ],
    "a name of a file of accounts": [
      "FROM scratch",
      "COPY passwd /etc/passwd",
      "USER nobody",
    ],
    "a name of a file of accounts among others": [
      "FROM scratch",
      "COPY etc /etc/",
      "USER nobody",
    ],
    "a name of the accounts of another stage": [
      "FROM alpine:3.24 AS build",
      "RUN adduser -S -D -H -u 10001 app",
      "FROM scratch",
      "COPY --from=build /etc/passwd /etc/group /etc/",
      "USER app",
    ],
    "a name of the base image's accounts, from a stage": [
      "FROM alpine:3.24 AS build",
      "FROM scratch",
      "COPY --from=build /etc/passwd /etc/passwd",
      "USER nobody",
    ],
    "a name of the accounts of another image": [
      "FROM scratch",
      "COPY --from=alpine:3.24 /etc/passwd /etc/passwd",
      "USER nobody",
    ],
    "a name of accounts that a command wrote": [
      "FROM alpine:3.24 AS build",
      'RUN echo "app:x:10001:10001::/:/sbin/nologin" > /accounts',
      "FROM scratch",
      "COPY --from=build /accounts /etc/passwd",
      "USER app",
    ],
    "an account of distroless behind a digest": [
      `FROM gcr.io/distroless/static-debian13@sha256:${"a".repeat(64)}`,
      "USER nonroot",
    ],
    "a number on an unknown image": ["FROM team/base:1", "USER 1000"],
    "root for a while": ["FROM node:24", "USER root", "RUN true", "USER node"],
  },
  open: {
    "no USER": ["FROM node:24"],
    "root by name": ["FROM node:24", "USER root"],
    "root by number": ["FROM node:24", "USER 0"],
    "root by number with zeros": ["FROM node:24", "USER 000:1000"],
    "root behind a variable": ["FROM node:24", "ENV U=root", "USER $U"],
    "root as an unset variable": ["FROM node:24", "USER $UNSET"],
    "another user and then root": ["FROM node:24", "USER node", "USER root"],
    "another user in another stage": [
      "FROM node:24 AS build",
      "USER node",
      "FROM node:24",
    ],
    "an account with root's number": [
      "FROM debian:13",
      "RUN useradd -o -u 0 app",
      "USER app",
    ],
    "an account that gets root's number": [
      "FROM node:24",
      "RUN usermod -o -u 0 node",
      "USER node",
    ],
    "a name that a file of accounts lacks": [
      "FROM scratch",
      "COPY passwd /etc/passwd",
      "USER app",
    ],
    "a name that takes the place of the base image's": [
      "FROM node:24",
      "COPY passwd /etc/passwd",
      "USER node",
    ],
    "another name for root": [
      "FROM scratch",
      "COPY passwd /etc/passwd",
      "USER boss",
    ],
    "a name in an image without accounts": [
      "FROM scratch",
      "COPY a /",
      "USER nobody",
    ],
    "a tag whose image runs as root": [
      "FROM gcr.io/distroless/static-debian13",
    ],
  },
  unknown: {
    "an unknown image": ["FROM team/base:1"],
    "an account of an unknown image behind a digest": [
      `FROM team/base@sha256:${"a".repeat(64)}`,
      "USER nonroot",
    ],
    "a variable without a value": ["FROM node:24", "ARG U", "USER $U"],
    "a user that nothing makes": ["FROM node:24", "USER app"],
    "a name in an image whose accounts come from another": [
      "FROM scratch",
      "COPY --from=team/base:1 /etc/passwd /etc/passwd",
      "USER app",
    ],
    "a user that was removed": [
      "FROM node:24",
      "RUN deluser node",
      "USER node",
    ],
    "a number that a variable hides": [
      "FROM debian:13",
      "ARG UID",
      "RUN useradd -u $UID app",
      "USER app",
    ],
    "a comment behind the name": ["FROM node:24", "USER 1000 # app"],
    "a number with a sign, which is root": ["FROM node:24", "USER +0"],
  },
});

testFact(user, {
  asks: "numeric",
  met: {
    "a number": ["FROM node:24", "USER 1000"],
    "a tag whose image runs as a number": [
      "FROM gcr.io/distroless/static-debian13:nonroot",
    ],
  },
  open: {
    "a name": ["FROM node:24", "USER node"],
    "root's number": ["FROM node:24", "USER 0"],
  },
  unknown: { "a name that nothing makes": ["FROM node:24", "USER app"] },
});
