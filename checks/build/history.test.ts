import { describe, expect, it } from "vitest";
import { buildOf } from "../testing/builds.ts";
import { createdBy } from "./history.ts";

/** The history of the last instruction of a stage of these lines. */
function last(...lines: string[]): string | undefined {
  const { stages } = buildOf(["FROM alpine:3.24", ...lines], { a: "" });
  const step = stages[0]?.steps.findLast(
    ({ instruction }) => instruction.keyword !== "UNKNOWN",
  );
  return step && createdBy(step);
}

// Seen with the BuildKit of Docker 28.5.
describe("docker history shows", () => {
  it.each<[string[], string]>([
    [["RUN echo a"], "RUN /bin/sh -c echo a # buildkit"],
    [
      ["RUN  echo a && \\", "  echo b"],
      "RUN /bin/sh -c echo a &&   echo b # buildkit",
    ],
    [['RUN ["echo", "a b"]'], "RUN echo a b # buildkit"],
    [
      ["RUN --mount=type=tmpfs,target=/t true"],
      "RUN /bin/sh -c true # buildkit",
    ],
    [["RUN <<E", "a", "b", "E"], "RUN /bin/sh -c a\nb\n # buildkit"],
    [["RUN <<E", "#!/bin/sh", "E"], "RUN /bin/sh -c /dev/pipes/E # buildkit"],
    [
      ["RUN cat <<E > /f", "a", "E"],
      "RUN /bin/sh -c cat <<E > /f\na\nE # buildkit",
    ],
    [
      ['SHELL ["/bin/sh", "-e", "-c"]', "RUN a"],
      "RUN /bin/sh -e -c a # buildkit",
    ],
    [["ARG A=1", "ARG B", "RUN a"], "RUN |2 A=1 B= /bin/sh -c a # buildkit"],
    [
      ["ARG A=1", "ENV A=2", "ARG C=3", "RUN a"],
      "RUN |2 A=2 C=3 /bin/sh -c a # buildkit",
    ],
    [["ARG A=1 B"], "ARG A=1 B"],
    [["COPY a ./"], "COPY a ./ # buildkit"],
    [
      ["ARG D=/d", "COPY --chown=1:2 --chmod=755 --link a $D/"],
      "COPY --chown=1:2 --chmod=755 a /d/ # buildkit",
    ],
    [
      ["COPY --parents --exclude=b --from=busybox /a /b /c/"],
      "COPY --parents /a /b /c/ # buildkit",
    ],
    [["COPY <<F1 a <<F2 /d/", "F1", "F2"], "COPY a <<F1 <<F2 /d/ # buildkit"],
    [
      ["ADD https://example.com/a /b"],
      "ADD https://example.com/a /b # buildkit",
    ],
    [["WORKDIR /a", "WORKDIR b/"], "WORKDIR /a/b"],
    [["WORKDIR /a/b/../c/"], "WORKDIR /a/b/../c/"],
    [["ENV A=1", 'ENV B="$A 2" C=3'], "ENV B=1 2 C=3"],
    [["ENV A 1  2"], "ENV A=1  2"],
    [['LABEL a.b="c d" e=f'], "LABEL a.b=c d e=f"],
    [["CMD npm start"], 'CMD ["/bin/sh" "-c" "npm start"]'],
    [
      ['CMD ["a", "b \\"c\\"", "\\u0001\\u007fé"]'],
      'CMD ["a" "b \\"c\\"" "\\x01\\x7fé"]',
    ],
    [['ENTRYPOINT ["a"]'], 'ENTRYPOINT ["a"]'],
    [["EXPOSE 80 443/UDP 1-3"], "EXPOSE [1/tcp 2/tcp 3/tcp 443/udp 80/tcp]"],
    [['VOLUME ["/a", "/b c"]'], "VOLUME [/a /b c]"],
    [["USER node:root"], "USER node:root"],
    [["STOPSIGNAL SIGQUIT"], "STOPSIGNAL SIGQUIT"],
    [['SHELL ["/bin/bash", "-c"]'], "SHELL [/bin/bash -c]"],
    [["MAINTAINER me"], "MAINTAINER me"],
    [["ONBUILD RUN a"], ""],
    [
      ["HEALTHCHECK NONE"],
      `HEALTHCHECK &{["NONE"] "0s" "0s" "0s" "0s" '\\x00'}`,
    ],
    [
      [
        "HEALTHCHECK --interval=1m30s --timeout=500ms --start-period=1h --start-interval=1.5s --retries=3 CMD curl x",
      ],
      `HEALTHCHECK &{["CMD-SHELL" "curl x"] "1m30s" "500ms" "1h0m0s" "1.5s" '\\x03'}`,
    ],
    [
      ['HEALTHCHECK --timeout=2us CMD ["a", "b"]'],
      `HEALTHCHECK &{["CMD" "a" "b"] "0s" "2µs" "0s" "0s" '\\x00'}`,
    ],
    [
      ["HEALTHCHECK --retries=10 CMD a"],
      `HEALTHCHECK &{["CMD-SHELL" "a"] "0s" "0s" "0s" "0s" '\\n'}`,
    ],
    [
      ["HEALTHCHECK --retries=39 CMD a"],
      `HEALTHCHECK &{["CMD-SHELL" "a"] "0s" "0s" "0s" "0s" '\\''}`,
    ],
    [
      ["HEALTHCHECK --retries=34 CMD a"],
      `HEALTHCHECK &{["CMD-SHELL" "a"] "0s" "0s" "0s" "0s" '"'}`,
    ],
    [
      ["EXPOSE 9000-9002 443 8080:70"],
      "EXPOSE [443/tcp 70/tcp 9000/tcp 9001/tcp 9002/tcp]",
    ],
    [["ENV P=90", "EXPOSE 80 $P"], "EXPOSE [90/tcp 80/tcp]"],
    [["ARG V", "ENV A=x${V}y"], "ENV A=xy"],
    [["ARG V", "ENV A=x${V:-none}"], "ENV A=x…"],
    [["ARG V", "ARG B=${V:-none}", "ENV A=x$B"], "ENV A=x…"],
    [["ARG TARGETARCH", "LABEL a=$TARGETARCH"], "LABEL a=…"],
  ])("%j", (lines, expected) => {
    expect(last(...lines)).toBe(expected);
  });

  it("the arguments of the stage that a stage starts from", () => {
    const { image, stages } = buildOf([
      "FROM alpine:3.24 AS base",
      "ARG A=1",
      "FROM base",
      "ARG B=2",
      "RUN a",
    ]);
    const step = stages
      .find(({ stage }) => stage === image?.stage)
      ?.steps.at(-1);
    expect(step && createdBy(step)).toBe(
      "RUN |2 A=1 B=2 /bin/sh -c a # buildkit",
    );
  });
});
