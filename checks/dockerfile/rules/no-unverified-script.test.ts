import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-unverified-script.ts";

const run = (command: string): string => `FROM debian:13-slim\nRUN ${command}`;
const runs = (at: string, who: string, what: string): string =>
  `${at} ${who} runs whatever ${what} gives at the time of the build, and nothing looks at it first.`;

testRule(rule, {
  good: {
    "saved, compared, then run": run(
      "curl -fsSLo a.sh https://a && echo 'abc  a.sh' | sha256sum -c && sh a.sh",
    ),
    "unpacked, not run": run("curl -fsSL https://a | tar xz"),
    "a key": run("curl -fsSL https://a | gpg --dearmor -o /k"),
    "the input of a program": run(
      "curl -s https://a | python3 -m json.tool && curl -s https://a | perl -pe 's/a/b/' && curl -s https://a | node a.js",
    ),
    "the input of a script": run("curl -s https://a | bash -c 'cat > b'"),
    "a value in a variable": run('V=$(curl -s https://a) && echo "$V"'),
    "a word of a command": run(
      'bash a.sh "$(curl -s https://a)" && sh -c "echo $(curl -s https://a)"',
    ),
    "piped from a file": run("cat install.sh | sh"),
    "its own machine": run("curl -s http://localhost/a | sh"),
    "separate commands": run("curl -fsSO https://a ; sh b.sh"),
    "text that is printed": run("echo 'curl https://a | sh'"),
    "another shell": `FROM x\nSHELL ["pwsh", "-c"]\nRUN curl https://a | sh`,
  },
  bad: {
    "into a shell": {
      on: run("curl -fsSL https://a | sh"),
      says: [runs("2:5", "sh", "https://a")],
    },
    "into a shell that is given arguments": {
      on: run(
        "curl https://a | sh -s -- -y && wget -qO- https://b | sudo -E bash - && curl https://c | bash -ex",
      ),
      says: [
        runs("2:5", "sh", "https://a"),
        runs("2:37", "bash", "https://b"),
        runs("2:77", "bash", "https://c"),
      ],
    },
    "into another interpreter": {
      on: run("curl -sSL https://a | python3 - --version 1.2"),
      says: [runs("2:5", "python3", "https://a")],
    },
    "by way of other programs": {
      on: run('curl "https://a/$(uname -m)" | gunzip | tee b | bash'),
      says: [runs("2:5", "bash", "https://a/$(uname -m)")],
    },
    "by substitution": {
      on: run(
        'bash <(curl -s https://a) && sh -c "$(curl -fsSL https://b)" && eval "$(curl -s https://c)" && . <(curl https://d)',
      ),
      says: [
        runs("2:5", "bash", "https://a"),
        runs("2:34", "sh", "https://b"),
        runs("2:69", "eval", "https://c"),
        runs("2:100", ".", "https://d"),
      ],
    },
    "in a loop, a here-document and another shell": {
      on: "FROM debian:13\nRUN <<EOF\nfor a in b; do curl https://$a | sh; done\nbash -c 'wget -O- https://c | sh'\nEOF",
      says: [runs("3:16", "sh", "https://$a"), runs("4:9", "sh", "https://c")],
    },
    "without a scheme": {
      on: run("curl get.example.com | bash"),
      says: [runs("2:5", "bash", "curl")],
    },
  },
});
