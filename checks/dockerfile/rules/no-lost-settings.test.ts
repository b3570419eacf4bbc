import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-lost-settings.ts";

const BASE = "FROM debian:13-slim\n";
const variable = (at: string, name: string): string =>
  `${at} ${name} is set for this RUN alone, and nothing in it comes after.`;
const file = (at: string, path: string): string =>
  `${at} What ${path} sets ends with this RUN, and nothing in it comes after.`;
const service = (at: string, name: string): string =>
  `${at} The service ${name} ends with this RUN: a layer keeps files, no processes.`;
const background = (at: string, name: string): string =>
  `${at} ${name} is started in the background and ends with this RUN, finished or not.`;

testRule(rule, {
  good: {
    "a variable for the commands after it": `${BASE}RUN export A=1 && make`,
    "a variable for one command": `${BASE}RUN A=1 make`,
    "a variable in front of the rest": `${BASE}RUN A=1; make $A`,
    ENV: `${BASE}ENV A=1`,
    "a virtual environment for the commands after it": `${BASE}RUN . /venv/bin/activate && pip install x`,
    "a script that may do more than set": `${BASE}RUN . ./build.sh`,
    "a substitution may do something that lasts": `${BASE}RUN export A="$(make install)"`,
    "a line in a file that shells read": `${BASE}RUN echo 'export A=1' >> /etc/profile`,
    "a service for the commands after it": `${BASE}RUN service mysql start && mysql -e 'create database x'`,
    "a service that a later start finds": `${BASE}RUN systemctl enable nginx`,
    "a background process that something waits for": `${BASE}RUN mysqld & sleep 5 && mysqladmin shutdown`,
    "the exec form": `${BASE}RUN ["export", "A=1"]`,
    "a change of the directory is another rule's": `${BASE}RUN cd /x`,
    "in a condition": `${BASE}RUN if [ -f /x ]; then export A=1; fi`,
    "a redirection leaves a file": `${BASE}RUN umask 022 > /x`,
    "CMD lives as long as the container": `${BASE}CMD service nginx start && export A=1`,
  },
  bad: {
    "nothing but export": {
      on: `${BASE}RUN export PATH=/opt/bin:$PATH`,
      says: [variable("2:5", "PATH")],
    },
    "nothing but an assignment": {
      on: `${BASE}RUN NODE_ENV=production`,
      says: [variable("2:5", "NODE_ENV")],
    },
    "export at the end": {
      on: `${BASE}RUN ./install.sh && export PATH=/opt/bin:$PATH`,
      says: [variable("2:21", "PATH")],
    },
    "export at the end of several lines": {
      on: `${BASE}RUN make; \\\n    export A=1; \\\n    export B=2`,
      says: [variable("3:5", "A")],
    },
    "a virtual environment": {
      on: `${BASE}RUN python3 -m venv /venv && . /venv/bin/activate`,
      says: [file("2:30", "/venv/bin/activate")],
    },
    "a profile": {
      on: `${BASE}RUN source ~/.bashrc`,
      says: [file("2:5", "~/.bashrc")],
    },
    "an alias": {
      on: `${BASE}RUN alias python=python3`,
      says: [
        "2:5 alias counts for this RUN alone, and nothing in it comes after.",
      ],
    },
    "a service": {
      on: `${BASE}RUN apt-get install -y nginx && service nginx start`,
      says: [service("2:33", "nginx")],
    },
    "a service of systemd, with sudo": {
      on: `${BASE}RUN sudo systemctl restart --now docker`,
      says: [service("2:5", "docker")],
    },
    "a background process": {
      on: `${BASE}RUN redis-server &`,
      says: [background("2:5", "redis-server")],
    },
    "in a here-document": {
      on: `${BASE}RUN <<EOF\nmake\nexport A=1\nEOF`,
      says: [variable("4:1", "A")],
    },
  },
});
