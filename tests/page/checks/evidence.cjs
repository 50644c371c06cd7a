"use strict";
// From statements to the words that support them, and back.
const assert = require("node:assert/strict");
const { inView, marked, open, texts, visible } = require("../harness.cjs");

module.exports = {
  async a_click_on_a_citation_marks_the_words() {
    const page = await open("zh");
    await page.click('#s6 .cite[href="#b9"]');
    assert.equal(await marked(page, "on"), "中西部投运22座，平均利用率仅为54%");
    assert.equal(await marked(page, "lit"), "华东投运24座，平均利用率83%|中西部投运22座，平均利用率仅为54%");
    assert.ok(page.url().endsWith("#b9"));
    assert.ok(await inView(page, "#b9"));
    await page.evaluate(() => scrollTo(0, 0));
    await page.click('#s6 .cite[href="#b9"]');   // the address does not change, yet it scrolls again
    assert.ok(await inView(page, "#b9"));
    await page.click("#s11 .cite");
    assert.equal(await marked(page, "on"), "拟以华东6座成熟冷库为底层资产，预计募集18亿元左右");
    await page.goBack();
    await page.waitForSelector("#b9.on");
  },

  async enter_on_a_citation_marks_the_words() {
    const page = await open("zh");
    await page.focus("#s4 .cite");
    assert.equal(await marked(page, "on"), "");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".block.on");
    assert.equal(await marked(page, "on"), "上半年折旧与摊销达到6.2亿元，是上年同期的2.3倍");
    assert.ok(await inView(page, "#b11"));
    await page.keyboard.press("Escape");
    assert.equal(await marked(page, "on"), "");
  },

  async a_link_to_a_block_marks_all_its_evidence() {
    const page = await open("zh", { hash: "#b11" });
    assert.equal(await marked(page, "on"), "上半年折旧与摊销达到6.2亿元，是上年同期的2.3倍|两项合计吃掉了毛利增量的绝大部分");
    assert.ok(await inView(page, "#b11"));
    await page.evaluate(() => { location.hash = "#b4"; });
    await page.waitForSelector("#b4.on");
    assert.equal(await marked(page, "on"), "");
  },

  async a_link_into_a_long_document_arrives() {
    for (const width of [1280, 390]) {
      const page = await open("long", { hash: "#b137", width });
      assert.ok(await inView(page, "#b137 mark"), `at ${width}`);
    }
  },

  async a_broken_address_breaks_nothing() {
    const page = await open("zh", { hash: "#%E0%A4%A" });
    await page.hover("#s3");
    assert.notEqual(await marked(page, "lit"), "");
  },

  async pointing_at_a_statement_lights_all_its_evidence() {
    const page = await open("zh");
    await page.hover("#s3");
    assert.equal(await marked(page, "lit"), "净利率从上年同期的9.3%降至4.1%。|次日开盘，股价一度下跌13%，收盘跌幅收窄至|8.6%");
    assert.deepEqual(await texts(page, ".strip a.lit"), ["2", "3"]);
    await page.hover("h1");
    assert.equal(await marked(page, "lit"), "");
    await page.focus("#s3 .cite");
    assert.notEqual(await marked(page, "lit"), "");
    await page.focus("#query");
    assert.equal(await marked(page, "lit"), "");
  },

  async words_of_several_statements_belong_to_each() {
    const page = await open("overlap");
    for (const [id, words] of [["s1", "abc|d|e|f"], ["s2", "d|e|f|ghi"], ["s3", "e"]]) {
      await page.hover("#" + id);
      assert.equal(await marked(page, "lit"), words);
      await page.click(`#${id} .cite`);
      assert.equal(await marked(page, "on"), words);
    }
    assert.equal(await page.$eval("#b1 p", (p) => p.textContent), "abcdefghi jkl");
  },

  async a_click_on_evidence_leads_to_its_statement() {
    const page = await open("zh");
    await page.click("#b16 mark");
    assert.equal(await page.$$eval(".statement.lit", (all) => all.map((one) => one.id).join()), "s11");
    const box = await (await page.$("#s11")).boundingBox();
    assert.ok(box.y >= 0 && box.y < 800);
    await page.click("#b11 .back");
    assert.ok(page.url().endsWith("#s1"));
    assert.equal(await page.$eval("#b11 .back", (a) => a.textContent), "2×");
  },

  async without_a_document_citations_are_text() {
    const page = await open("single");
    assert.equal(await page.$$eval("a.cite", (all) => all.length), 0);
    assert.equal(await page.$eval("#s1 .cites", (cites) => cites.textContent), "[1][11]");
    await page.click("#s1 .quotes summary");
    assert.match(await page.textContent("#s1 .quotes"), /利润却退回到两年前的水平/);
    assert.ok(await (await open("other")).isVisible(".notice"));
  },

  async it_works_without_javascript() {
    const page = await open("zh", { javaScriptEnabled: false });
    for (const part of [".search", ".walk", "[data-copy]", "[data-save]", ".keys"]) assert.ok(!(await page.isVisible(part)), part);
    await page.click('#s6 .cite[href="#b9"]');
    assert.ok(page.url().endsWith("#b9"));
    assert.ok(await page.isVisible("#b9:target mark"));
    await page.click("#b9 .back");
    assert.ok(page.url().endsWith("#s6"));
    await page.click(".about summary");
    assert.ok(await page.isVisible(".about dl"));
  },

  async the_core_stands_as_the_deck_above_both_halves() {
    const page = await open("zh");
    const box = async (selector) => (await page.$(selector)).boundingBox();
    const [title, deck, summary, article] = [await box("h1"), await box("#s1"), await box("#summary"), await box("#document")];
    assert.ok(title.y + title.height <= deck.y && deck.y + deck.height <= Math.min(summary.y, article.y));
    const size = (selector) => page.$eval(selector, (one) => parseFloat(getComputedStyle(one).fontSize));
    assert.ok(await size("#s1 .claim") > 1.3 * await size("#s2 .claim"));
    await page.hover("#s1");
    assert.notEqual(await marked(page, "lit"), "");
  },

  async a_translation_stands_below_the_words_it_translates() {
    const page = await open("troubled");
    const shown = () => visible(page, "article .gloss");
    assert.equal((await shown()).length, 0);
    await page.click("#s8 .cite");
    assert.equal((await shown()).length, 1);
    assert.match(await page.textContent("#b17 .gloss"), /The guidance for the year was not adjusted\s+translated by example\/judge/);
    assert.equal(await page.$eval("#b17 .gloss span", (one) => one.lang), "en");
    const [words, gloss] = [await (await page.$("#b17 > p")).boundingBox(), await (await page.$("#b17 .gloss")).boundingBox()];
    assert.ok(gloss.y >= words.y + words.height && gloss.x >= words.x);
    await page.keyboard.press("Escape");
    assert.equal((await shown()).length, 0);
  },

  async a_translation_is_seen_without_javascript_and_without_the_document() {
    const page = await open("troubled", { javaScriptEnabled: false });
    assert.equal((await visible(page, "article .gloss")).length, 2);
    const single = await open("troubled-single");
    await single.click("#s8 .quotes summary");
    assert.match(await single.textContent("#s8 .quotes"), /全年指引没有调整[\s\S]*The guidance for the year was not adjusted/);
  },

  async a_title_in_the_readers_language_stands_above_the_documents_own() {
    const page = await open("titled");
    assert.equal(await page.textContent("h1"), "Cold stores without profit");
    assert.equal(await page.textContent(".original"), "禾屿冷链上市第三年：仓库多了，利润去哪了？");
    assert.deepEqual(await page.evaluate(() => ["h1", ".original"].map((s) => document.querySelector(s).lang)), ["en", "zh-Hans"]);
    assert.equal(await page.$$eval(".imprint .title", (all) => all.length), 0);
  },
};
