import { testRule } from "../../testing/rule-tester.ts";
import rule from "./copy-manifests-first.ts";

const NODE = "FROM node:24-slim\nWORKDIR /app\n";
const PYTHON = "FROM python:3.14-slim\nWORKDIR /app\n";
const late = (at: string, manager: string, does = "installs"): string =>
  `${at} ${manager} ${does} everything again after any change, because the whole context is copied before it.`;

testRule(rule, {
  good: {
    "manifests, installation, source": `${NODE}COPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build`,
    "nothing is copied as a whole": `${NODE}COPY package.json package-lock.json server.js ./\nRUN npm ci`,
    "manifests by bind mounts": `${NODE}RUN --mount=type=bind,source=package.json,target=package.json npm ci\nCOPY . .`,
    "pruning after the source is copied": `${NODE}COPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm prune --omit=dev`,
    "pruning with an option before its name": `${NODE}COPY . .\nRUN npm --quiet prune`,
    "a second npm install finds its packages in place": `${NODE}COPY package*.json ./\nRUN npm install\nCOPY . .\nRUN npm install`,
    "pnpm links offline what it fetched before": `${NODE}COPY pnpm-lock.yaml ./\nRUN pnpm fetch --prod\nCOPY . .\nRUN pnpm install -r --offline --prod`,
    "a global tool is no dependency of the project": `${NODE}COPY . .\nRUN npm install -g serve`,
    "npm run installs nothing": `${NODE}COPY . .\nRUN npm run build`,
    "a command that only prints the words": `${NODE}COPY . .\nRUN echo npm ci`,
    "an earlier stage is copied, not the context":
      "FROM node:24 AS build\nFROM node:24-slim\nCOPY --from=build . .\nRUN npm ci",
    "the context without what is excluded": `${NODE}COPY --exclude=src . .\nRUN npm ci`,
    "a source that a build argument hides": `${NODE}ARG SOURCE\nCOPY $SOURCE .\nRUN npm ci`,
    "pip installs the project itself": `${PYTHON}COPY requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY . .\nRUN pip install --no-deps -e .`,
    "go build needs the source": "FROM golang:1.27\nCOPY . .\nRUN go build .",
    "Go modules in a cache mount are not downloaded again":
      "FROM golang:1.27\nCOPY . .\nRUN --mount=type=cache,target=/go/pkg/mod go mod download",
    "a here-document for another program": `${NODE}COPY . .\nRUN cat <<EOF > notes\nnpm ci\nEOF`,
  },
  bad: {
    "the whole context before npm ci": {
      on: `${NODE}COPY . .\nRUN npm ci`,
      says: [late("4:5", "npm")],
    },
    "ADD takes the context as well": {
      on: `${NODE}ADD ./ /app/\nRUN npm install`,
      says: [late("4:5", "npm")],
    },
    "a pattern for everything": {
      on: `${NODE}COPY * ./\nRUN yarn install --frozen-lockfile`,
      says: [late("4:5", "yarn")],
    },
    "a default of a build argument": {
      on: `${NODE}ARG SOURCE=.\nCOPY $SOURCE .\nRUN pnpm i`,
      says: [late("5:5", "pnpm")],
    },
    "a cache mount saves the download, not the installation": {
      on: `${NODE}COPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci`,
      says: [late("4:42", "npm")],
    },
    "in a here-document": {
      on: `${NODE}COPY . .\nRUN <<EOF\nset -e\nnpm ci\nEOF`,
      says: [late("6:1", "npm")],
    },
    "in the exec form": {
      on: `${NODE}COPY . .\nRUN ["npm", "ci"]`,
      says: [late("4:5", "npm")],
    },
    "behind cd and &&": {
      on: `${NODE}COPY . .\nRUN cd web && npm ci`,
      says: [late("4:15", "npm")],
    },
    "npm ci empties node_modules, so the early one does not help": {
      on: `${NODE}COPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build && npm ci --omit=dev`,
      says: [late("6:22", "npm")],
    },
    "another manager's early installation does not help": {
      on: `${NODE}COPY requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY . .\nRUN npm install`,
      says: [late("6:5", "npm")],
    },
    "once in each stage": {
      on: "FROM node:24 AS build\nCOPY . .\nRUN npm ci && npm install\nFROM node:24-slim\nCOPY . .\nRUN npm ci --omit=dev",
      says: [late("3:5", "npm"), late("6:5", "npm")],
    },
    "a list of requirements": {
      on: `${PYTHON}COPY . .\nRUN pip install --no-cache-dir -r requirements.txt`,
      says: [late("4:5", "pip")],
    },
    "Go modules": {
      on: "FROM golang:1.27\nCOPY . .\nRUN go mod download && go build .",
      says: [late("3:5", "go", "downloads")],
    },
    "without FROM": {
      on: "COPY . .\nRUN npm ci",
      says: [late("2:5", "npm")],
    },
  },
});
