import { NO_FILES, type OwnFiles } from "./own-files.ts";

/** A Dockerfile that builds and starts, and about which there is much to say. */
export const example: OwnFiles = {
  ...NO_FILES,
  dockerfile: {
    path: "Dockerfile",
    text: `FROM ubuntu:latest
MAINTAINER ops@example.com

ENV API_TOKEN=b41f0c9d27e84a6f
WORKDIR app
ADD . .

RUN apt-get update
RUN apt-get install -y nodejs npm
RUN npm install

EXPOSE 3000
ENTRYPOINT npm start
`,
  },
  ignore: { path: ".dockerignore", text: "node_modules\n" },
  listing: `.env
package.json
package-lock.json
server.js
`,
};
