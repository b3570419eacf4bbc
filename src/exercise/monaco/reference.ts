/** What an instruction or a flag does, in a sentence or two. */
export interface Explained {
  readonly text: string;
  /** A lesson that teaches it. */
  readonly lesson?: Lesson;
}

/** A flag of an instruction. */
export interface ExplainedFlag extends Explained {
  /** True where nothing follows it, as in `--link`. */
  readonly bare?: true;
  /** True where it may stand more than once. */
  readonly repeats?: true;
}

/** A lesson by the name of its folder. */
export interface Lesson {
  readonly id: string;
  readonly title: string;
}

/** The reference that these texts rest on; each instruction has its part, named in lower case. */
export const REFERENCE = "https://docs.docker.com/reference/dockerfile/";

const LESSONS = {
  process: { id: "exec-form-and-pid-1", title: "Exec form and process 1" },
  order: { id: "order-the-build", title: "Order the build for the cache" },
  user: { id: "run-as-non-root", title: "Run as a user other than root" },
} as const;

/** The instructions by their keyword, but for the deprecated MAINTAINER. */
export const INSTRUCTIONS: ReadonlyMap<string, Explained> = new Map(
  Object.entries({
    FROM: {
      text: "Begins a stage on a base image. The last stage is the one that is built, unless another is asked for by name.",
    },
    RUN: {
      text: "Runs a command during the build. What it changes in the files becomes a layer of the image.",
      lesson: LESSONS.order,
    },
    COPY: {
      text: "Copies files from the build context into the image; with `--from`, from another stage or image.",
      lesson: LESSONS.order,
    },
    ADD: {
      text: "Copies as COPY does; it also downloads addresses, fetches Git repositories and unpacks local tar archives.",
    },
    CMD: {
      text: "What a container runs when its start names nothing else. Beside an ENTRYPOINT in exec form: the default arguments of that. The last CMD counts.",
      lesson: LESSONS.process,
    },
    ENTRYPOINT: {
      text: "The program that every container of the image starts. In exec form it gets CMD, or what follows the image's name in `docker run`, as arguments.",
      lesson: LESSONS.process,
    },
    ENV: {
      text: "Sets a variable for the rest of the stage and for every container of the image. Whoever has the image can read its value.",
    },
    ARG: {
      text: "Declares a variable of the build, with or without a default; `--build-arg` sets it. Containers do not get it, but `docker history` shows the values that steps used.",
    },
    WORKDIR: {
      text: "Sets the directory that the following instructions and the container's process start in. It is created where it is missing.",
    },
    USER: {
      text: "Sets the user of the RUN instructions that follow and of the container's process. A number needs no entry in `/etc/passwd`.",
      lesson: LESSONS.user,
    },
    EXPOSE: {
      text: "Notes a port that the application listens on. It publishes nothing: `docker run --publish` does.",
    },
    VOLUME: {
      text: "Declares a mount point: a container without a volume there gets an anonymous one.",
    },
    LABEL: {
      text: "Adds a key and a value to the image's metadata.",
    },
    HEALTHCHECK: {
      text: "A command that Docker runs in the container at intervals, to tell whether the application still works. Kubernetes does not use it.",
      lesson: LESSONS.process,
    },
    SHELL: {
      text: "Sets the shell of the shell forms that follow in this stage, as a JSON array.",
    },
    STOPSIGNAL: {
      text: "The signal that `docker stop` sends to process 1 of the container; SIGTERM where neither this file nor the base image names one.",
      lesson: LESSONS.process,
    },
    ONBUILD: {
      text: "Keeps an instruction for the builds that start from this image: it runs right after their FROM.",
    },
  }),
);

const CHOWN =
  "The owner of what is copied, as `user:group`. Names are looked up in the image's `/etc/passwd` and `/etc/group`.";
const CHMOD = "The permissions of what is copied, such as `755`.";
const LINK =
  "Puts what is copied into a layer of its own that does not depend on the steps before it.";
const EXCLUDE = "Leaves out the paths that match a pattern.";

/** The flags by the instruction's keyword and their name. */
export const FLAGS: ReadonlyMap<
  string,
  ReadonlyMap<string, ExplainedFlag>
> = new Map(
  Object.entries({
    FROM: flags({
      platform: {
        text: "The platform to take of an image made for several, such as `linux/amd64`.",
      },
    }),
    RUN: flags({
      mount: {
        text: "Gives this one command a cache, a secret, an SSH agent, a temporary file system, or files of the context or of a stage. What is mounted does not become part of the layer.",
        repeats: true,
      },
      network: {
        text: "The network of this command: `default`, `none` or `host`.",
      },
      security: {
        text: "`sandbox`, or `insecure` where the builder allows it.",
      },
    }),
    COPY: flags({
      from: {
        text: "The stage, image or named context to copy from, instead of the build context.",
      },
      chown: { text: CHOWN },
      chmod: { text: CHMOD },
      link: { text: LINK, bare: true },
      parents: {
        text: "Keeps the directories of each source in the destination.",
        bare: true,
      },
      exclude: { text: EXCLUDE, repeats: true },
    }),
    ADD: flags({
      checksum: {
        text: "The digest that a download must have, such as `sha256:…`. The build fails where it differs.",
      },
      chown: { text: CHOWN },
      chmod: { text: CHMOD },
      link: { text: LINK, bare: true },
      exclude: { text: EXCLUDE, repeats: true },
      "keep-git-dir": {
        text: "Keeps the `.git` directory of a repository that is fetched.",
        bare: true,
      },
    }),
    HEALTHCHECK: flags({
      interval: { text: "The time between two checks; 30s unless set." },
      timeout: {
        text: "How long one check may take before it counts as failed; 30s unless set.",
      },
      "start-period": {
        text: "The time after the start in which failures do not count; 0s unless set.",
      },
      "start-interval": {
        text: "The time between checks during the start period; 5s unless set.",
      },
      retries: {
        text: "How many failures in a row make the container unhealthy; 3 unless set.",
      },
    }),
  }),
);

/** The parser directives, which stand above everything else. */
export const DIRECTIVES: ReadonlyMap<string, Explained> = new Map(
  Object.entries({
    syntax: {
      text: "The frontend that reads this file. `docker/dockerfile:1` follows the newest release of version 1.",
    },
    escape: {
      text: "The character that continues a line: a backslash, or a backtick for Windows paths.",
    },
    check: {
      text: "Which build checks to skip, and whether their findings are errors.",
    },
  }),
);

/** Keeps the names of the fields out of the type, so that maps of different flags are of one kind. */
function flags(
  fields: Readonly<Record<string, ExplainedFlag>>,
): ReadonlyMap<string, ExplainedFlag> {
  return new Map(Object.entries(fields));
}
