import { testRule } from "../../testing/rule-tester.ts";
import rule from "./one-downloader.ts";

const BASE = "FROM debian:13\n";
const both = (at: string, name: string, first: string): string =>
  `${at} ${name} downloads here and ${first} before it, so this stage needs both.`;

testRule(rule, {
  good: {
    "curl only": `${BASE}RUN curl x\nRUN ["curl", "y"]`,
    "one in each stage": `${BASE}RUN wget x\n${BASE}RUN curl x`,
    "installing is not using": `${BASE}RUN apt-get install -y wget curl && curl x`,
    "words that are printed": `${BASE}RUN echo wget && curl x`,
    "a health check": `${BASE}RUN curl x\nHEALTHCHECK CMD wget -q x`,
  },
  bad: {
    "wget and curl": {
      on: `${BASE}RUN wget x\nRUN curl y\nRUN wget z`,
      says: [both("3:5", "curl", "wget")],
    },
    "in one RUN": {
      on: `${BASE}RUN curl x && sudo wget y`,
      says: [both("2:15", "wget", "curl")],
    },
    "in the exec form": {
      on: `${BASE}RUN curl x\nRUN ["wget", "y"]`,
      says: [both("3:5", "wget", "curl")],
    },
    "in the text of a shell": {
      on: `${BASE}RUN curl x && sh -c "wget y"`,
      says: [both("2:21", "wget", "curl")],
    },
  },
});
