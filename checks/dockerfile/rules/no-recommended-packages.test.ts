import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-recommended-packages.ts";

const DEBIAN = "FROM debian:13-slim\n";
const more = (at: string, command = "apt-get install"): string =>
  `${at} ${command} also installs what the packages recommend and can do without.`;

testRule(rule, {
  good: {
    "the option": `${DEBIAN}RUN apt-get install -y --no-install-recommends curl`,
    "the option before the verb, and at the end": `${DEBIAN}RUN apt-get --no-install-recommends install -fmy a && apt-get install -y b --no-install-recommends`,
    "the setting as an option": `${DEBIAN}RUN apt-get -o APT::Install-Recommends=false install -y a && apt-get -oAPT::Install-Recommends=0 install -y b`,
    "the setting in the exec form": `${DEBIAN}RUN ["apt-get", "apt::install-recommends=false", "install", "a"]`,
    "the setting in a file of an earlier RUN": `${DEBIAN}RUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99ours\nRUN apt-get install -y a`,
    "the setting in a file of a stage below": `FROM debian:13-slim AS base\nRUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/99ours\nFROM base\nRUN apt-get install -y a`,
    "a configuration from the context": `${DEBIAN}COPY apt.conf /etc/apt/apt.conf\nRUN apt-get install -y a`,
    "the setting in a here-document": `${DEBIAN}COPY <<EOF /etc/apt/apt.conf.d/99ours\nAPT::Install-Recommends "no";\nEOF\nRUN apt-get install -y a`,
    "a variable that holds options": `${DEBIAN}ARG APT_FLAGS\nRUN apt-get install $APT_FLAGS a`,
    "a variable whose value has the option": `${DEBIAN}ENV APT="-y --no-install-recommends"\nRUN apt-get install $APT a`,
    "a stage that does not ship": `FROM debian:13 AS build\nRUN apt-get install -y gcc\nFROM debian:13-slim\nCOPY --from=build /a /a`,
    "nothing is named": `${DEBIAN}RUN apt-get -f install -y`,
    "other verbs": `${DEBIAN}RUN apt-get update && apt-get upgrade -y && apt-get build-dep -y a`,
    aptitude: `${DEBIAN}RUN aptitude install -y -R a && aptitude install -y --without-recommends b`,
    "other managers": "FROM fedora:43\nRUN dnf install -y a && apk add b",
    "words that are only printed": `${DEBIAN}RUN echo apt-get install a`,
  },
  bad: {
    "no option": {
      on: `${DEBIAN}RUN apt-get update && apt-get install -y curl`,
      says: [more("2:23")],
    },
    "another option of a similar name": {
      on: `${DEBIAN}RUN apt-get install -y --no-install-suggests --install-recommends a`,
      says: [more("2:5")],
    },
    "one of two": {
      on: `${DEBIAN}RUN apt-get install -y --no-install-recommends a && apt-get install -y b`,
      says: [more("2:53")],
    },
    "the option elsewhere is no setting": {
      on: `${DEBIAN}RUN apt-get install -y --no-install-recommends a\nRUN apt-get install -y b`,
      says: [more("3:5")],
    },
    "a variable of packages": {
      on: `${DEBIAN}ARG PACKAGES\nRUN apt-get install -y $PACKAGES`,
      says: [more("3:5")],
    },
    "apt, with sudo": {
      on: `${DEBIAN}RUN sudo apt install -y a`,
      says: [more("2:5", "apt install")],
    },
    "in the exec form": {
      on: `${DEBIAN}RUN ["apt-get", "install", "-y", "a"]`,
      says: [more("2:5")],
    },
    "a package file": {
      on: `${DEBIAN}RUN apt-get install -y ./a.deb`,
      says: [more("2:5")],
    },
    "in a stage that the last one starts from": {
      on: `FROM debian:13-slim AS base\nRUN apt-get install -y a\nFROM base`,
      says: [more("2:5")],
    },
  },
});
