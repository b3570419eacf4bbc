import { testRule } from "../../testing/rule-tester.ts";
import rule from "./use-shell-instruction.ts";

const BASE = "FROM debian:13-slim\n";
const WINDOWS = "FROM mcr.microsoft.com/windows/servercore:ltsc2025\n";
const replaced = (at: string, shell = "/bin/bash"): string =>
  `${at} ${shell} takes the place of /bin/sh in the image, for every script that counts on the old one too.`;
const twice = (at: string, name = "powershell"): string =>
  `${at} A shell starts here only to start ${name}, and its quoting comes on top of that of ${name}.`;

testRule(rule, {
  good: {
    SHELL: `${BASE}SHELL ["/bin/bash", "-c"]\nRUN source /x`,
    "another link": `${BASE}RUN ln -sf /bin/bash /usr/local/bin/bash`,
    "a link below another directory": `${BASE}RUN ln -s /bin/bash /chroot/bin/sh`,
    "BusyBox in an image of its own":
      "FROM scratch\nRUN ln -s /bin/busybox /bin/sh",
    "words that are printed": `${BASE}RUN echo ln -sf /bin/bash /bin/sh`,
    "a link from a variable": `${BASE}RUN ln -sf $TARGET /bin/sh`,
    "bash for one command": `${BASE}RUN bash -c "source /x"`,
    "SHELL with PowerShell": `${WINDOWS}SHELL ["powershell", "-Command"]\nRUN Get-Item x`,
    "PowerShell once more under SHELL": `${WINDOWS}SHELL ["cmd", "/S", "/C"]\nRUN powershell -Command Get-Item x`,
    "a script of PowerShell": `${WINDOWS}RUN powershell -File build.ps1`,
    "the exec form": `${WINDOWS}RUN ["powershell", "-Command", "Get-Item x"]`,
  },
  bad: {
    "bash over sh": {
      on: `${BASE}RUN ln -sf /bin/bash /bin/sh`,
      says: [replaced("2:5")],
    },
    "after removing it": {
      on: `${BASE}RUN rm /bin/sh && ln -s /bin/bash /bin/sh`,
      says: [replaced("2:19")],
    },
    "with sudo and more options": {
      on: `${BASE}RUN sudo ln -sfnv bash /usr/bin/sh`,
      says: [replaced("2:5", "bash")],
    },
    "zsh, in any stage": {
      on: `FROM debian:13 AS build\nRUN ln -f -s /usr/bin/zsh /bin/sh\n${BASE}`,
      says: [replaced("2:5", "/usr/bin/zsh")],
    },
    "PowerShell below cmd": {
      on: `${WINDOWS}RUN powershell -NoProfile -Command Get-Item x`,
      says: [twice("2:5")],
    },
    "pwsh below sh": {
      on: "FROM mcr.microsoft.com/powershell\nRUN pwsh -c 'Get-Item x'",
      says: [twice("2:5", "pwsh")],
    },
  },
});
