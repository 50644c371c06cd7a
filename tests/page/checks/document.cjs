"use strict";
// The document's half: the strip, the search, the keyboard.
const assert = require("node:assert/strict");
const { inView, open, visible } = require("../harness.cjs");

const found = (page) => page.$eval("#found", (output) => output.value);
const painted = (page, name) => page.evaluate((n) => [...CSS.highlights.get(n)].map((range) => range.toString()), name);

module.exports = {
  async the_strip_shows_and_leads_to_every_block() {
    const page = await open("zh");
    const levels = await page.$$eval(".strip a", (cells) => cells.map((cell) => cell.className).join(" "));
    assert.equal(levels, "h1 h2 h1 h0 h0 h1 h1 h0 h1 h1 h2 h1 h0 h1 h1 h1 h0 h0");
    assert.match(await page.textContent(".coverage"), /12 of 18 blocks cited · Not cited:\s+4–5, 8, 13, 17–18/);
    await page.click(".strip a >> nth=13");
    await page.waitForSelector("#b14.on");   // the mark follows the change of the address, a moment later
    assert.equal(await page.$eval(".strip a.h0", (cell) => getComputedStyle(cell, "::before").height), "2px");
  },

  async the_strip_is_one_stop_with_arrows_within() {
    const page = await open("zh");
    await page.focus(".strip a >> nth=13");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#b15.on");
    await page.focus(".strip a >> nth=13");
    await page.keyboard.press("Home");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "1");
    assert.equal(await page.$$eval('.strip a[tabindex="0"]', (cells) => cells.length), 1);
  },

  async search_finds_counts_and_walks() {
    const page = await open("zh");
    await page.fill("#query", "冷库");
    assert.equal(await found(page), "1 / 6");
    assert.equal((await painted(page, "found")).join(), Array(6).fill("冷库").join());
    await page.press("#query", "Enter");
    await page.click("#next");
    assert.equal(await found(page), "3 / 6");
    await page.press("#query", "Shift+Enter");
    await page.click("#previous");
    await page.click("#previous");
    assert.equal(await found(page), "6 / 6");
  },

  async search_goes_over_the_edges_of_marks() {
    const page = await open("zh");
    await page.fill("#query", "31.2%；归属");
    assert.deepEqual([await found(page), await painted(page, "current")], ["1 / 1", ["31.2%；归属"]]);
    await page.fill("#query", "13%，收盘跌幅收窄至8.6%，市值");   // beyond the end of a mark
    assert.deepEqual(await painted(page, "current"), ["13%，收盘跌幅收窄至8.6%，市值"]);
    assert.ok(await inView(page, "#b3"));
    await page.fill("#query", "没有这个词");
    assert.equal(await found(page), "0 / 0");
    await page.press("#query", "Escape");
    assert.deepEqual([await found(page), await painted(page, "found")], ["", []]);
  },

  async search_knows_neither_case_nor_full_width() {
    const page = await open("en");
    await page.fill("#query", "ＭＡＲＬＯＷ");
    assert.equal(await found(page), "1 / 1");
  },

  async a_slash_leads_to_the_search() {
    const page = await open("zh");
    await page.fill("#query", "冷库");
    await page.hover("#s9");
    await page.focus("#s9 .cite");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "query");
    await page.keyboard.type("库容");   // what stood there was selected
    assert.equal(await page.inputValue("#query"), "库容");
  },

  async the_keyboard_alone_suffices() {
    const page = await open("zh");
    const focused = () => page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return [document.activeElement.className.replace(/ ?lit/, "") || document.activeElement.id, outlineStyle !== "none" && parseFloat(outlineWidth) >= 2];
    });
    await page.keyboard.press("Tab");
    assert.deepEqual(await focused(), ["skip", true]);
    assert.ok((await (await page.$(".skip:focus")).boundingBox()).x >= 0);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");   // to the document
    await page.keyboard.press("Tab");
    assert.deepEqual(await focused(), ["query", true]);
    for (let i = 0; i < 3; i++) await page.keyboard.press("Tab");
    assert.deepEqual(await focused(), ["h1", true]);
    await page.keyboard.press("Tab");
    assert.deepEqual(await focused(), ["back", true]);
    await page.keyboard.press("Enter");
    assert.ok(page.url().endsWith("#s1"));
    await page.keyboard.press("Tab");     // on from the statement: its first citation
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "[1]");
  },

  async the_bars_stay_in_sight() {
    const page = await open("long");
    await page.evaluate(() => { scrollTo(0, 4000); document.getElementById("summary").scrollTo(0, 900); });
    const tops = await page.$$eval(".bar", (bars) => bars.map((bar) => Math.round(bar.getBoundingClientRect().top)));
    assert.deepEqual(tops, [0, 0]);
    assert.equal((await visible(page, ".bar h2")).length, 2);
  },
};
