/** A workflow of GitHub Actions: findings show up beside the lines of a pull request, and warnings stop it. */
export const workflowText = `name: campaigns
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
      - run: npm ci # package.json lists usher
      - run: npx usher lint --strict --format github campaigns
      - run: npx usher test --format github campaigns
`;
