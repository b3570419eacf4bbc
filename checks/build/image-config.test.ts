import { describe, expect, it } from "vitest";
import { buildOf } from "../testing/builds.ts";
import { finalConfig, type FinalConfig } from "./image-config.ts";

function config(...lines: string[]): FinalConfig {
  const found = finalConfig(buildOf(lines, { a: "" }));
  if (found === undefined) throw new Error("There is no image.");
  return found;
}

describe("the configuration of an image", () => {
  it("is plain data", () => {
    const found = config(
      "FROM scratch",
      "USER 7",
      "WORKDIR /a",
      "ENV A=1",
      'ENTRYPOINT ["/x"]',
      "CMD y z",
      "EXPOSE 80",
      "VOLUME /v",
      "HEALTHCHECK --retries=2 CMD true",
      "STOPSIGNAL SIGINT",
      "LABEL a=b a=c",
      "ONBUILD RUN x",
    );
    const { history, ...settings } = found;
    expect(history.items).toContainEqual({
      createdBy: "WORKDIR /a",
      emptyLayer: false,
      stage: 0,
    });
    expect(JSON.parse(JSON.stringify(settings))).toEqual({
      user: "7",
      workingDirectory: "/a",
      environment: {
        items: [
          {
            name: "PATH",
            value:
              "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          },
          { name: "A", value: "1" },
        ],
      },
      entrypoint: { form: "exec", arguments: ["/x"] },
      command: { form: "shell", arguments: ["/bin/sh", "-c", "y z"] },
      ports: { items: ["80/tcp"] },
      volumes: { items: ["/v"] },
      health: {
        test: ["CMD-SHELL", "true"],
        interval: 0,
        timeout: 0,
        startPeriod: 0,
        startInterval: 0,
        retries: 2,
      },
      stopSignal: "SIGINT",
      labels: { items: [{ name: "a", value: "c" }] },
      onbuild: ["RUN x"],
    });
  });

  it("comes from a known base where nothing is set", () => {
    const found = config("FROM nginx:1.30");
    expect(found).toMatchObject({
      user: "",
      entrypoint: { form: "inherited", arguments: ["/docker-entrypoint.sh"] },
      command: { form: "inherited" },
      stopSignal: "SIGQUIT",
      ports: { items: ["80/tcp"], more: undefined },
      labels: { more: "those of the base image are not listed" },
    });
  });

  it("of an unknown base is unknown, each setting with its reason", () => {
    const because = "nothing is known about the image team/base";
    const found = config("FROM team/base:1", "EXPOSE 80");
    expect(found).toMatchObject({
      user: { unknown: because },
      workingDirectory: { unknown: because },
      environment: { items: [], more: because },
      entrypoint: { unknown: because },
      health: { unknown: because },
      ports: { items: ["80/tcp"], more: because },
    });
  });

  it("tells which value a build argument hides", () => {
    const { environment, labels } = config(
      "FROM scratch",
      "ARG V",
      "ENV A=$V",
      "LABEL v=1.$V",
    );
    const because = "the build argument V has no default";
    expect(environment.items.at(-1)?.value).toEqual({ unknown: because });
    expect(labels.items[0]?.value).toEqual({ unknown: because });
  });

  it("has no command where an ENTRYPOINT clears the one of the base", () => {
    expect(config("FROM node:24", "ENTRYPOINT x").command).toBe("none");
    expect(config("FROM scratch", "CMD []").command).toBe("none");
  });

  it("has the history of the stages it stands on, the first line first", () => {
    const { history } = config(
      "FROM scratch AS base",
      "COPY a /",
      "FROM base",
      "LABEL a=b",
      "WORKDIR /",
    );
    expect(history).toEqual({
      items: [
        { createdBy: "COPY a / # buildkit", emptyLayer: false, stage: 0 },
        { createdBy: "LABEL a=b", emptyLayer: true, stage: 1 },
        { createdBy: "WORKDIR /", emptyLayer: true, stage: 1 },
      ],
      more: undefined,
    });
  });

  it("is none without an image", () => {
    expect(finalConfig(buildOf([]))).toBeUndefined();
  });
});

describe("a health check that is switched off", () => {
  it("is a setting too", () => {
    const health = (...lines: string[]) =>
      finalConfig(buildOf(["FROM alpine:3.24", ...lines]))?.health;
    expect(health("HEALTHCHECK NONE")).toMatchObject({ test: ["NONE"] });
    expect(health()).toBe("none");
  });
});
