import { stringify } from 'yaml';

import type { Project } from './project.ts';

/** A workflow of GitHub Actions: findings show up beside the lines of a pull request, and warnings stop it. */
export function workflowText({ folder, packageFolder }: Project): string {
  const prefix = packageFolder === '' ? '' : ` --prefix ${quoted(packageFolder)}`;
  const campaigns = `${folder === '' ? '' : `${quoted(folder)}/`}campaigns`;
  const lockFile = packageFolder === '' ? '' : line('cache-dependency-path', packageFolder);
  return `name: ${scalar(nameOf(folder))}
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  campaigns:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
${lockFile}      - run: ${scalar(`npm ci${prefix}`)} # package.json lists usher
      - run: ${scalar(`npx${prefix} usher lint --strict --format github ${campaigns}`)}
      - run: ${scalar(`npx${prefix} usher test --format github ${campaigns}`)}
`;
}

/** The workflow's name, which is its file's too: one for each folder of a repository. */
export function nameOf(folder: string): string {
  return [...folder.split('/').filter((part) => part !== ''), 'campaigns'].join('-');
}

function line(key: string, packageFolder: string): string {
  return `          ${key}: ${scalar(`${packageFolder}/package-lock.json`)}\n`;
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}
