"use strict";
// A digest: its articles as tabs, each a click from the statements that cite it.
const assert = require("node:assert/strict");
const { inView, marked, open, phone, texts, visible } = require("../harness.cjs");

const selected = (page) => texts(page, '.tabs [aria-selected="true"] b');
const shown = (page) => visible(page, ".source");

module.exports = {
  async a_citation_opens_the_tab_of_its_article_and_marks_the_words() {
    const page = await open("digest");
    assert.deepEqual([await selected(page), await shown(page)], [["1 3"], ["a1"]]);
    await page.click('.differs .cite[href="#b5-2"]');
    assert.deepEqual([await selected(page), await shown(page)], [["5"], ["a5"]]);
    assert.equal(await marked(page, "on"), "It costs 3.1 billion yuan and should open to traffic next May.");
    assert.ok(await inView(page, "#b5-2"));
    assert.ok(page.url().endsWith("#b5-2"));
    await page.click('.differs .cite[href="#b4-1"]');
    assert.deepEqual(await shown(page), ["a4"]);
    await page.goBack();
    assert.deepEqual(await shown(page), ["a5"]);
    assert.deepEqual(await shown(await open("digest", { hash: "#b7-2" })), ["a7"]);
  },

  async tabs_are_tabs_for_keys_and_readers() {
    const page = await open("digest");
    const roles = await page.$$eval(".tabs, .tabs a, .source", (all) => [...new Set(all.map((one) => one.getAttribute("role")))]);
    assert.deepEqual(roles, ["tablist", "tab", "tabpanel"]);
    const wired = await page.$$eval(".tabs a", (tabs) => tabs.every((tab) => document.getElementById(tab.getAttribute("aria-controls")).getAttribute("aria-labelledby") === tab.id));
    assert.ok(wired);
    assert.equal((await page.$$('.tabs a[tabindex="0"]')).length, 1);
    await page.focus("#t1");
    for (const [key, panel] of [["ArrowRight", "a2"], ["End", "a10"], ["ArrowRight", "a1"], ["ArrowLeft", "a10"], ["Home", "a1"]]) {
      await page.keyboard.press(key);
      assert.deepEqual(await shown(page), [panel], key);
      assert.equal(await page.evaluate(() => document.activeElement.id), panel.replace("a", "t"));
    }
    await page.click("#t9");
    assert.deepEqual(await shown(page), ["a9"]);
  },

  async copies_corrections_and_disagreements_are_in_sight() {
    const page = await open("digest");
    const relations = await texts(page, ".sources .relation");
    assert.deepEqual(relations, ["one source, 2 numbers", "one source, 2 numbers", "corrected by [8]", "corrects [7]"]);
    assert.deepEqual((await texts(page, ".sources .numbers"))[0], "[1][3]");
    assert.equal((await visible(page, ".differs .verdict")).length, 2);
    await page.click('.sources .relation[href="#a8"]');
    assert.deepEqual(await shown(page), ["a8"]);
    assert.match(await page.textContent("#a8 .source-head"), /corrects \[7\]/);
  },

  async search_finds_in_all_articles() {
    const page = await open("digest");
    await page.fill("#query", "railway station");
    assert.deepEqual(await shown(page), ["a5"]);
    await page.fill("#query", "图书馆");
    assert.deepEqual(await shown(page), ["a9"]);
  },

  async without_javascript_the_articles_stand_one_after_the_other() {
    const page = await open("digest", { javaScriptEnabled: false });
    assert.equal((await shown(page)).length, 8);
    assert.ok(await page.isVisible(".tabs"));
    await page.click('.cite[href="#b5-2"]');
    assert.ok(await page.isVisible("#b5-2:target mark"));
    await page.click('.tabs a[href="#a2"]');
    assert.ok(page.url().endsWith("#a2"));
  },

  async the_sheet_names_the_article() {
    const page = await phone("digest");
    await page.tap('.differs .cite[href="#b5-2"]');
    assert.equal(await page.textContent("#sheet-title"), "Block 5:2");
    assert.deepEqual(await texts(page, "#sheet-body h3"), ["Second Linjiang bridge closes its last gap"]);
    assert.deepEqual(await texts(page, "#sheet-cites a"), ["[4:1]", "[5:2]"]);
    await page.tap("#sheet-go");
    assert.deepEqual(await shown(page), ["a5"]);
    assert.ok(await inView(page, "#b5-2 mark"));
  },

  async without_its_articles_the_quotes_name_them() {
    const page = await open("digest-single");
    assert.equal((await page.$$("a.cite, .tabs")).length, 0);
    await page.click(".differs .quotes summary");
    assert.match(await page.textContent(".differs .quotes"), /\[5:2\][\s\S]*It costs 3.1 billion yuan[\s\S]*Second Linjiang bridge closes/);
  },

  async a_finding_marks_its_words_in_its_article() {
    const page = await open("digest-findings");
    await page.click("#s7 .claim .cite");
    assert.deepEqual(await shown(page), ["a1"]);
    assert.deepEqual(await texts(page, "#a1 .fault.told"), ["不会放缓"]);
  },

  async of_long_articles_what_is_cited_is_shown() {
    const page = await open("digest-long");
    const blocks = await page.$$eval("#a1 .block", (all) => all.length);
    assert.ok(blocks >= 4 && blocks <= 12, String(blocks));
    assert.ok(await page.isVisible("#a1 .skipped"));
    assert.match(await page.textContent("#a1 .coverage"), /of 200|共 200 段/);
    await page.click("#s30 .cite");
    assert.deepEqual(await shown(page), ["a20"]);
  },

  async all_articles_are_printed() {
    const page = await open("digest");
    await page.emulateMedia({ media: "print" });
    assert.equal((await shown(page)).length, 8);
    assert.equal((await visible(page, ".tabs a")).length, 0);
  },
};
