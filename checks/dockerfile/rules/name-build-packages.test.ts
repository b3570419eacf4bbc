import { testRule } from "../../testing/rule-tester.ts";
import rule from "./name-build-packages.ts";

const ALPINE = "FROM alpine:3.24\n";
const again = (at: string, names: string): string =>
  `${at} apk add installs ${names} for this RUN only, and apk del has to list the same names again.`;

testRule(rule, {
  good: {
    "a virtual package": `${ALPINE}RUN apk add --no-cache --virtual .build gcc musl-dev && make && apk del .build`,
    "a virtual package, the short option": `${ALPINE}RUN apk add -t .build gcc && make && apk del .build`,
    "a virtual package, and one more to be removed": `${ALPINE}RUN apk add --virtual=.build gcc && make && apk del .build apk-tools`,
    "packages that stay": `${ALPINE}RUN apk add --no-cache curl && apk del wget`,
    "removed in another RUN": `${ALPINE}RUN apk add gcc\nRUN make && apk del gcc`,
    "removed before": `${ALPINE}RUN apk del curl && apk add curl`,
    "packages that a variable names": `${ALPINE}RUN apk add $BUILD && make && apk del $BUILD`,
    "another manager": `FROM debian:13-slim\nRUN apt-get install -y gcc && make && apt-get purge -y gcc`,
  },
  bad: {
    "added and removed": {
      on: `${ALPINE}RUN apk add --no-cache gcc musl-dev && make && apk del gcc musl-dev`,
      says: [again("2:5", "gcc and musl-dev")],
    },
    "some of them stay": {
      on: `${ALPINE}RUN apk add --no-cache curl gcc && make && apk --purge del gcc`,
      says: [again("2:5", "gcc")],
    },
    "with versions": {
      on: `${ALPINE}RUN apk add gcc=14.2.0-r6 && make && apk del gcc`,
      says: [again("2:5", "gcc")],
    },
    "beside a virtual package": {
      on: `${ALPINE}RUN apk add --virtual .build gcc && apk add make && make && apk del .build make`,
      says: [again("2:37", "make")],
    },
    "in a here-document": {
      on: `${ALPINE}RUN <<EOF\napk add gcc\nmake\napk del gcc\nEOF`,
      says: [again("3:1", "gcc")],
    },
  },
});
