import { describe, expect, it } from "vitest";
import {
  assignedSecret,
  hasSecretName,
  isHarmlessValue,
  isLiteral,
  secretByName,
  secretFile,
  secretInLine,
  secretInText,
  secretVariable,
} from "./secrets.ts";

describe("a name of a credential", () => {
  it.each([
    "PASSWORD",
    "DB_PASSWORD",
    "mysql-root-password",
    "NPM_TOKEN",
    "API_KEY",
    "APIKEY",
    "apiKey",
    "DBPassword",
    "AWS_SECRET_ACCESS_KEY",
    "SSH_PRIVATE_KEY",
    "CLIENT_SECRET",
    "GIT_CREDENTIALS",
    "AWS_ACCESS_KEY_ID",
    "auth",
    "NPM_AUTH",
  ])("is %s", (name) => {
    expect(hasSecretName(name)).toBe(true);
  });

  it.each([
    "PASSWORD_FILE",
    "SECRET_NAME",
    "TOKEN_URL",
    "TOKEN_TTL",
    "PUBLIC_KEY",
    "PASSWORD_MIN_LENGTH",
    "SECRETS_DIR",
    "TOKENIZERS_PARALLELISM",
    "SECRETARY",
    "AUTHOR",
    "AUTH_TYPE",
    "KEYBOARD",
    "NODE_ENV",
    "COMPASS",
    "",
  ])("is not %j", (name) => {
    expect(hasSecretName(name)).toBe(false);
  });
});

describe("a value that cannot be a credential", () => {
  it.each([
    "",
    " ",
    "/run/secrets/db",
    "./cert",
    "~/.ssh",
    "3000",
    "true",
    "None",
    "your-token-here",
    "replace-me",
    "TODO",
    "<token>",
    "%s",
    "{{ token }}",
    "...",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  ])("is %j", (value) => {
    expect(isHarmlessValue(value)).toBe(true);
  });

  it.each(["hunter2", "changeme", "yours", "12345678", "/a b", "a/b"])(
    "is not %j",
    (value) => {
      expect(isHarmlessValue(value)).toBe(false);
    },
  );
});

describe("the form of a credential", () => {
  it.each([
    [`AKIA${"A".repeat(16)}`, "an AWS access key"],
    [`token: ghp_${"a".repeat(36)}`, "a GitHub token"],
    [`github_pat_${"a".repeat(22)}`, "a GitHub token"],
    [`glpat-${"a".repeat(20)}`, "a GitLab token"],
    [`npm_${"a".repeat(36)}`, "an npm token"],
    ["xoxb-1234567890", "a Slack token"],
    [`sk_live_${"a".repeat(16)}`, "a Stripe key"],
    [`AIza${"a".repeat(35)}`, "a Google API key"],
    ["-----BEGIN PRIVATE KEY-----", "a private key"],
    ["-----BEGIN OPENSSH PRIVATE KEY-----", "a private key"],
    ["postgres://app:hunter2@db/app", "a password in an address"],
  ])("%s is %s", (text, kind) => {
    expect(secretInText(text)).toBe(kind);
  });

  it.each([
    "AKIA",
    "ghp_short",
    "-----BEGIN PUBLIC KEY-----",
    "postgres://db:5432/app",
    "postgres://user:password@db/app",
    "postgres://app:${PASSWORD}@db/app",
    "https://user@example.com/",
    "git@github.com:a/b.git",
    "sk_test_aaaaaaaaaaaaaaaa",
    "https://app:%s@example.com",
    "https://<user>:<password>@example.com",
    "https://app:{{ password }}@example.com",
    "https://app:****@example.com",
  ])("is not that of %s", (text) => {
    expect(secretInText(text)).toBeUndefined();
  });
});

describe("a line of settings with a token", () => {
  it.each([
    "//registry.npmjs.org/:_authToken=abc",
    '_auth="abc"',
    "echo //a/:_password=abc",
    "npmAuthToken=abc",
  ])("is %s", (line) => {
    expect(secretInLine(line)).toBe("a registry token");
  });

  it.each([
    "//registry.npmjs.org/:_authToken=${NPM_TOKEN}",
    '//registry.npmjs.org/:_authToken="$NPM_TOKEN"',
    "//registry.npmjs.org/:_authToken=\\${NPM_TOKEN}",
    "//registry.npmjs.org/:_authToken=%s",
    "//registry.npmjs.org/:_authToken=<token>",
    "http_auth=basic",
    "npm config set //registry.npmjs.org/:_authToken",
  ])("is not %s", (line) => {
    expect(secretInLine(line)).toBeUndefined();
  });
});

describe("a line that gives a credential a value", () => {
  it.each([
    ["DB_PASSWORD=hunter2", "DB_PASSWORD"],
    ["  export API_KEY = 'abc'", "API_KEY"],
    ["api-key=abc", "api-key"],
  ])("is %s", (line, name) => {
    expect(assignedSecret(line)).toBe(name);
  });

  it.each([
    "PORT=3000",
    "DB_PASSWORD=",
    "DB_PASSWORD=$PASSWORD",
    "DB_PASSWORD=${PASSWORD:-}",
    "DB_PASSWORD=$(cat /run/secrets/db)",
    "DB_PASSWORD=`cat /run/secrets/db`",
    "token==1.0",
    "# DB_PASSWORD=hunter2",
  ])("is not %s", (line) => {
    expect(assignedSecret(line)).toBeUndefined();
  });
});

it.each([
  ["abc", true],
  ["$abc def", true],
  ["$ABC", false],
  ["${ABC}", false],
  ["", false],
])("%j is a value itself: %s", (value, expected) => {
  expect(isLiteral(value)).toBe(expected);
});

it.each([
  ["DB_PASSWORD", "hunter2", "its value"],
  ["DB_PASSWORD", undefined, "its value"],
  ["X", `ghp_${"a".repeat(36)}`, "a GitHub token"],
  ["DB_PASSWORD", "/run/secrets/db", undefined],
  ["PORT", "hunter2", undefined],
  ["PORT", undefined, undefined],
])("a variable %s of value %j tells %s", (name, value, expected) => {
  expect(secretVariable(name, value)).toBe(expected);
});

describe("a file of credentials", () => {
  it.each([
    [".env", "DB_PASSWORD=hunter2", "credentials"],
    ["config/.env.production", "export API_KEY='abc'", "credentials"],
    [".npmrc", "//registry.npmjs.org/:_authToken=abc", "a registry token"],
    [
      ".npmrc",
      "//a/:_authToken=${TOKEN}\n//b/:_authToken=abc",
      "a registry token",
    ],
    [".yarnrc.yml", "npmAuthToken: abc", "a registry token"],
    [".pypirc", "[pypi]\npassword = abc", "a registry token"],
    [".netrc", "machine a login b password c", "credentials"],
    ["home/.ssh/id_ed25519", "anything", "a private key"],
    [".aws/credentials", "[default]", "credentials"],
    ["certs/server.key", "0123456789abcdef".repeat(4), "a key"],
    ["certs/server.p12", "binary", "private keys"],
    ["certs/server.pem", "-----BEGIN RSA PRIVATE KEY-----", "a private key"],
    [".env", "DATABASE_URL=postgres://a:b@c/d", "a password in an address"],
    ["deploy.sh", `TOKEN=ghp_${"a".repeat(36)}`, "a GitHub token"],
    ["report.sh", "#!/bin/sh\nexport PGPASSWORD=hunter2\npsql", "credentials"],
    [
      "bin/report",
      "#!/usr/bin/env bash\nDB_PASSWORD='hunter2'; psql",
      "credentials",
    ],
    ["report.sh", "#!/bin/sh\nPGPASSWORD=hunter2 psql", "credentials"],
    [
      "service-account.json",
      '{ "private_key": "-----BEGIN PRIVATE KEY-----\\nMIIE" }',
      "a private key",
    ],
    [
      "long.sh",
      `${"# a\n".repeat(1000)}ghp_${"a".repeat(36)}`,
      "a GitHub token",
    ],
  ])("is %s with %j", (path, text, kind) => {
    expect(secretFile(path, text)).toBe(kind);
  });

  it.each([
    [".env.example", "DB_PASSWORD=changeme"],
    ["a.sh", "#!/bin/sh\nexport PGPASSWORD=$(cat /run/secrets/db)"],
    ["a.sh", '#!/bin/sh\nPGPASSWORD="$(cat "$FILE")" psql'],
    ["a.sh", "#!/bin/sh\nPGPASSWORD=${PGPASSWORD:-postgres}"],
    ["a.sh", "#!/bin/sh\nDB_PASSWORD=changeme"],
    ["a.sh", "#!/bin/sh\nPASSWORD_FILE=hunter2\n# PASSWORD=hunter2"],
    ["a.sh", "#!/bin/sh\nKEY=/etc/ssl/key TOKEN="],
    ["test/a.sh", "#!/bin/sh\nexport PGPASSWORD=hunter2"],
    ["a.py", "#!/usr/bin/env python3\nPASSWORD=hunter2"],
    [".env", "PORT=3000\nDB_PASSWORD="],
    [".env", "DB_PASSWORD=${PASSWORD}"],
    [".env", "DB_PASSWORD=$(pass db)"],
    [".env", ""],
    [".env", undefined],
    [".npmrc", "engine-strict=true"],
    [".npmrc", "//a/:_authToken=${TOKEN}"],
    [".yarnrc.yml", 'npmAuthToken: "${TOKEN}"'],
    ["id_rsa.pub", "ssh-rsa AAAA"],
    ["certs/ca.pem", "-----BEGIN CERTIFICATE-----"],
    ["nodesource.key", "-----BEGIN PGP PUBLIC KEY BLOCK-----"],
    ["environment.ts", "export const a = 1"],
    ["README.md", "set DB_PASSWORD=..."],
  ])("is not %s with %j", (path, text) => {
    expect(secretFile(path, text)).toBeUndefined();
  });
});

describe("a file of credentials by its name alone", () => {
  it.each([
    ["home/.ssh/id_rsa", "a private key"],
    [".netrc", "credentials"],
  ])("is %s", (path, kind) => {
    expect(secretByName(path)).toBe(kind);
  });

  it.each([".env", ".npmrc", "server.pem", "id_rsa.pub", "README.md"])(
    "is not %s, whose text decides",
    (path) => {
      expect(secretByName(path)).toBeUndefined();
    },
  );
});
