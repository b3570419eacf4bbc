import { testFact } from "../../testing/fact-tester.ts";
import lacks from "./lacks.ts";

testFact(lacks, {
  asks: ["gcc", "npm"],
  met: {
    "nothing but what is copied": [
      "FROM golang:1.27 AS build",
      "RUN go build -o /app .",
      "FROM scratch",
      "COPY --from=build /app /app",
    ],
    "a base image without a shell": [
      "FROM gcr.io/distroless/nodejs24-debian13",
      "COPY . /app",
    ],
    "a small system": ["FROM alpine:3.24", "RUN apk add --no-cache tini"],
    "a compiler that the same RUN removes": [
      "FROM debian:13-slim",
      "RUN apt-get update && apt-get install -y gcc && apt-get purge -y gcc",
    ],
  },
  open: {
    "a base image with one of them": ["FROM node:24-slim"],
    "a package": ["FROM alpine:3.24", "RUN apk add --no-cache gcc"],
    "a package of packages": [
      "FROM debian:13-slim",
      "RUN apt-get update && apt-get install -y build-essential",
    ],
    "one that the base image hides": [
      "FROM node:24-slim",
      "RUN rm -rf /usr/local/bin/npm",
    ],
  },
  unknown: {
    "a base image that is not known": ["FROM team/base:1"],
    "an installer that is not known": [
      "FROM alpine:3.24",
      "RUN wget -qO- https://example.org/install | sh",
    ],
    "a whole file system of another stage": [
      "FROM team/base:1 AS all",
      "FROM scratch",
      "COPY --from=all / /",
    ],
  },
});

testFact(lacks, {
  asks: ["javac"],
  met: {
    "a runtime of Java": ["FROM eclipse-temurin:25-jre"],
    "a runtime of the distribution": [
      "FROM debian:13-slim",
      "RUN apt-get update && apt-get install -y openjdk-21-jre-headless",
    ],
    "a runtime that jlink made": [
      "FROM eclipse-temurin:25 AS kit",
      "RUN jlink --add-modules java.base --output /rt",
      "FROM debian:13-slim",
      "COPY --from=kit /rt /opt/rt",
      "ENV PATH=/opt/rt/bin:$PATH",
    ],
    "a runtime that is copied, where no PATH leads": [
      "FROM eclipse-temurin:25-jre AS jre",
      "FROM debian:13-slim",
      "COPY --from=jre /opt/java/openjdk /opt/jre",
    ],
    "a kit without its compiler that is copied": [
      "FROM eclipse-temurin:25 AS kit",
      "RUN rm /opt/java/openjdk/bin/javac",
      "FROM debian:13-slim",
      "COPY --from=kit /opt/java/openjdk /opt/jdk",
    ],
    "a kit that is copied and loses its compiler": [
      "FROM debian:13-slim",
      "COPY --from=eclipse-temurin:25 /opt/java/openjdk /opt/jdk",
      "RUN rm /opt/jdk/bin/javac",
    ],
    "a kit that is copied to a stage which does not ship": [
      "FROM debian:13-slim AS build",
      "COPY --from=eclipse-temurin:25 /opt/java/openjdk /usr/local",
      "FROM debian:13-slim",
      "COPY --from=build /out /app",
    ],
    "a jar out of a stage with a kit": [
      "FROM eclipse-temurin:25 AS kit",
      "RUN javac -d /out Main.java",
      "FROM debian:13-slim",
      "COPY --from=kit /out /app",
    ],
  },
  open: {
    "a kit": ["FROM eclipse-temurin:25"],
    "a kit of the distribution": [
      "FROM alpine:3.24",
      "RUN apk add --no-cache openjdk21",
    ],
    "a kit that is copied": [
      "FROM eclipse-temurin:25 AS kit",
      "FROM debian:13-slim",
      "COPY --from=kit /opt/java/openjdk /opt/java/openjdk",
      "ENV PATH=/opt/java/openjdk/bin:$PATH",
    ],
    "a kit that is copied, where no PATH leads": [
      "FROM eclipse-temurin:25 AS kit",
      "FROM debian:13-slim",
      "WORKDIR /opt",
      "COPY --from=kit /opt/java/openjdk jdk",
    ],
    "the programs of a kit that are copied": [
      "FROM eclipse-temurin:25 AS kit",
      "FROM debian:13-slim",
      "COPY --from=kit /opt/java/openjdk/bin /jdk",
    ],
    "the compiler alone, from an image": [
      "FROM debian:13-slim",
      "COPY --from=eclipse-temurin:25 /opt/java/openjdk/bin/javac /opt/compile",
    ],
    "a runtime with all modules, where no PATH leads": [
      "FROM eclipse-temurin:25 AS kit",
      "RUN jlink --add-modules ALL-MODULE-PATH --output /rt",
      "FROM debian:13-slim",
      "COPY --from=kit /rt /opt/rt",
    ],
    "a runtime with the compiler's module": [
      "FROM eclipse-temurin:25 AS kit",
      "RUN jlink --add-modules java.base,jdk.compiler --output /rt",
      "FROM debian:13-slim",
      "COPY --from=kit /rt /opt/rt",
      "ENV PATH=/opt/rt/bin:$PATH",
    ],
  },
  unknown: {
    "a kit of an image that is not known": [
      "FROM team/java:1 AS kit",
      "FROM debian:13-slim",
      "COPY --from=kit /opt/java /opt/java",
      "ENV PATH=/opt/java/bin:$PATH",
    ],
  },
});
