import { describe, expect, it } from "vitest";
import { buildOf } from "../../testing/builds.ts";
import { secretsWrittenBy } from "./written.ts";

/** The files with secrets that a RUN leaves behind, after ARG NPM_TOKEN. */
function left(run: string, ...before: readonly string[]): readonly string[] {
  const { stages, context } = buildOf(
    ["FROM node:24", "ARG NPM_TOKEN", "WORKDIR /app", ...before, `RUN ${run}`],
    { ".npmrc": "//a/:_authToken=abc", "package.json": "{}" },
  );
  return stages.flatMap(({ steps, machine }) =>
    steps.flatMap((step) =>
      secretsWrittenBy(step, context, machine).map(
        ({ path, shown, what }) => `${path ?? `somewhere, ${shown}`}: ${what}`,
      ),
    ),
  );
}
const LINE = '"//registry.npmjs.org/:_authToken=$NPM_TOKEN"';
const SECRET = "--mount=type=secret,id=npm";

describe("a RUN leaves a secret in a file", () => {
  it.each([
    [`echo ${LINE} > .npmrc && npm ci`, "/app/.npmrc: the value of NPM_TOKEN"],
    [`echo ${LINE} >> ~/.npmrc`, "/root/.npmrc: the value of NPM_TOKEN"],
    [`echo ${LINE} > "$HOME/.npmrc"`, "/root/.npmrc: the value of NPM_TOKEN"],
    [
      `cd /srv && printf ${LINE} > .npmrc`,
      "/srv/.npmrc: the value of NPM_TOKEN",
    ],
    [`echo ${LINE} | tee -a /etc/npmrc`, "/etc/npmrc: the value of NPM_TOKEN"],
    [
      'echo "$NPM_TOKEN" | base64 -d > /app/key',
      "/app/key: the value of NPM_TOKEN",
    ],
    [
      `echo ${LINE} > $DIRECTORY/.npmrc`,
      "somewhere, $DIRECTORY/.npmrc: the value of NPM_TOKEN",
    ],
    [
      "cat <<E > .npmrc\n//registry.npmjs.org/:_authToken=${NPM_TOKEN}\nE",
      "/app/.npmrc: the value of NPM_TOKEN",
    ],
    [
      `${SECRET} cat /run/secrets/npm > /app/token`,
      "/app/token: the secret npm",
    ],
    [
      `${SECRET} cp /run/secrets/npm /root/.npmrc && npm ci`,
      "/root/.npmrc: the secret npm",
    ],
    [`${SECRET},target=/s cp /s /etc/`, "/etc/s: the secret npm"],
    [`${SECRET},target=/s cp /s /etc`, "/etc/s: the secret npm"],
    [
      `${SECRET} cp /run/secrets/npm key && mv key /srv/key`,
      "/srv/key: the secret npm",
    ],
    [
      `echo ${LINE} > .npmrc && npm ci && npm rm left-pad && git rm old`,
      "/app/.npmrc: the value of NPM_TOKEN",
    ],
    [
      `${SECRET},env=T npm config set //a/:_authToken $T`,
      "/root/.npmrc: the secret npm",
    ],
    [
      `${SECRET},env=T npm ci --//npm.example.com/:_authToken=$T`,
      "/root/.npm/_logs: the secret npm",
    ],
    [
      `${SECRET} T=$(cat /run/secrets/npm); npm install "--//npm.example.com/:_authToken=$T"`,
      "/root/.npm/_logs: the secret npm",
    ],
    [
      `${SECRET} export T=$(cat /run/secrets/npm) && npm config set //a/:_authToken=$T`,
      "/root/.npmrc: the secret npm",
    ],
    [
      `${SECRET} T=$(cat /run/secrets/npm); echo "$T" > key`,
      "/app/key: the secret npm",
    ],
    [
      "git clone https://x:$NPM_TOKEN@github.com/a/b.git",
      "/app/b/.git/config: the value of NPM_TOKEN",
    ],
    [
      "git clone https://x:abc@github.com/a/b.git /src",
      "/src/.git/config: a password in an address",
    ],
    [
      'git config --global url."https://x:$NPM_TOKEN@github.com/".insteadOf https://github.com/',
      "/root/.gitconfig: the value of NPM_TOKEN",
    ],
    [
      'git config url."https://x:$NPM_TOKEN@github.com/".insteadOf https://github.com/',
      "/app/.git/config: the value of NPM_TOKEN",
    ],
    [
      `pip config set global.index-url "https://x:$NPM_TOKEN@pypi.example.com/"`,
      "/root/.config/pip/pip.conf: the value of NPM_TOKEN",
    ],
    [
      "--mount=type=bind,source=.npmrc,target=/mnt/npmrc cp /mnt/npmrc /root/.npmrc",
      "/root/.npmrc: a registry token of .npmrc",
    ],
    [
      `echo ${LINE} > .npmrc && npm ci && rm package-lock.json /var/lib/apt/lists/*`,
      "/app/.npmrc: the value of NPM_TOKEN",
    ],
  ])("%s", (run, expected) => {
    expect(left(run)).toEqual([expected]);
  });

  it("in the home directory that HOME names", () => {
    expect(left(`echo ${LINE} > ~/.npmrc`, "ENV HOME=/srv/app")).toEqual([
      "/srv/app/.npmrc: the value of NPM_TOKEN",
    ]);
  });

  it("in the home directory of its user", () => {
    expect(left(`echo ${LINE} > ~/.npmrc`, "USER node")).toEqual([
      "/home/node/.npmrc: the value of NPM_TOKEN",
    ]);
  });
});

describe("a RUN leaves nothing:", () => {
  it.each([
    // npm hides what looks like a token of its own registry.
    `${SECRET},env=T npm ci --//registry.npmjs.org/:_authToken=$T`,
    `${SECRET},env=T npm ci --logs-max=0 --//npm.example.com/:_authToken=$T`,
    `${SECRET},env=T npm ci --//npm.example.com/:_authToken=$T && rm -rf ~/.npm`,
    `--mount=type=cache,target=/root/.npm ${SECRET},env=T npm ci --//npm.example.com/:_authToken=$T`,
    "npm ci",
    `${SECRET},target=/root/.npmrc npm ci`,
    `${SECRET} npm ci --token=$(cat /run/secrets/npm)`,
    `${SECRET} cat /run/secrets/npm | npm login`,
    `${SECRET} cat /run/secrets/npm > /dev/null`,
    `${SECRET},env=T curl -H "Authorization: Bearer $T" https://a > out.json`,
    `${SECRET} git -c http.extraheader="Authorization: Bearer $(cat /run/secrets/npm)" clone https://a/b`,
    `${SECRET} cat /run/secrets/npm.pub > /app/key`,
    'echo "$NPM_TOKEN" > /dev/null; cat package.json > copy.json',
    'echo "\\${NPM_TOKEN} is read from $HOME" > .npmrc',
    `echo ${LINE} > .npmrc && npm ci && rm -f .npmrc`,
    `echo ${LINE} > ~/.npmrc && npm ci; rm ~/.npmrc`,
    `echo ${LINE} > ~/.npmrc && npm ci && rm /root/.npmrc`,
    `echo ${LINE} > /srv/.npmrc && npm ci && rm -rf /srv`,
    `echo ${LINE} > .npmrc && npm ci && rm .np*`,
    `trap 'rm -f .npmrc' EXIT; echo ${LINE} > .npmrc && npm ci`,
    `echo ${LINE} > $D/.npmrc && npm ci && rm $D/.npmrc`,
    `${SECRET},env=T npm config set //a/:_authToken $T && npm ci && npm config delete //a/:_authToken`,
    "git clone https://x:$NPM_TOKEN@github.com/a/b.git /src && rm -rf /src/.git",
    "git config --global url.a.insteadOf b && git config --global --unset url.a.insteadOf",
    `--mount=type=tmpfs,target=/srv echo ${LINE} > /srv/.npmrc`,
    "echo '//registry.npmjs.org/:_authToken=${NPM_TOKEN}' > .npmrc",
    'echo "//registry.npmjs.org/:_authToken=\\${NPM_TOKEN}" > .npmrc',
    "cat <<'E' > .npmrc\n//registry.npmjs.org/:_authToken=${NPM_TOKEN}\nE",
    "echo $NODE_VERSION > version",
    "--mount=type=bind,target=/src cp /src/package.json .",
  ])("%s", (run) => {
    expect(left(run)).toEqual([]);
  });
});
