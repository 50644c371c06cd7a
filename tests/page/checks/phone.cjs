"use strict";
// A small screen and a finger.
const assert = require("node:assert/strict");
const { inView, open, phone, texts } = require("../harness.cjs");

const isOpen = (page) => page.$eval("#sheet", (sheet) => sheet.open);

module.exports = {
  async the_first_tap_shows_the_evidence_where_one_is() {
    const page = await phone("zh");
    await page.$eval("#s6", (statement) => statement.scrollIntoView({ block: "center" }));
    const before = await page.evaluate(() => scrollY);
    await page.tap('#s6 .cite[href="#b9"]');
    assert.ok(await isOpen(page));
    assert.equal(await page.textContent("#sheet-title"), "Block 9");
    assert.deepEqual(await texts(page, "#sheet-body mark.on"), ["中西部投运22座，平均利用率仅为54%"]);
    assert.ok((await (await page.$("#sheet-body mark.on")).boundingBox()).y < 844);
    assert.equal(await page.evaluate(() => scrollY), before);
    assert.ok(!page.url().includes("#"));
  },

  async the_sheet_leads_to_the_other_citations() {
    const page = await phone("zh");
    await page.tap("#s6 .cite");
    assert.deepEqual(await texts(page, "#sheet-cites a"), ["[7]", "[9]"]);
    await page.tap("#sheet-cites a >> nth=1");
    assert.equal(await page.textContent("#sheet-title"), "Block 9");
    assert.deepEqual(await texts(page, "#sheet-cites a.on"), ["[9]"]);
    assert.match(await page.textContent("#sheet-body"), /中西部投运22座/);
  },

  async the_sheet_shows_what_is_wrong() {
    const page = await phone("zh");
    await page.tap("#s7 .claim .cite");
    assert.deepEqual(await texts(page, "#sheet-body .fault"), ["不会放缓"]);
    assert.match(await page.textContent("#sheet-body .findings"), /the opposite/);
  },

  async the_sheet_shows_the_translation() {
    const page = await phone("troubled");
    await page.tap("#s8 .cite");
    assert.match(await page.textContent("#sheet-body .gloss"), /The guidance for the year was not adjusted/);
  },

  async the_sheet_closes_in_three_ways() {
    const page = await phone("zh");
    for (const close of [() => page.tap("#sheet-close"), () => page.keyboard.press("Escape"), () => page.touchscreen.tap(195, 40)]) {
      await page.tap("#s4 .cite");
      assert.ok(await isOpen(page));
      await close();
      assert.ok(!(await isOpen(page)));
    }
  },

  async the_sheet_leads_on_to_the_document() {
    const page = await phone("zh");
    await page.tap("#s11 .claim .cite");
    await page.tap("#sheet-go");
    assert.ok(!(await isOpen(page)));
    assert.ok(page.url().endsWith("#b16"));
    assert.ok(await inView(page, "#b16 mark"));
    assert.ok(await page.$("#b16.on"));
  },

  async the_first_tap_on_a_bar_and_on_the_way_back_arrives() {
    const page = await phone("zh");
    await page.tap(".strip a >> nth=10");
    assert.ok(await inView(page, "#b11"));
    await page.tap("#b11 .back");
    assert.ok(page.url().endsWith("#s1"));
    const box = await (await page.$("#s1")).boundingBox();
    assert.ok(box.y >= -1 && box.y < 844);
  },

  async a_wide_screen_has_no_sheet() {
    const page = await open("zh", { hasTouch: true });
    await page.tap("#s6 .cite");
    assert.ok(!(await isOpen(page)));
    assert.ok(await inView(page, "#b7"));
  },

  async a_phone_without_javascript_follows_the_link() {
    const page = await phone("zh", { javaScriptEnabled: false });
    await page.tap('#s6 .cite[href="#b9"]');
    assert.ok(page.url().endsWith("#b9"));
    assert.ok(!(await page.isVisible("#sheet")));
  },

  async every_target_is_large_enough_for_a_finger() {
    for (const name of ["zh", "troubled", "single", "digest", "index"]) {
      const page = await phone(name);
      if (name === "zh") await page.tap("#s6 .cite");
      const small = await page.$$eval("a, button, summary, input, select, label", (all) => all
        .filter((one) => one.checkVisibility() && !one.matches(".skip, .filter input, .keys input"))
        .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.height < 43.5)).map(([html, box]) => `${html} ${box.height}`));
      assert.deepEqual(small, [], name);
    }
  },

  async citations_do_not_overlap_what_can_be_done_with_a_statement() {
    const page = await phone("overlap-many");
    const overlaps = await page.$$eval(".statement", (all) => all.flatMap((one) => {
      const tools = [...one.querySelectorAll(".tool")].map((tool) => tool.getBoundingClientRect());
      return [...one.querySelectorAll(".claim .cite")].map((cite) => cite.getBoundingClientRect())
        .filter((a) => tools.some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
    }).length);
    assert.equal(overlaps, 0);
  },
};
