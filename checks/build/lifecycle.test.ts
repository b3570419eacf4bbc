import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { imageOf } from "../testing/builds.ts";
import { healthOf } from "./health.ts";
import { lifecycleOf } from "./lifecycle.ts";
import { runtimeUser } from "./runtime-user.ts";
import { writesOf } from "./writes.ts";

const SLIM = "FROM node:24-slim";

describe("the start of a container", () => {
  it("has its processes and programs", () => {
    const { start } = lifecycleOf(imageOf([SLIM, 'CMD ["npm", "start"]'], {}));
    expect(start.kind).toBe("unknown");
    const found = lifecycleOf(
      imageOf(
        [
          SLIM,
          "COPY package.json start.sh /",
          "WORKDIR /",
          'ENTRYPOINT ["sh", "/start.sh"]',
        ],
        {
          "package.json": '{ "scripts": { "start": "python3 a.py" } }',
          "start.sh": "exec npm start",
        },
      ),
    );
    expect(found.start).toMatchObject({
      processes: [
        { role: "runner", name: "npm", before: [["sh", "/start.sh"]] },
        { role: "shell", name: "sh" },
        { role: "application", name: "python3" },
      ],
      programs: [
        { name: "sh", presence: "present" },
        { name: "npm", presence: "present" },
        { name: "/bin/sh", presence: "present" },
        { name: "python3", presence: "absent" },
      ],
    });
    expect(found.stop.kind).toBe("not-started");
  });

  it("leaves the engine's own init out of the programs", () => {
    const image = imageOf([SLIM, 'CMD ["node", "a.js"]']);
    const { start } = lifecycleOf(image, { init: true });
    expect(start).toMatchObject({
      processes: [{ name: "docker-init" }, { name: "node" }],
      programs: [{ name: "docker-entrypoint.sh" }, { name: "node" }],
    });
  });
});

describe("the user of a container", () => {
  it.each<[string, string, number | undefined, number | undefined]>([
    ["root where none is set", "", 0, 0],
    ["an account of the image", "USER node", 1000, 1000],
    ["a number, with the group of its account", "USER 1000", 1000, 1000],
    ["a number without an account, in the group root", "USER 4711", 4711, 0],
    ["a number and a group", "USER 4711:12", 4711, 12],
    ["a name and a group", "USER node:root", 1000, 0],
    ["a name that nothing tells", "USER app", undefined, undefined],
  ])("is %s", (_, line, uid, gid) => {
    expect(runtimeUser(imageOf([SLIM, line]))).toMatchObject({ uid, gid });
  });

  it("is not known behind a variable", () => {
    expect(runtimeUser(imageOf([SLIM, "ARG U", "USER $U"]))).toBeUndefined();
  });
});

describe("where the application writes", () => {
  const FILES: Files = {
    "server.js": `
      fs.mkdirSync("data"); fs.writeFile('/tmp/a', text, done);
      const log = fs.createWriteStream("logs/a.log"); fs.readFile("/etc/hosts");
      open("/srv/out.txt", "w"); open("/srv/in.txt", "r"); mkdir(\`\${dir}/x\`);`,
    "logs/.keep": "",
  };
  const START = 'CMD ["node", "server.js"]';
  const found = (...lines: string[]) =>
    Object.fromEntries(
      writesOf(imageOf([SLIM, "WORKDIR /app", ...lines, START], FILES)).map(
        ({ path, by, can }) => [path, `${by} ${can}`],
      ),
    );

  it("is what the text of the started file names, and nothing that it reads", () => {
    expect(found("COPY . .")).toEqual({
      "/app/data": "text yes",
      "/tmp/a": "text yes",
      "/app/logs/a.log": "text yes",
      "/srv/out.txt": "text yes",
    });
  });

  it("needs a directory of the user, or one for everyone", () => {
    expect(found("COPY . .", "USER node")).toEqual({
      "/app/data": "text no",
      "/tmp/a": "text yes",
      "/app/logs/a.log": "text no",
      "/srv/out.txt": "text no",
    });
    expect(found("COPY --chown=node:node . .", "USER node")).toMatchObject({
      "/app/data": "text no",
      "/app/logs/a.log": "text yes",
    });
  });

  it.each<[string, string[], string]>([
    ["of root that is not there", ["VOLUME /data"], "no"],
    ["of its own", ["COPY --chown=1000 logs /data", "VOLUME /data"], "yes"],
    ["of root", ["COPY logs /data", "VOLUME /data"], "no"],
    ["for everyone", ["COPY --chmod=777 logs /data", "VOLUME /data"], "yes"],
    [
      "of its group",
      ["COPY --chown=0:1000 --chmod=775 logs /data", "VOLUME /data"],
      "yes",
    ],
    [
      "of a group that it may be in",
      ["COPY --chown=0:50 --chmod=775 logs /data", "VOLUME /data"],
      "unknown",
    ],
    ["in its home", ["VOLUME /home/node"], "yes"],
    ["in the base image", ["VOLUME /var/lib/data"], "unknown"],
  ])("in a volume %s", (_, lines, can) => {
    const files = { "logs/a": "" };
    expect(
      writesOf(imageOf([SLIM, ...lines, "USER node"], files)),
    ).toMatchObject([{ by: "volume", can }]);
  });

  it("says why", () => {
    const image = imageOf(
      [SLIM, "COPY a /data/", "VOLUME /data", "USER node"],
      {
        a: "",
      },
    );
    expect(writesOf(image)[0]?.because).toBe(
      "root owns /data, and node cannot write there",
    );
  });
});

describe("whether a health check can run", () => {
  const runs = (...lines: string[]) => {
    const health = healthOf(imageOf(lines, { sh: "" }));
    return health.kind === "set" ? health.runs : undefined;
  };

  it.each<[string, string[], string]>([
    [
      "with the image's own programs",
      [SLIM, 'HEALTHCHECK CMD ["node", "a.js"]'],
      "yes",
    ],
    ["not without its program", [SLIM, "HEALTHCHECK CMD curl localhost"], "no"],
    [
      "not in the shell form without a shell",
      ["FROM gcr.io/distroless/nodejs24-debian13", "HEALTHCHECK CMD node a.js"],
      "no",
    ],
    [
      "not through a shell that is not there",
      ["FROM alpine:3.24", 'SHELL ["/bin/bash", "-c"]', "HEALTHCHECK CMD ls"],
      "no",
    ],
    [
      "through a shell that was put there",
      ["FROM scratch", "COPY sh /bin/sh", "HEALTHCHECK CMD exit 0"],
      "yes",
    ],
    [
      "as far as is known of the image",
      ["FROM team/base:1", "HEALTHCHECK CMD ls"],
      "unknown",
    ],
  ])("%s", (_, lines, kind) => {
    expect(runs(...lines)?.kind).toBe(kind);
  });
});
