import { describe, expect, it } from "vitest";
import { imageOf, lastLayer } from "../testing/builds.ts";

/** Debian has useradd, and adduser as BusyBox has it is Alpine's. */
const baseFor = (run: string): string =>
  /(?:user|group)(?:add|mod)/.test(run) ? "debian:13" : "alpine:3.24";

const after = (run: string, base = baseFor(run)) =>
  imageOf([`FROM ${base}`, `RUN ${run}`]).machine;

describe("an account", () => {
  it.each<[string, number | undefined, number | undefined, string]>([
    ["adduser app", undefined, undefined, "/home/app"],
    ["adduser -S -D -H -u 1001 -G users -h /app app", 1001, undefined, "/app"],
    [
      "addgroup -g 1002 grp && adduser -u 1001 -G grp app",
      1001,
      1002,
      "/home/app",
    ],
    [
      "addgroup --gid 1002 grp; adduser --system --uid 1001 --ingroup grp app",
      1001,
      1002,
      "/home/app",
    ],
    [
      "adduser --disabled-password --gecos '' --uid 1001 app",
      1001,
      1001,
      "/home/app",
    ],
    ["useradd app", undefined, undefined, "/home/app"],
    ["useradd -ms /bin/bash app", undefined, undefined, "/home/app"],
    ["useradd -rmu 1001 app", 1001, undefined, "/home/app"],
    ["useradd -u1001 -g0 app", 1001, 0, "/home/app"],
    ["useradd --uid=1001 --gid=1002 --home-dir /app app", 1001, 1002, "/app"],
    [
      "groupadd -f -g 1002 grp && useradd -g grp -u 1001 -d /app -c 'a b' app",
      1001,
      1002,
      "/app",
    ],
    ["useradd -u 1001 app && usermod -u 1003 app", 1003, 1001, "/home/app"],
    ["useradd -u 1001 app && usermod -aG audio app", 1001, 1001, "/home/app"],
    ["useradd -u 1001 app && usermod --uid 0 -o app", 0, 1001, "/home/app"],
    ["sudo useradd -u 1001 app", 1001, 1001, "/home/app"],
    ["if x; then useradd -u 1001 app; fi", undefined, undefined, "/home/app"],
  ])("%s", (run, uid, gid, home) => {
    expect(after(run).accounts.get("app")).toMatchObject({ uid, gid, home });
  });

  it("is named by a variable that the build knows", () => {
    const { machine } = imageOf([
      "FROM debian:13",
      "ARG NAME=app",
      "ENV NUMBER=1001",
      'RUN useradd -u ${NUMBER} "$NAME"',
    ]);
    expect(machine.accounts.get("app")?.uid).toBe(1001);
  });

  it.each([
    ["useradd -u $HIDDEN app", true],
    ['useradd -u "$(id -u)" app', true],
    ["useradd app && usermod -u $HIDDEN app", true],
    ["useradd -u 1001 app", false],
    ["useradd app", false],
  ])("may be root where its number is hidden: %s, %s", (run, expected) => {
    const account = after(run, "debian:13").accounts.get("app");
    expect(account?.mayBeRoot ?? false).toBe(expected);
  });

  it("of the base image is known", () => {
    const { accounts } = imageOf(["FROM node:24"]).machine;
    expect(accounts.get("node")).toMatchObject({ uid: 1000, gid: 1000 });
    expect(accounts.get("root")?.uid).toBe(0);
  });

  it.each([
    ["userdel -r node", false],
    ["deluser node", false],
    ["deluser node audio", true],
    ["if x; then userdel node; fi", true],
    ["adduser node audio", true],
    ["addgroup node audio", true],
  ])("after %s is still there: %s", (run, expected) => {
    expect(after(run, "node:24").accounts.has("node")).toBe(expected);
  });

  it("is none where only a group is made, or the name is a variable", () => {
    const names = (run: string) => [...after(run, "scratch").accounts.keys()];
    expect(names("groupadd -g 1 app")).toEqual([]);
    expect(names("useradd $HIDDEN")).toEqual([]);
    expect(names("useradd -D -s /bin/bash")).toEqual([]);
  });

  it("of a stage comes along with it", () => {
    const { machine } = imageOf([
      "FROM debian:13 AS base",
      "RUN useradd -u 1001 app",
      "FROM base",
    ]);
    expect(machine.accounts.get("app")?.uid).toBe(1001);
  });
});

describe("the layer of a command that makes accounts", () => {
  const layer = (run: string, base = baseFor(run)) =>
    lastLayer([`FROM ${base}`, `RUN ${run}`]);
  const written = (run: string, base?: string) =>
    layer(run, base).flatMap(
      (line) =>
        /\/etc\/\w+/.exec(
          line.split(" is ")[0]?.startsWith("?") === true ? "" : line,
        ) ?? [],
    );

  it("has BusyBox's homes, with their own permissions", () => {
    expect(layer("adduser -D -u 1001 app")).toContain(
      "+ /home/app directory 2755 1001:1001",
    );
  });

  it.each(["adduser -D -H -u 1001 app", "useradd -u 1001 app"])(
    "has no home after %s",
    (run) => {
      expect(layer(run).join()).not.toContain("/home/app");
    },
  );

  it("has a home of unknown permissions where a file sets them", () => {
    expect(layer("useradd -m -u 1001 app", "debian:13")).toContain(
      "+ /home/app directory ? 1001:1001",
    );
  });

  it.each<[string, string[]]>([
    ["addgroup -g 7 app", ["/etc/group"]],
    ["adduser -D -u 1001 app", ["/etc/group", "/etc/passwd"]],
    ["useradd -u 1001 app && true", ["/etc/group", "/etc/passwd"]],
    ["usermod -u 1500 nobody", ["/etc/passwd"]],
    ["usermod -aG users nobody", ["/etc/group", "/etc/passwd"]],
  ])("has the files that %s writes", (run, expected) => {
    expect(written(run)).toEqual(expected);
  });

  it("may have anything where the command may not run", () => {
    expect(layer("if x; then useradd -m app; fi").join()).toContain(
      "? whether useradd runs is not known",
    );
  });
});
