import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { build } from "vite";
import { subsetFonts } from "./subset-fonts.ts";

const STYLES = fileURLToPath(new URL("../styles/fonts.css", import.meta.url));

/** The files of a build of the fonts and their stylesheet, by name. */
async function builtWith(
  characters: string,
): Promise<Readonly<Record<string, string>>> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [subsetFonts(characters)],
    build: {
      write: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: STYLES },
    },
  });
  const { output } = [built].flat().find((each) => "output" in each) ?? {
    output: [],
  };
  return Object.fromEntries(
    output.flatMap((file) =>
      file.type === "asset"
        ? [[file.fileName, Buffer.from(file.source).toString("latin1")]]
        : [],
    ),
  );
}

it("names the fonts, and the stylesheet that names them, by what they are cut down to", async () => {
  const few = await builtWith("ab");
  const more = await builtWith("abc");
  expect(Object.keys(few)).toHaveLength(3);
  expect(await builtWith("ab")).toEqual(few);
  const kept = Object.keys(few).filter((name) => name in more);
  expect(kept).toEqual([]);
  const fonts = Object.keys(few).filter((name) => name.endsWith(".woff2"));
  const styles = Object.keys(few).find((name) => name.endsWith(".css")) ?? "";
  for (const font of fonts) {
    expect(few[font]?.slice(0, 4)).toBe("wOF2");
    expect(few[styles]).toContain(font);
  }
});
