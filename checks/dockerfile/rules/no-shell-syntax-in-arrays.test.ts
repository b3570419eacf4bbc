import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-shell-syntax-in-arrays.ts";

const BASE = "FROM python:3.14-slim\n";
const gets = (at: string, program: string, operator: string): string =>
  `${at} No shell reads a JSON array: ${program} gets ${operator} as an argument.`;
const stays = (at: string, word: string): string =>
  `${at} No shell reads a JSON array: ${word} stays as it is, and no variable is filled in.`;

testRule(rule, {
  good: {
    "plain words": `${BASE}CMD ["gunicorn", "-b", "0.0.0.0:8000", "app:app"]`,
    "a shell that is started": `${BASE}RUN ["/bin/bash", "-c", "a && b > $HOME/c"]\nCMD ["sh", "-c", "exec gunicorn -b :$PORT app:app"]`,
    "a shell behind an init": `${BASE}ENTRYPOINT ["tini", "--", "bash", "-lc"]\nCMD ["run $APP"]`,
    "su starts one too": `${BASE}CMD ["su", "-c", "run $APP", "app"]`,
    "cmd and PowerShell":
      'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN ["powershell", "-Command", "a; $ENV"]\nCMD ["cmd", "/c", "a && b"]',
    "PowerShell by its path, and without -Command":
      'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN ["powershell", "Get-Item", "x", "|", "Remove-Item"]\nCMD ["C:\\\\pwsh\\\\pwsh.exe", "-c", "$ENV:PATH"]',
    "the shell form": `${BASE}CMD exec gunicorn -b :$PORT app:app`,
    "the end of -exec": `${BASE}RUN ["find", "/x", "-exec", "rm", "{}", ";"]`,
    "a separator of fields": `${BASE}CMD ["python", "app.py", "--sep", ";"]`,
    "a comparison": `${BASE}RUN ["test", "1", "<", "2"]`,
    "variables of awk and jq": `${BASE}RUN ["awk", "{ print $NF }", "x"]\nRUN ["jq", "$ENV.A"]`,
    "a variable in lower case belongs to the program": `${BASE}CMD ["serve", "--format", "$remote_addr ${"${request}"}"]`,
    escaped: `${BASE}CMD ["serve", "\\\\$PORT"]`,
    "substitutions of Kubernetes are none of Docker's": `${BASE}CMD ["serve", "$(PORT)"]`,
    "Spring fills it in": `FROM base:1\nENTRYPOINT ["java", "-jar", "a.jar", "--server.port=\${PORT}"]`,
    "a script may fill it in": `${BASE}COPY start.sh /\nENTRYPOINT ["/start.sh"]\nCMD ["serve", "$PORT"]`,
    "the entrypoint of an unknown base may":
      'FROM base:1\nCMD ["serve", "$PORT"]',
    "operators in longer words": `${BASE}CMD ["serve", "a&&b", "x>y"]`,
  },
  bad: {
    "a script of PowerShell": {
      on: 'FROM base:1\nENTRYPOINT ["powershell", "-File", "a.ps1", "$ENV"]',
      says: [stays("2:45", "$ENV")],
    },
    "&& in RUN": {
      on: `${BASE}RUN ["apt-get", "update", "&&", "apt-get", "install"]`,
      says: [gets("2:27", "apt-get", "&&")],
    },
    "a pipe in RUN": {
      on: `${BASE}RUN ["/bin/bash", "./a", "|", "./b"]`,
      says: [gets("2:26", "/bin/bash", "|")],
    },
    "a redirection in CMD": {
      on: `${BASE}CMD ["python", "app.py", ">", "/log", "2>&1"]`,
      says: [gets("2:26", "python", ">")],
    },
    "a port by variable": {
      on: `${BASE}CMD ["gunicorn", "-b", "0.0.0.0:$PORT", "app:app"]`,
      says: [stays("2:24", "0.0.0.0:$PORT")],
    },
    "with a default, behind an init": {
      on: `${BASE}ENTRYPOINT ["tini", "--"]\nCMD ["serve", "\${PORT:-80}"]`,
      says: [stays("3:15", "${PORT:-80}")],
    },
    "in ENTRYPOINT": {
      on: 'FROM base:1\nENTRYPOINT ["serve", "$HOME/data"]',
      says: [stays("2:22", "$HOME/data")],
    },
    "options of the JVM": {
      on: 'FROM base:1\nENTRYPOINT ["java", "$JAVA_OPTS", "-jar", "a.jar"]',
      says: [stays("2:21", "$JAVA_OPTS")],
    },
    "the program itself": {
      on: `${BASE}ENTRYPOINT ["\${APP_HOME}/run"]`,
      says: [stays("2:13", "${APP_HOME}/run")],
    },
    "in HEALTHCHECK, and after the entrypoint of the image": {
      on: 'FROM node:24\nHEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1:${PORT}/"]\nCMD ["server", "$PORT"]',
      says: [
        stays("2:32", "http://127.0.0.1:${PORT}/"),
        stays("3:16", "$PORT"),
      ],
    },
  },
});

const WINDOWS = "FROM mcr.microsoft.com/windows/servercore:ltsc2025\n";
it.each([
  [`${BASE}RUN ["a", "&&", "b"]`, '["sh", "-c", "…"].'],
  [`${WINDOWS}RUN ["a", "&&", "b"]`, '["cmd", "/S", "/C", "…"].'],
  [
    `${WINDOWS}SHELL ["powershell", "-Command"]\nRUN ["a", "|", "b"]`,
    '["powershell", "-Command", "…"].',
  ],
  [
    'FROM base:1\nSHELL ["C:\\\\x\\\\pwsh.exe", "-Command"]\nRUN ["a", "|", "b"]',
    '["pwsh", "-Command", "…"].',
  ],
  [`${BASE}CMD ["a", "$PORT"]`, 'makes way: ["sh", "-c", "exec …"].'],
  [
    `${WINDOWS}ENTRYPOINT ["a", "$PORT"]`,
    'through cmd, which reads %PORT%: ["cmd", "/S", "/C", "…"].',
  ],
  [`${BASE}RUN ["a", "$PORT"]`, "Write the shell form of RUN."],
  [
    `${WINDOWS}RUN ["a", "$PORT"]`,
    "Write the shell form of RUN, where cmd reads %PORT%.",
  ],
  [
    `${WINDOWS}SHELL ["powershell", "-Command"]\nHEALTHCHECK CMD ["a", "\${PORT}"]`,
    "Write the shell form of the check, where powershell reads $env:PORT, or let the program read the variable.",
  ],
])("no-shell-syntax-in-arrays names the stage's shell: %j", (text, remedy) => {
  const [finding] = lint({ Dockerfile: text }, { rules: [rule] });
  expect(finding?.remedy).toContain(remedy);
});
