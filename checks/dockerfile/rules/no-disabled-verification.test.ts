import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-disabled-verification.ts";

const certificate = (at: string, by: string, tool: string): string =>
  `${at} ${by} makes ${tool} accept any certificate, so whoever sits between it and the server can replace what it fetches.`;
const signature = (at: string, by: string, tool: string): string =>
  `${at} ${by} makes ${tool} install packages whose signature nobody checked, so a changed package gets in unseen.`;
const run = (command: string): string => `FROM debian:13-slim\nRUN ${command}`;

testRule(rule, {
  good: {
    "downloads as they should be": run(
      "curl -fsSLo a https://a && wget -qO b https://b && pip install -r c && npm ci",
    ),
    "a file name that has a k": run("curl -okey https://a -o key2 https://b"),
    "a value that looks like the option": run("curl -o -k https://a"),
    "the option of another command": run("curl https://a | grep -k --insecure"),
    "only its own machine": run(
      "curl -k https://localhost:8443/health && wget --no-check-certificate https://127.0.0.1/",
    ),
    "words that are printed": run("echo 'never use curl --insecure'"),
    "a setting that is printed": run("echo gpgcheck=0"),
    "settings with the check on": run(
      "npm config set strict-ssl true && git config --global http.sslVerify true && dnf --setopt=gpgcheck=1 install -y a",
    ),
    "packages that are called like a setting": run(
      "npm install strict-ssl false",
    ),
    "a question for a setting": run("npm config get strict-ssl || false"),
    "a query of rpm": run("rpm -qp --nosignature a.rpm"),
    "variables with the check on": `FROM node:24\nENV NODE_TLS_REJECT_UNAUTHORIZED=1 NPM_CONFIG_STRICT_SSL=true PIP_TRUSTED_HOST=`,
    "variables with other names": `FROM node:24\nENV MY_PIP_TRUSTED_HOST=a PIP_TRUSTED_HOSTS=b`,
    "an ARG without a default": `FROM node:24\nARG GIT_SSL_NO_VERIFY\nARG PIP_TRUSTED_HOST`,
    "a value that is not known": `FROM node:24\nARG TLS\nENV NODE_TLS_REJECT_UNAUTHORIZED=$TLS`,
    "a variable that is taken away": run("unset GIT_SSL_NO_VERIFY"),
    "a shell that is not POSIX": `FROM x\nSHELL ["pwsh", "-c"]\nRUN curl -k https://a`,
  },
  bad: {
    "curl by a letter": {
      on: run("curl -k https://a"),
      says: [certificate("2:10", "-k", "curl")],
    },
    "curl by a letter in a group, before one with a value": {
      on: run("curl -fsSLko a https://a"),
      says: [certificate("2:10", "-fsSLko", "curl")],
    },
    "curl by its long option, over lines": {
      on: run("apt-get update \\\n && curl \\\n    --insecure https://a"),
      says: [certificate("4:5", "--insecure", "curl")],
    },
    "behind sudo and in a subshell": {
      on: run("(cd /tmp && sudo -E curl -Lk https://a)"),
      says: [certificate("2:30", "-Lk", "curl")],
    },
    "in the text of another shell": {
      on: run("bash -ec 'curl -k https://a'"),
      says: [certificate("2:14", "-k", "curl")],
    },
    "the exec form": {
      on: 'FROM debian:13\nRUN ["wget", "--no-check-certificate", "https://a"]',
      says: [certificate("2:14", "--no-check-certificate", "wget")],
    },
    "in a here-document": {
      on: "FROM debian:13\nRUN <<EOF\nset -e\ncurl -k https://a\nEOF",
      says: [certificate("4:6", "-k", "curl")],
    },
    "kept by ONBUILD": {
      on: "FROM debian:13\nONBUILD RUN curl -k https://a",
      says: [certificate("2:18", "-k", "curl")],
    },
    "its own machine and another": {
      on: run("curl -k https://localhost https://a"),
      says: [certificate("2:10", "-k", "curl")],
    },
    "pip, however it is called": {
      on: run(
        "pip3 install --trusted-host=a b && python3 -m pip install --trusted-host a b",
      ),
      says: [
        certificate("2:18", "--trusted-host=a", "pip"),
        certificate("2:63", "--trusted-host", "pip"),
      ],
    },
    "npm by its settings": {
      on: run(
        'npm config set "strict-ssl" false -g; npm set strict-ssl=false; yarn config set strict-ssl false',
      ),
      says: [
        certificate("2:20", "strict-ssl false", "npm"),
        certificate("2:51", "strict-ssl=false", "npm"),
        certificate("2:85", "strict-ssl false", "yarn"),
      ],
    },
    "npm under a condition": {
      on: run('if [ -n "$P" ]; then npm config set strict-ssl  false; fi'),
      says: [certificate("2:41", "strict-ssl false", "npm")],
    },
    "apt and its options": {
      on: run(
        "apt-get install -y --allow-unauthenticated a; apt-get --force-yes install b; apt-get -o Acquire::https::Verify-Peer=false update",
      ),
      says: [
        signature("2:24", "--allow-unauthenticated", "apt-get"),
        signature("2:59", "--force-yes", "apt-get"),
        certificate("2:93", "Acquire::https::Verify-Peer=false", "apt-get"),
      ],
    },
    "dnf, tdnf, rpm and apk": {
      on: run(
        "dnf install -y --nogpgcheck a; tdnf install -y a --nogpgcheck; rpm -i --nodigest a.rpm; apk add --allow-untrusted a.apk",
      ),
      says: [
        signature("2:20", "--nogpgcheck", "dnf"),
        signature("2:54", "--nogpgcheck", "tdnf"),
        signature("2:75", "--nodigest", "rpm"),
        signature("2:101", "--allow-untrusted", "apk"),
      ],
    },
    "the settings of yum, with a pattern and quotes": {
      on: run(
        `yum-config-manager --save --setopt=\\*.sslverify='False' && dnf config-manager --setopt="epel.sslverify=0" --save`,
      ),
      says: [
        certificate("2:31", "--setopt=*.sslverify=False", "yum-config-manager"),
        certificate("2:83", "--setopt=epel.sslverify=0", "dnf"),
      ],
    },
    "git by its settings": {
      on: run(
        "git config --global http.sslVerify false && git -c http.sslVerify=0 clone https://a",
      ),
      says: [
        certificate("2:25", "http.sslVerify false", "git"),
        certificate("2:56", "http.sslVerify=0", "git"),
      ],
    },
    "settings that are written into files": {
      on: run(
        `echo 'Acquire::https::Verify-Peer "false";' > /etc/apt/apt.conf.d/99x && echo "deb [arch=amd64 trusted=yes] https://a ./" | tee /etc/apt/sources.list.d/a.list`,
      ),
      says: [
        certificate("2:10", 'Acquire::https::Verify-Peer "false";', "apt"),
        signature("2:83", "[arch=amd64 trusted=yes]", "apt"),
      ],
    },
    "a repository in a here-document": {
      on: "FROM fedora:43\nRUN cat > /etc/yum.repos.d/a.repo <<EOF\n[a]\nbaseurl=https://a\ngpgcheck=0\nEOF",
      says: [signature("2:35", "gpgcheck=0", "dnf")],
    },
    "variables of the image": {
      on: "FROM node:24\nENV LANG=C NODE_TLS_REJECT_UNAUTHORIZED=0\nENV npm_config_strict_ssl false\nARG PIP_TRUSTED_HOST=pypi.org\nENV PYTHONHTTPSVERIFY='0'",
      says: [
        certificate("2:12", "NODE_TLS_REJECT_UNAUTHORIZED=0", "Node.js"),
        certificate("3:5", "npm_config_strict_ssl=false", "npm"),
        certificate("4:5", "PIP_TRUSTED_HOST=pypi.org", "pip"),
        certificate("5:5", "PYTHONHTTPSVERIFY=0", "Python 2.7"),
      ],
    },
    "variables of a command": {
      on: run(
        "A=1 NODE_TLS_REJECT_UNAUTHORIZED='0' node a.js; export GIT_SSL_NO_VERIFY=1; env PIP_TRUSTED_HOST=a pip install b",
      ),
      says: [
        certificate("2:9", "NODE_TLS_REJECT_UNAUTHORIZED=0", "Node.js"),
        certificate("2:60", "GIT_SSL_NO_VERIFY=1", "git"),
        certificate("2:85", "PIP_TRUSTED_HOST=a", "pip"),
      ],
    },
    "git looks at no value": {
      on: "FROM debian:13\nARG OFF\nENV GIT_SSL_NO_VERIFY=$OFF\nENV GIT_SSL_NO_VERIFY=0",
      says: [
        certificate("3:5", "GIT_SSL_NO_VERIFY", "git"),
        certificate("4:5", "GIT_SSL_NO_VERIFY=0", "git"),
      ],
    },
  },
});

it("a finding of no-disabled-verification answers the rule of its own tool", () => {
  const findings = lint(
    {
      Dockerfile: run(
        "curl -k https://a; wget --no-check-certificate https://a; apk add --allow-untrusted a; git config http.sslVerify 0",
      ),
    },
    { rules: [rule] },
  );
  expect(findings.map(({ sameAs }) => sameAs)).toEqual([
    ["checkov/CKV2_DOCKER_2"],
    ["checkov/CKV2_DOCKER_3"],
    ["checkov/CKV2_DOCKER_7"],
    [],
  ]);
});

it.each([
  ["curl --insecure https://a", "--insecure"],
  ["curl --proxy-insecure https://a", "--proxy-insecure"],
  ["curl -sk https://a", "-sk"],
  ["wget --no-check-certificate https://a", "--no-check-certificate"],
  ["aria2c --check-certificate=false https://a", "--check-certificate=false"],
  ["pip install --trusted-host a b", "--trusted-host"],
  ["pip config set global.trusted-host a", "global.trusted-host a"],
  ["uv pip install --allow-insecure-host a b", "--allow-insecure-host"],
  ["npm --strict-ssl=false ci", "--strict-ssl=false"],
  ["pnpm i --no-strict-ssl", "--no-strict-ssl"],
  ["yarn config set enableStrictSsl false", "enableStrictSsl false"],
  ["dnf5 install -y --no-gpgchecks a", "--no-gpgchecks"],
  ["yum --setopt=a.gpgcheck=0 install -y a", "--setopt=a.gpgcheck=0"],
  ["microdnf --setopt=sslverify=no install a", "--setopt=sslverify=no"],
  ["zypper --no-gpg-checks install -y a", "--no-gpg-checks"],
  ["rpm -i --nofiledigest a.rpm", "--nofiledigest"],
  ["rpm -i --noverify a.rpm", "--noverify"],
  ["apk --allow-untrusted add a", "--allow-untrusted"],
  ["apt install --allow-unauthenticated a", "--allow-unauthenticated"],
  ["apt-get --force-yes install a", "--force-yes"],
  [
    "apt-get -oAPT::Get::AllowUnauthenticated=true install a",
    "-oAPT::Get::AllowUnauthenticated=true",
  ],
  [
    "apt-get -o Acquire::AllowInsecureRepositories=true update",
    "Acquire::AllowInsecureRepositories=true",
  ],
  [
    "apt-get -o Acquire::https::a.b::Verify-Host=false update",
    "Acquire::https::a.b::Verify-Host=false",
  ],
  [
    "git config http.https://a.b.sslVerify off",
    "http.https://a.b.sslVerify off",
  ],
  ["conda config --set ssl_verify no", "ssl_verify no"],
  ["conda config set ssl_verify False", "ssl_verify False"],
  ["composer config -g disable-tls true", "disable-tls true"],
  [
    "mvn -Dmaven.wagon.http.ssl.insecure=true package",
    "-Dmaven.wagon.http.ssl.insecure=true",
  ],
  [
    "helm repo add --insecure-skip-tls-verify a https://a",
    "--insecure-skip-tls-verify",
  ],
  ["skopeo copy --tls-verify=false a b", "--tls-verify=false"],
  ["PIP_TRUSTED_HOST=a pip install b", "PIP_TRUSTED_HOST=a"],
  ["PYTHONHTTPSVERIFY=0 python a.py", "PYTHONHTTPSVERIFY=0"],
  ["NODE_TLS_REJECT_UNAUTHORIZED=0 node a", "NODE_TLS_REJECT_UNAUTHORIZED=0"],
  ["npm_config_strict_ssl=false npm ci", "npm_config_strict_ssl=false"],
  ["YARN_ENABLE_STRICT_SSL=0 yarn", "YARN_ENABLE_STRICT_SSL=0"],
  ["GIT_SSL_NO_VERIFY=1 git clone https://a", "GIT_SSL_NO_VERIFY=1"],
  ["UV_INSECURE_HOST=a uv sync", "UV_INSECURE_HOST=a"],
  ["CONDA_SSL_VERIFY=false conda install a", "CONDA_SSL_VERIFY=false"],
  ["echo 'sslverify=0' >> /etc/yum.conf", "sslverify=0"],
  ["printf 'strict-ssl = false\\n' > .npmrc", "strict-ssl = false"],
  ["echo 'trusted-host = a' > /etc/pip.conf", "trusted-host = a"],
])("no-disabled-verification knows: %s", (command, by) => {
  const findings = lint({ Dockerfile: run(command) }, { rules: [rule] });
  expect(findings.map(({ message }) => message.split(" makes ")[0])).toEqual([
    by,
  ]);
});
