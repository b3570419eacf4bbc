import { casesOf } from "./table.ts";

const files = {
  "a.txt": "a\n",
  "src/app.js": "app\n",
  "src/lib/deep.js": "deep\n",
};

/** RUN with each type of mount. */
export const mountCases = casesOf("mount", files, {
  "a bind of the context": [
    "RUN --mount=type=bind,target=/ctx cp /ctx/a.txt /x",
  ],
  "a bind of a file": [
    "RUN --mount=type=bind,source=a.txt,target=/in/a.txt cp /in/a.txt /x",
  ],
  "a bind of a stage": [
    "FROM alpine:3.24 AS one",
    "COPY src /out",
    "FROM alpine:3.24",
    "RUN --mount=type=bind,from=one,source=/out,target=/in cp /in/app.js /x",
  ],
  "a bind without a type": ["RUN --mount=target=/ctx cp /ctx/a.txt /x"],
  "a bind that is written to": [
    "RUN --mount=type=bind,target=/ctx,rw touch /ctx/new /x",
  ],
  "a bind leaves its directory": ["RUN --mount=type=bind,target=/p/q true"],
  "a bind on a directory of the image": [
    "COPY src /d",
    "RUN --mount=type=bind,source=src,target=/d,rw rm /d/app.js",
  ],
  "a cache": ["RUN --mount=type=cache,target=/cache touch /cache/x /y"],
  "a cache leaves its directory": ["RUN --mount=type=cache,target=/p/q true"],
  "a cache with owner and mode": [
    "RUN --mount=type=cache,target=/cache,uid=5,gid=6,mode=700 touch /cache/x",
  ],
  "a cache in a home": [
    "FROM node:24-slim",
    "USER node",
    "RUN --mount=type=cache,target=/home/node/.npm,uid=1000 touch /home/node/.npm/x /home/node/y",
  ],
  "a cache below the working directory": [
    "WORKDIR /app",
    "RUN --mount=type=cache,target=cache touch cache/x y",
  ],
  "a tmpfs": ["RUN --mount=type=tmpfs,target=/t touch /t/x /y"],
  "a secret": {
    lines: [
      "RUN --mount=type=secret,id=token cat /run/secrets/token > /dev/null",
    ],
    secrets: { token: "s3cret" },
  },
  "a secret with a target": {
    lines: [
      "RUN --mount=type=secret,id=token,target=/etc/token cat /etc/token > /dev/null",
    ],
    secrets: { token: "s3cret" },
  },
  "a secret as a variable": {
    lines: [
      'RUN --mount=type=secret,id=token,env=TOKEN test "$TOKEN" = s3cret',
    ],
    secrets: { token: "s3cret" },
  },
  "a secret that is not given": [
    "RUN --mount=type=secret,id=token test ! -f /run/secrets/token",
  ],
  "a secret that is required and not given fails": [
    "RUN --mount=type=secret,id=token,required=true touch /x",
  ],
  "a secret that is copied is in the layer": {
    lines: ["RUN --mount=type=secret,id=token cp /run/secrets/token /x"],
    secrets: { token: "s3cret" },
  },
  "two mounts": [
    "RUN --mount=type=cache,target=/c --mount=type=bind,target=/ctx cp /ctx/a.txt /c/ && touch /x",
  ],
});
