/** Modules that travel together, as patterns of their paths; what a group's modules import comes along with them. */
const together = [
  {
    name: "page",
    // What every page loads, and little things that most others need besides.
    test: /\/@?nanostores\/|vite\/preload-helper|\/src\/components\/(?:root|typing)\.ts|\/src\/progress\/(?:parse|settings|storage|storage-words)\.ts|\/checks\/(?:files|stored)\.ts/,
  },
  // What pages load that show answers to exercises.
  {
    name: "answers",
    test: /\/src\/progress\/attempts\.ts|\/src\/exercise\/(?:load-line|notices|set-text)\.ts/,
  },
  // What pages load that show how far the learner has come.
  {
    name: "kept",
    test: /\/src\/progress\/(?:cards|clock|lessons|practice|standing|steps)\.ts|\/src\/tracks\/(?:step-in|track-progress)\.ts/,
  },
  // The checklist and the team's page draw with it too.
  { name: "html", test: /\/lit-html\/lit-html\.js|\/lit\/html\.js/ },
  // The plain fields, of exercises and of the playground.
  {
    name: "fields",
    test: /\/src\/exercise\/(?:beside-text|fitting-fixes|plain-editor|problems|replace-text|tabs)\.ts|\/checks\/(?:fix|lines)\.ts/,
  },
  { name: "workspace", test: /\/src\/exercise\/(?:settled|workspace)\.ts/ },
];

/**
 * How the pages' scripts are cut into files: by what is loaded together. One file for each module that two pages share
 * would be nineteen on the home page, and small files compress badly.
 */
export const pageChunks = {
  groups: together.map((group, at) => ({
    ...group,
    // An earlier group keeps its modules where a later one imports them.
    priority: together.length - at,
  })),
};
