import { expect, it } from "vitest";
import { lastLayer } from "../testing/builds.ts";

const MADE = ["+ /a file 644 0:0"];

it.each<[string, readonly string[]]>([
  ["sort /a", []],
  ["sort -u -t: -k2 /a", []],
  ["sort -o /b /a", ["? what sort writes to /b is not known"]],
  ["sort /a -uo/b", ["? what sort writes to /b is not known"]],
  ["sort --output=/b /a", ["? what sort writes to /b is not known"]],
  ["sort --output /b /a", ["? what sort writes to /b is not known"]],
  ["sort -o $X /a", ["? what sort writes to a file is not known"]],
  ["uniq -c /a", []],
  ["uniq -f 1 /a", []],
  ["uniq -c /a /b", ["? what uniq writes to /b is not known"]],
  ["awk '{ print $1 }' /a", []],
  ["awk -F: '$3 > 1000 || $3 < 10 { print $1 }' /a", []],
  ["awk '{ print $1 > \"/b\" }' /a", ["? what awk does is not known"]],
  ['awk \'{ printf("%s", $1) | "sh" }\' /a', ["? what awk does is not known"]],
  ["awk 'BEGIN { system(\"touch /b\") }'", ["? what awk does is not known"]],
  ["awk -f /a", ["? what awk does is not known"]],
  [
    "curl -fsSo /b https://example.org/",
    ["? what curl writes to /b is not known"],
  ],
  [
    "curl -o /b -u a:$X https://example.org/",
    ["? what curl writes to /b is not known"],
  ],
  [
    "curl --output /b --netrc-file /a x",
    ["? what curl writes to /b is not known"],
  ],
  ["curl -o /b -D /c x", ["? what curl does is not known"]],
  ["curl -o /b --config /a x", ["? what curl does is not known"]],
  ["curl -O https://example.org/b", ["? what curl does is not known"]],
  [
    "curl https://example.org/ | sh",
    ["? what curl does is not known", "? what sh does is not known"],
  ],
  ["echo | tee /b", ["+ /b file 644 0:0"]],
  ["sed -i s/a/b/ /a", ["? what sed does is not known"]],
  ["dd if=/dev/zero of=/b", ["? what dd does is not known"]],
])("%s", (command, expected) => {
  const layer = lastLayer(["FROM node:24", `RUN touch /a && ${command}`]);
  expect(layer).toEqual([...MADE, ...expected]);
});
