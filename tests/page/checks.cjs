"use strict";
// node checks.cjs TOOLS PAGES: opens the pages in headless Chromium and prints {"check": null or "what is wrong"}.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { faults, run } = require("./harness.cjs");

const LANES = 3;   // checks at a time; each has a window of its own
const folder = path.join(__dirname, "checks");
const checks = Object.assign({}, ...fs.readdirSync(folder).sort().map((name) => require(path.join(folder, name))));

const last = {
  async no_page_complains_or_asks_for_anything() {   // judges all pages opened by the others
    assert.deepEqual(faults, []);
  },
};

(async () => {
  const results = await run(checks, LANES);
  for (const [name, check] of Object.entries(last)) results[name] = await check().then(() => null, String);
  console.log(JSON.stringify(results));
})();
