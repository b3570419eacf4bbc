import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-system-workdir.ts";

const mounted = (at: string, text: string, directory: string): string =>
  `${at} The runtime mounts a ${directory} of its own over WORKDIR ${text}, so what the build writes there is not in the container.`;
const reserved = (at: string, text: string, directory: string): string =>
  `${at} WORKDIR ${text} puts the application into ${directory}, which belongs to the operating system.`;

testRule(rule, {
  good: {
    "ordinary directories":
      "FROM node:24\nWORKDIR /app\nWORKDIR /usr/src/app\nWORKDIR /srv\nWORKDIR /",
    "names that begin alike":
      "FROM node:24\nWORKDIR /development\nWORKDIR /process\nWORKDIR /bootstrap\nWORKDIR /system",
    "below an ordinary directory": "FROM node:24\nWORKDIR /app/proc/dev",
    "a relative one": "FROM node:24\nWORKDIR dev",
    "one that a build argument hides": "FROM node:24\nARG DIR\nWORKDIR $DIR",
    "one that a build argument may move":
      "FROM node:24\nARG DIR\nWORKDIR $DIR/proc",
  },
  bad: {
    "mounted directories": {
      on: "FROM node:24\nWORKDIR /proc\nWORKDIR /sys/app\nWORKDIR /dev/shm",
      says: [
        mounted("2:9", "/proc", "/proc"),
        mounted("3:9", "/sys/app", "/sys"),
        mounted("4:9", "/dev/shm", "/dev"),
      ],
    },
    "a leaked file descriptor": {
      on: "FROM node:24\nWORKDIR /proc/self/fd/7",
      says: [mounted("2:9", "/proc/self/fd/7", "/proc")],
    },
    "the system's own": {
      on: "FROM node:24\nWORKDIR /boot/\nWORKDIR /lost+found",
      says: [
        reserved("2:9", "/boot/", "/boot"),
        reserved("3:9", "/lost+found", "/lost+found"),
      ],
    },
    "by way of others, in quotes": {
      on: 'FROM node:24\nWORKDIR "/app/../proc/x"',
      says: [mounted("2:9", '"/app/../proc/x"', "/proc")],
    },
    "the default of a build argument": {
      on: "FROM node:24\nARG DIR=/dev\nWORKDIR ${DIR}/app",
      says: [mounted("3:9", "${DIR}/app", "/dev")],
    },
    "in a stage that does not ship": {
      on: "FROM node:24\nWORKDIR /dev/app\nFROM scratch",
      says: [mounted("2:9", "/dev/app", "/dev")],
    },
  },
});
