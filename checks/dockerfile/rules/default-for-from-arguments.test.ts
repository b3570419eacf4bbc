import { testRule } from "../../testing/rule-tester.ts";
import rule from "./default-for-from-arguments.ts";

const without = (at: string, names: string, text: string): string =>
  `${at} Without --build-arg ${names} the name of the image is "${text}", and the build stops here.`;

testRule(rule, {
  good: {
    "a default": "ARG TAG=24\nFROM node:$TAG",
    "a default of the reference": "ARG TAG\nFROM node:${TAG:-24}",
    "a name that is valid without it": "ARG REGISTRY\nFROM ${REGISTRY}node:24",
    "an ending that may be missing": "ARG SUFFIX=\nFROM node:24$SUFFIX",
    "what the build decides": "FROM build-$TARGETARCH",
    "what declare-from-arguments reports": "FROM node:$TAG",
    "no argument": "FROM node:24",
    "an argument that must be given": "ARG TAG\nFROM node:${TAG:?}",
  },
  bad: {
    "no default for the tag": {
      on: "ARG TAG\nFROM node:$TAG",
      says: [without("2:6", "TAG", "node:")],
    },
    "no default for the name": {
      on: "ARG BASE\nFROM ${BASE}",
      says: [without("2:6", "BASE", "")],
    },
    "a default that makes no name": {
      on: 'ARG END="box:"\nFROM busy$END',
      says: [without("2:6", "END", "busybox:")],
    },
    "an empty default": {
      on: "ARG REGISTRY=\nFROM $REGISTRY/team/node:24",
      says: [without("2:6", "REGISTRY", "/team/node:24")],
    },
    "two of them": {
      on: "ARG NAME TAG\nFROM $NAME:$TAG",
      says: [without("2:6", "NAME and TAG", ":")],
    },
  },
});
