import { describe, expect, it } from "vitest";
import { parseFile } from "./parse.ts";

const RUN_AFTER = "\nRUN after";

/** The here-documents of the first instruction, by name and content, and the keywords of all. */
function read(text: string) {
  const { instructions } = parseFile(text);
  return {
    heredocs: (instructions[0]?.heredocs ?? []).map(
      ({ name, content }) => [name, content] as const,
    ),
    keywords: instructions.map(({ keyword }) => keyword),
  };
}

describe("a here-document", () => {
  it.each<[string, string, [string, string][]]>([
    ["is what RUN gets", "RUN <<EOF\na\nb\nEOF", [["EOF", "a\nb\n"]]],
    ["may be empty", "RUN <<EOF\nEOF", [["EOF", ""]]],
    ["may follow a command", "RUN cat <<EOF > /f\na\nEOF", [["EOF", "a\n"]]],
    [
      "may have a space before its name",
      "RUN cat << EOF > /f\na\nEOF",
      [["EOF", "a\n"]],
    ],
    ["may name a file descriptor", "RUN cat 3<<EOF\na\nEOF", [["EOF", "a\n"]]],
    [
      "may be one of several, in order",
      "COPY <<one <<two /d/\na\none\nb\ntwo",
      [
        ["one", "a\n"],
        ["two", "b\n"],
      ],
    ],
    [
      "ends at its own name, whatever stands in between",
      "COPY <<X <<Y /d/\nY\nX\nX\nY",
      [
        ["X", "Y\n"],
        ["Y", "X\n"],
      ],
    ],
    [
      "may hold lines like instructions",
      "RUN <<E\nRUN a\nE",
      [["E", "RUN a\n"]],
    ],
    ["keeps escapes at line ends", "RUN <<E\na \\\nb\nE", [["E", "a \\\nb\n"]]],
    [
      "loses its tabs after <<-",
      "RUN <<-E\n\ta\n\t\tb\n\tE",
      [["E", "a\nb\n"]],
    ],
    ["keeps its tabs after <<", "RUN <<E\n\ta\nE", [["E", "\ta\n"]]],
    ["may have a quoted name", "RUN <<'E F'\na\nE F", [["E F", "a\n"]]],
    ["may have a partly quoted name", 'RUN <<E"O"F\na\nEOF', [["EOF", "a\n"]]],
    [
      "may have an escaped quote in its name",
      "RUN <<E\\'F\na\nE'F",
      [["E'F", "a\n"]],
    ],
    ["may end in CRLF", "RUN <<E\r\na\r\nE\r", [["E", "a\r\n"]]],
    [
      "may follow a continued line",
      "RUN a && \\\n cat <<E\nb\nE",
      [["E", "b\n"]],
    ],
    ["may belong to ADD", "ADD <<E /f\na\nE", [["E", "a\n"]]],
    ["may belong to ONBUILD RUN", "onbuild run <<E\na\nE", [["E", "a\n"]]],
  ])("%s", (_, text, expected) => {
    const { heredocs, keywords } = read(text + RUN_AFTER);
    expect(heredocs).toEqual(expected);
    expect(keywords).toHaveLength(2);
    expect(keywords.at(-1)).toBe("RUN");
  });
});

describe("no here-document", () => {
  it.each([
    ["is a here-string", "RUN cat <<<EOF"],
    ["stands in double quotes", 'RUN echo "<<EOF"'],
    ["stands in single quotes", "RUN echo '<<EOF'"],
    ["stands in the exec form", 'RUN ["cat", "<<EOF"]'],
    ["belongs to CMD", "CMD cat <<EOF"],
    ["belongs to ENTRYPOINT", "ENTRYPOINT cat <<EOF"],
    ["belongs to ONBUILD CMD", "ONBUILD CMD cat <<EOF"],
    ["has no name", "RUN cat <<"],
    ["has a dash and then a space", "RUN cat <<- EOF"],
    ["is an arithmetic shift", "RUN echo $((1<<2))"],
    ["is an arithmetic shift with spaces", "RUN echo $((1 << 2))"],
    ["stands on a line whose quote stays open", "RUN cat <<EOF && echo don't"],
  ])("%s", (_, text) => {
    const { heredocs, keywords } = read(`${text}${RUN_AFTER}`);
    expect(heredocs).toEqual([]);
    expect(keywords).toHaveLength(2);
  });
});

describe("what is known of a here-document", () => {
  it("is whether its variables are filled in: a quoted name says no", () => {
    const expands = (marker: string) =>
      parseFile(`RUN ${marker}\nE`).instructions[0]?.heredocs[0]?.expand;
    expect(["<<E", "<<'E'", '<<"E"', "<<\\E"].map(expands)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it("is that the file ends before its name", () => {
    const { instructions } = parseFile("FROM a\nRUN <<EOF\nb\n EOF\nRUN c");
    expect(instructions).toHaveLength(2);
    expect(instructions[1]?.heredocs[0]).toMatchObject({
      terminated: false,
      content: "b\n EOF\nRUN c",
    });
  });

  it("is where its marker and its lines stand", () => {
    const text = "RUN a \\\n && cat 3<<-'E' > f\n\tb\n\tE\n# end";
    const [run] = parseFile(text).instructions;
    const [heredoc] = run?.heredocs ?? [];
    expect(text.slice(heredoc?.marker.start, heredoc?.marker.end)).toBe(
      "3<<-'E'",
    );
    expect(text.slice(heredoc?.body.start, heredoc?.body.end)).toBe("\tb\n");
    expect(text.slice(run?.start, run?.end)).toBe(text.slice(0, -6));
  });

  it("does not depend on how many came before it", () => {
    const text = "RUN cat 3<<'a b'\nx\na b\n".repeat(12);
    expect(parseFile(text).instructions).toHaveLength(12);
  });
});
