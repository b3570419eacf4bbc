import { describe, expect, it } from "vitest";
import { brokenLinks, linkedPage } from "./internal-links.ts";

const FILES = [
  "index.html",
  "lessons/layers",
  "lessons/layers/index.html",
  "theme.js",
];
const LAYERS = linkedPage(
  "lessons/layers/index.html",
  '<h2 id="what-a-layer-holds">…</h2><h2 id="größe">…</h2>',
);

/** What is said of a page at `/lessons/users/` with this text. */
function said(html: string, page = "lessons/users/index.html") {
  return brokenLinks([linkedPage(page, html), LAYERS], [...FILES, page]);
}

describe("a link of a built page", () => {
  it.each([
    ["to a page", '<a href="../layers/">'],
    ["to the first page", '<a href="../../">'],
    ["to a place of a page", '<a href="../layers/#what-a-layer-holds">'],
    [
      "to a place with letters that are escaped",
      '<a href="../layers/#gr%C3%B6%C3%9Fe">',
    ],
    ["to a place of its own page", '<h2 id="a">…</h2><a href="#a">'],
    [
      "to a file, with words for its server",
      '<script src="../../theme.js?v=1&#38;w=2">',
    ],
    ["to another site", '<a href="https://docs.docker.com/none/#none">'],
    ["that is data", '<img src="data:,">'],
    ["in a sample", '<code>&lt;a href="../none/"></code>'],
    [
      "that an attribute talks of",
      `<p title='x' data-text="&lt;a href=none>">`,
    ],
  ])("%s may stand", (_, html) => {
    expect(said(html)).toEqual([]);
  });

  it.each([
    [
      "to a page that is not there",
      '<a class="x" href="../layer/">',
      '/lessons/users/ links to /lessons/layer/, which does not exist. Did you mean "/lessons/layers/"?',
    ],
    [
      "to a page without its last slash",
      '<a href="../layers">',
      '/lessons/users/ links to /lessons/layers, which does not exist. Did you mean "/lessons/layers/"?',
    ],
    [
      "to a place that is not there",
      '<a href="../layers/#what-a-layer-has">',
      '/lessons/users/ links to /lessons/layers/#what-a-layer-has, and that page has no such place. Did you mean "#what-a-layer-holds"?',
    ],
    [
      "to a place that its own page lacks",
      '<a href="#x">',
      "/lessons/users/ links to /lessons/users/#x, and that page has no such place.",
    ],
    [
      "to a script that is not there",
      '<script src="../../them.js">',
      "/lessons/users/ links to /them.js, which does not exist.",
    ],
    [
      "from the host's root",
      '<a href="/lessons/layers/">',
      "/lessons/users/ links to /lessons/layers/, which leaves a site that is hosted below a path.",
    ],
    [
      "over the site's root",
      '<a href="../../../lessons/layers/">',
      "/lessons/users/ links to ../../../lessons/layers/, which leaves a site that is hosted below a path.",
    ],
    [
      "to another site without encryption",
      '<a href="http://docs.docker.com/">',
      "/lessons/users/ links to http://docs.docker.com/, which does not begin with https:",
    ],
    [
      "that is no address",
      '<a href="https://[">',
      "/lessons/users/ links to https://[, which is no address.",
    ],
  ])("%s is told", (_, html, problem) => {
    expect(said(html)).toEqual([expect.stringContaining(problem)]);
  });

  it("on the 404 page starts at the host's root", () => {
    expect(said('<a href="/lessons/layers/">', "404.html")).toEqual([]);
    expect(said('<a href="/lessons/none/">', "404.html")).toHaveLength(1);
  });

  it("that many pages have is told once", () => {
    const pages = ["a.html", "b.html", "c.html"].map((page) =>
      linkedPage(page, '<a href="lessons/none/">'),
    );
    expect(brokenLinks(pages, FILES)).toEqual([
      expect.stringMatching(/^\/a\.html links .* So do 2 more pages\.$/),
    ]);
  });
});
