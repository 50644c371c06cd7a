"use strict";
// What one takes along: copies, files, links.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const { alone, open } = require("../harness.cjs");

const PERMISSIONS = { permissions: ["clipboard-read", "clipboard-write"] };
// What the button for these words, or this statement, puts on the clipboard.
const copied = (page, what) => alone(async () => {
  if (what !== "text") await page.hover("#" + what);
  await page.click(`[data-copy="${what}"]`);
  return page.evaluate(() => navigator.clipboard.readText());
});
const saved = async (page, button) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
  return [download.suggestedFilename(), fs.readFileSync(await download.path(), "utf8")];
};

module.exports = {
  async the_summary_is_copied_as_it_is_printed() {
    const page = await open("zh", PERMISSIONS);
    const text = await copied(page, "text");
    assert.match(text, /^禾屿冷链上市第三年：仓库多了，利润去哪了？\n禾屿冷链\(US:HYCC\) 冷链观察·2025-08-19 07:40\n/);
    assert.match(text, /\nCore Viewpoint\n- Heyu Cold Chain's revenue[^\n]* \[1\]\[11\]\n\nGroup 1: Growth without profit\n- /);
    assert.equal(await page.textContent("#said"), "Copied");
  },

  async a_statement_is_copied_with_its_evidence() {
    const page = await open("troubled", PERMISSIONS);
    assert.equal(await copied(page, "s3"), "Tide is a system of Yunhe Logistics. [14]\n[14] “禾屿在9座枢纽仓上线了自研的调度系统“潮汐””\n"
      + "— 禾屿冷链上市第三年：仓库多了，利润去哪了？, 冷链观察, 2025-08-19, https://news.example/2025/heyu?id=7&x=<y>");
  },

  async a_translation_is_copied_along() {
    const page = await open("troubled", PERMISSIONS);
    assert.match(await copied(page, "s8"), /\n\[17\] “全年指引没有调整” \(The guidance for the year was not adjusted\)\n/);
  },

  async the_core_is_the_first_statement_to_copy() {
    const page = await open("zh", PERMISSIONS);
    assert.match(await copied(page, "s1"), /^Heyu Cold Chain's[^\n]*\[1\]\[11\]\n\[1\] “收入和仓库/);
  },

  async it_copies_where_the_clipboard_is_out_of_reach() {
    const page = await open("zh", PERMISSIONS);
    await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("no")); });
    assert.match(await copied(page, "text"), /Core Viewpoint/);
    assert.equal(await page.$$eval("textarea", (all) => all.length), 0);
  },

  async it_saves_markdown() {
    const page = await open("troubled", { acceptDownloads: true });
    const [name, text] = await saved(page, '[data-save="markdown"]');
    assert.equal(name, "禾屿冷链上市第三年：仓库多了，利润去哪了？.md");
    assert.match(text, /^# 禾屿冷链[\s\S]*## Core Viewpoint\n\n- Heyu[^\n]*\[2\] — \*not supported\*/);
  },

  async it_saves_json_that_is_the_summary() {
    const page = await open("hostile", { acceptDownloads: true });
    const [name, text] = await saved(page, '[data-save="json"]');
    assert.match(name, /\.json$/);
    const embedded = await page.$eval("#summary-data", (one) => JSON.parse(one.textContent));
    assert.deepEqual(JSON.parse(text), embedded);
    assert.equal(embedded.schema_version, "1");
  },

  async a_link_to_a_statement_shows_it_with_its_evidence() {
    const page = await open("zh");
    await page.hover("#s7");
    await page.click('#s7 .tool[href="#s7"]');
    assert.ok(page.url().endsWith("#s7"));
    const arrived = await open("zh", { hash: "#s7" });
    assert.ok(await arrived.$("#b10.on"));
    const box = await (await arrived.$("#s7")).boundingBox();
    assert.ok(box.y > 0 && box.y + box.height < 800);
  },

  async tools_appear_under_the_pointer_and_by_keyboard() {
    const page = await open("zh");
    const opacity = () => page.$eval("#s5 .tools", (tools) => getComputedStyle(tools).opacity);
    await page.hover("h1");
    assert.equal(await opacity(), "0");
    await page.hover("#s5");
    assert.equal(await opacity(), "1");
    await page.hover("h1");
    await page.focus("#s5 .tool");
    assert.equal(await opacity(), "1");
  },

  async the_source_is_linked_only_by_a_web_address() {
    const page = await open("troubled");
    assert.equal(await page.getAttribute(".actions a", "href"), "https://news.example/2025/heyu?id=7&x=<y>");
    assert.equal(await page.$$eval(".actions a", (all) => all.map((a) => a.rel).join()), "noreferrer");
    assert.equal((await (await open("hostile")).$$(".actions a")).length, 0);   // its address is a script
  },
};
