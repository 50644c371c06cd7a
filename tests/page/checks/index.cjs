"use strict";
// The index of a batch.
const assert = require("node:assert/strict");
const { open } = require("../harness.cjs");

const shown = (page) => page.$$eval(".entry", (all) =>
  all.filter((one) => one.checkVisibility()).map((one) => one.querySelector("h2").textContent.slice(0, 6)).join());
const ALL = "禾屿冷链上市,Why th,clean.,broken";
const MANY = "Alpha ,Beta b,Gamma ,Delta ,Epsilo,broken";

module.exports = {
  async the_index_filters_by_support() {
    for (const javaScriptEnabled of [true, false]) {
      const page = await open("index", { javaScriptEnabled });
      for (const [filter, titles] of [["unchecked", "禾屿冷链上市"], ["clean", "clean."], ["failed", "broken"], ["unsupported", "禾屿冷链上市,Why th"], ["all", ALL]]) {
        await page.check(`#f-${filter}`);
        assert.equal(await shown(page), titles);
      }
      await page.click(".entry a");
      assert.ok(page.url().endsWith("zh.html"));
    }
  },

  async without_javascript_the_index_shows_no_dead_fields() {
    const page = await open("index", { javaScriptEnabled: false });
    assert.ok(!(await page.isVisible("#query")) && !(await page.isVisible("#sort")) && await page.isVisible(".filter"));
    assert.equal(await shown(page), ALL);
  },

  async the_index_is_searched() {
    const page = await open("index-many");
    await page.fill("#query", "ＳＨＩＰＳ  beta");   // all words, whatever their case or width
    assert.equal(await shown(page), "Beta b");
    assert.equal(await page.$eval("#shown", (one) => one.value), "1 of 6");
    await page.fill("#query", "no such word");
    assert.ok(await page.isVisible("#nothing"));
    await page.fill("#query", "");
    assert.equal(await shown(page), MANY);
  },

  async the_index_filters_by_company() {
    const page = await open("index-many");
    assert.deepEqual(await page.$$eval("#symbol option", (all) => all.map((one) => one.textContent)), ["All", "Acme ACM (3)", "BLT (1)"]);
    await page.selectOption("#symbol", "ACM");
    assert.equal(await shown(page), "Alpha ,Beta b,Delta ");
  },

  async the_index_filters_by_source() {
    const page = await open("index-many");
    await page.selectOption("#source", "Harbour Ledger");
    assert.equal(await shown(page), "Beta b,Gamma ");
  },

  async the_index_filters_by_date() {
    const page = await open("index-many");
    await page.fill("#since", "2025-02-01");
    assert.equal(await shown(page), "Beta b,Gamma ,Delta ");
    await page.fill("#until", "2025-03-01");
    assert.equal(await shown(page), "Beta b,Delta ");
  },

  async the_index_is_sorted() {
    const page = await open("index-many");
    for (const [order, titles] of [
      ["newest", "Gamma ,Delta ,Beta b,Alpha ,Epsilo,broken"], ["oldest", "Alpha ,Beta b,Delta ,Gamma ,Epsilo,broken"],
      ["title", "Alpha ,Beta b,broken,Delta ,Epsilo,Gamma "], ["findings", "broken,Gamma ,Alpha ,Beta b,Delta ,Epsilo"], ["batch", MANY],
    ]) {
      await page.selectOption("#sort", order);
      assert.equal(await shown(page), titles, order);
    }
  },

  async filters_of_the_index_add_up() {
    const page = await open("index-many");
    await page.selectOption("#symbol", "ACM");
    await page.fill("#since", "2025-02-01");
    await page.check("#f-clean");
    assert.equal(await shown(page), "Beta b,Delta ");
    assert.equal(await page.$eval("#shown", (one) => one.value), "2 of 6");
    await page.check("#f-failed");
    assert.ok(await page.isVisible("#nothing"));
  },

  async the_address_keeps_what_was_chosen() {
    const page = await open("index-many");
    await page.selectOption("#symbol", "ACM");
    await page.selectOption("#sort", "title");
    await page.check("#f-clean");
    const hash = new URL(page.url()).hash;
    const again = await open("index-many", { hash });
    assert.equal(await shown(again), "Beta b,Delta ");
    assert.deepEqual(await again.$$eval("#symbol, #sort", (all) => all.map((one) => one.value)), ["ACM", "title"]);
    assert.ok(await again.isChecked("#f-clean"));
  },

  async a_slash_leads_to_the_search_of_the_index() {
    const page = await open("index-many");
    await page.keyboard.press("/");
    await page.keyboard.type("a/b");
    assert.equal(await page.inputValue("#query"), "a/b");
  },

  async the_index_speaks_one_language() {
    const page = await open("index");
    const labels = await page.$$eval(".filter label, .fields label, .tally span", (all) => all.map((one) => one.firstChild.textContent + one.textContent).join());
    assert.ok(!/\p{Script=Han}/u.test(labels.replace(/禾屿冷链|冷链观察/g, "")), labels);
  },

  async a_page_of_a_batch_leads_back_to_its_index() {
    const page = await open("troubled-zh");
    await page.click(".to-index a");
    assert.ok(page.url().endsWith("/index.html"));
  },

  async an_empty_index_says_so() {
    const page = await open("index-empty");
    assert.match(await page.textContent("main"), /There are no summaries here/);
    assert.equal((await page.$$("input, select")).length, 0);
  },
};
