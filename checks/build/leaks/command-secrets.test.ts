import { describe, expect, it } from "vitest";
import { readDockerfile } from "../../dockerfile/model.ts";
import { instructionsOf } from "../../dockerfile/queries.ts";
import { commandsOf } from "../run.ts";
import { secretsInCommand } from "./command-secrets.ts";

const GITHUB = `ghp_${"a".repeat(36)}`;

/** What the commands of a RUN spell out. */
function spelled(text: string): readonly string[] {
  const { stages } = readDockerfile(
    { Dockerfile: `FROM node:24\nRUN ${text}` },
    "Dockerfile",
  );
  return stages.flatMap((stage) =>
    [...instructionsOf(stage, "RUN")].flatMap((run) =>
      commandsOf(run).flatMap(({ plain, command }) =>
        [...secretsInCommand(plain, command)].map(({ what }) => what),
      ),
    ),
  );
}

describe("a command spells out", () => {
  it.each([
    ["NPM_TOKEN=abc npm ci", "the value of NPM_TOKEN"],
    ["export DB_PASSWORD=hunter2", "the value of DB_PASSWORD"],
    ["env DB_PASSWORD='hunter2' ./setup.sh", "the value of DB_PASSWORD"],
    [`env T=${GITHUB} ./setup.sh`, "a GitHub token that setup.sh gets"],
    [`T=${GITHUB} ./setup.sh`, "a GitHub token in T"],
    ["echo 'DB_PASSWORD=hunter2' > .env", "the value of DB_PASSWORD"],
    ["printf 'A=b\\nAPI_KEY=abc\\n' > .env", "the value of API_KEY"],
    [
      "echo //registry.npmjs.org/:_authToken=abc > ~/.npmrc",
      "a registry token that echo gets",
    ],
    [
      "npm config set //registry.npmjs.org/:_authToken=abc",
      "a registry token that npm gets",
    ],
    [
      "npm config set //registry.npmjs.org/:_authToken abc",
      "the value of _authToken",
    ],
    [
      "aws configure set aws_secret_access_key abc",
      "the value of aws_secret_access_key",
    ],
    [
      "git clone https://user:token@github.com/a/b.git",
      "a password in an address that git gets",
    ],
    [
      "pip install --index-url https://user:pw@pypi.example.com/simple a",
      "a password in an address that pip gets",
    ],
    [
      'curl -H "Authorization: Bearer abc" https://example.com',
      "the header Authorization that curl sends",
    ],
    [
      "wget --header='X-Api-Key: abc' https://example.com",
      "the header X-Api-Key that wget sends",
    ],
    [
      'git config --global http.extraheader "AUTHORIZATION: basic abc"',
      "the header AUTHORIZATION that git sends",
    ],
    ["curl -u app:abc https://example.com", "the login that curl sends"],
    [
      'echo "machine git.example.com login ci password hunter2" > /root/.netrc && curl -n https://git.example.com && rm /root/.netrc',
      "the password that echo gets",
    ],
    [
      "echo machine git.example.com login ci password hunter2 > ~/.netrc",
      "the password that echo gets",
    ],
    [
      "cat <<E > ~/.netrc\nmachine git.example.com\nlogin ci\npassword hunter2\nE",
      "the password that cat gets",
    ],
    ["wget --password=abc https://example.com", "the value of password"],
    ["docker login -u app -p abc", "what docker gets with -p"],
    ["vault login --token abc", "what vault gets with --token"],
    [
      'sh -c "true" && psql "postgres://app:abc@db/app"',
      "a password in an address that psql gets",
    ],
    [
      "cat <<E > /app/.env\nA=b\nDB_PASSWORD=hunter2\nE",
      "the value of DB_PASSWORD",
    ],
    ['["curl", "-u", "app:abc", "https://a"]', "the login that curl sends"],
  ])("%s: %s", (text, what) => {
    expect(spelled(text)).toEqual([what]);
  });
});

describe("a command spells out nothing:", () => {
  it.each([
    'NPM_TOKEN="$TOKEN" npm ci',
    "NPM_TOKEN=$(cat /run/secrets/npm) npm ci",
    'TOKEN="`cat /run/secrets/npm`" npm ci',
    "export API_KEY=/run/secrets/key PORT=3000",
    "API_KEY= npm run build",
    "SECRET_KEY=dummy npm run build",
    "echo '//registry.npmjs.org/:_authToken=${NPM_TOKEN}' > .npmrc",
    'echo "//registry.npmjs.org/:_authToken=\\${NPM_TOKEN}" > .npmrc',
    'echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc',
    "printf '//registry.npmjs.org/:_authToken=%s' \"$T\" > .npmrc",
    "npm config set //registry.npmjs.org/:_authToken $NPM_TOKEN",
    "npm config set //registry.npmjs.org/:_authToken '${NPM_TOKEN}'",
    "git clone https://$USER:$TOKEN@github.com/a/b.git",
    "git clone https://x:$(cat /run/secrets/t)@github.com/a/b.git",
    "git clone git@github.com:a/b.git",
    "printf 'https://app:%s@example.com' \"$T\"",
    'curl -H "Authorization: Bearer $TOKEN" https://example.com',
    "curl -H 'Authorization: Bearer <token>' https://example.com",
    "curl -H 'Accept: application/json' https://example.com",
    'curl -u "$USER:$PASSWORD" https://example.com',
    "curl -u app https://example.com",
    "curl -u app: https://example.com",
    "vault login --token --no-store",
    "docker login -u app --password-stdin registry.example.com",
    "apt-get install -y passwd=1:4.17.4-2",
    "pip install token==1.0",
    'echo "machine git.example.com login ci password $P" > ~/.netrc',
    'echo "machine git.example.com login ci password ${P}" > ~/.netrc',
    'printf "machine %s login %s password %s" "$H" "$U" "$P" > ~/.netrc',
    "echo the machine has no login and no password",
    "adduser --disabled-password app",
    "mkdir -p /app",
    "cmake -DENABLE_TOKEN=yes .",
    "grep -q password= /etc/app.conf",
    "sed -i 's/password=.*/password=x/' /etc/app.conf",
    "cat <<E > /app/.env\nDB_PASSWORD=$DB_PASSWORD\nAPI_KEY=$(cat /run/secrets/k)\nE",
    '["sh", "-c", "curl -u $LOGIN https://a"]',
  ])("%s", (text) => {
    expect(spelled(text)).toEqual([]);
  });
});
