"use strict";
// What is wrong: where it is marked, how it is told, and how one walks and filters by it.
const assert = require("node:assert/strict");
const { inView, marked, open, texts, visible } = require("../harness.cjs");

const shown = async (page) => (await visible(page, ".group .statement")).join();
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);

module.exports = {
  async marks_stand_only_where_something_is_wrong() {
    const page = await open("zh");
    assert.deepEqual(await page.$$eval(".statement:has(.verdict)", (all) => all.map((one) => one.id)), ["s3", "s7", "s11"]);
    const shapes = await page.$$eval(".verdict use", (all) => all.map((use) => use.getAttribute("href")));
    assert.deepEqual(shapes, ["#i-partial", "#i-unsupported", "#i-unchecked"]);
    assert.deepEqual(await texts(page, ".verdict .unseen"), ["partial:", "unsupported:", "unchecked:"]);
  },

  async a_sound_summary_has_no_mark_and_nothing_to_walk() {
    const page = await open("overlap");
    assert.equal(await page.$$eval(".verdict, .findings, .walk, .filter", (all) => all.length), 0);
    assert.match(await page.textContent(".bar .tally"), /3\s+supported/);
  },

  async what_nobody_checked_is_not_marked_statement_by_statement() {
    const page = await open("unjudged");
    assert.equal(await page.$$eval(".verdict, .findings, .judge", (all) => all.length), 0);
    assert.match(await page.textContent(".bar .tally"), /2\s+unchecked/);
  },

  async findings_stand_in_words_beside_shapes() {
    const page = await open("zh");
    assert.match(await page.textContent("#s7"), /unsupported: Management will slow[\s\S]*Negation\s+the opposite[\s\S]*will slow[\s\S]*不会放缓/);
    assert.equal(await page.textContent("#s7 .doubt"), "will slow");
    assert.equal((await texts(page, "#b10 .fault")).join("|"), "不会放缓");
    assert.match(await page.$eval("#b10 .fault", (one) => getComputedStyle(one).textDecorationStyle), /wavy/);
    assert.deepEqual((await texts(page, ".filter label")).map((text) => text.replace(/\s+/g, " ")),
      ["All 11", "1 unsupported", "1 partial", "1 unchecked", "8 supported"]);
  },

  async both_sides_stand_side_by_side_and_their_difference_is_told() {
    const page = await open("troubled");
    const told = (id) => page.$eval(`${id} .findings`, (one) => one.textContent.replace(/\s+/g, " ").trim());
    assert.equal(await told("#s1"), "unsupported Number 1/10 of the source Summary468 million yuan Source46.8亿元 4.68 billion yuan [2]");
    assert.equal(await told("#s2"), "unsupported Direction the opposite Summaryrose Source降至 [2]");
    assert.equal(await told("#s3"), "unsupported Name another company SummaryYunhe Logistics Source禾屿 [14]");
    assert.equal(await told("#s4"), "partial Date another date SummaryIn the first half of 2024 Source2025年上半年 the first half of 2025 [2]");
    assert.equal(await told("#s6"), "unsupported Name not in the source SummaryMoonbeam Capital");
    assert.equal(await told("#s7"), "unchecked No citation");
    assert.match(await (await open("zh")).textContent("#s3 .findings"), /4\.4 points above the source/);
  },

  async both_sides_of_a_finding_are_marked() {
    const page = await open("troubled");
    assert.equal(await page.textContent("#s1 .doubt"), "468 million yuan");
    assert.ok((await texts(page, "#b2 .fault")).includes("46.8亿元"));
    assert.ok((await texts(page, "#b14 .fault")).includes("禾屿"));
    await page.click("#s1 .claim .cite");   // of several in one block, those of its own finding
    assert.deepEqual(await texts(page, ".fault.told"), ["46.8亿元"]);
    const colour = (selector) => page.$eval(selector, (one) => getComputedStyle(one).backgroundColor);
    assert.equal(await colour("#s1 .stated"), await colour("#b2 .told"));
  },

  async findings_that_say_the_same_are_told_once() {
    const page = await open("troubled");
    assert.equal(await page.$$eval("#s5 .findings li", (all) => all.length), 1);
    assert.deepEqual(await texts(page, "#s5 .claimed"), ["2.35 billion", "7.13 billion", "63.8%", "4.5 billion"]);
    assert.deepEqual(await texts(page, "#s5 .findings .cite"), ["[15]"]);
    assert.equal(await page.$$eval("#s2 .findings li", (all) => all.length), 1);
  },

  async findings_speak_the_language_of_the_labels() {
    const page = await open("troubled-zh");
    assert.match(await page.textContent("#s1 .findings"), /无依据\s*数字\s+是原文的 1\/10\s*摘要\s*468 million yuan\s*原文\s*46\.8亿元/);
    for (const id of ["s1", "s2", "s3", "s4", "s5", "s6", "s7"]) assert.ok(!/the source|cited text/.test(await page.textContent(`#${id} .findings`)), id);
  },

  async a_title_has_its_verdict() {
    const page = await open("troubled");
    assert.match(await page.textContent(".group > .findings"), /unsupported\s*Wording\s*The title fits none of its points\./);
  },

  async what_a_model_answered_is_folded() {
    const page = await open("troubled");
    assert.ok(!(await page.isVisible("#s9 .dismissed ul")));
    await page.click("#s9 .dismissed summary");
    assert.match(await page.textContent("#s9 .dismissed ul"), /it is the range of the guidance/);
    assert.equal(await page.textContent("#summary > .judge"), "Judged by example/judge");
  },

  async j_and_k_walk_the_findings() {
    const page = await open("zh");
    const steps = [["j", "s3"], ["j", "s7"], ["j", "s11"], ["j", "s3"], ["k", "s11"], ["k", "s7"]];
    for (const [key, id] of steps) {
      await page.keyboard.press(key);
      assert.equal(await focused(page), id);
    }
    assert.equal(await page.$eval("#at", (at) => at.value), "2 of 3");
  },

  async the_buttons_walk_as_well() {
    const page = await open("zh");
    assert.equal(await page.$eval("#at", (at) => at.value), "3 to look at");
    await page.click("#back");
    assert.equal(await focused(page), "s11");
    await page.click("#on");
    assert.equal(await focused(page), "s3");
    assert.equal(await page.$eval("#at", (at) => at.value), "1 of 3");
  },

  async a_step_shows_the_place_in_the_document() {
    const page = await open("zh");
    await page.keyboard.press("j");
    assert.ok(await page.$("#b3.on"), "the block that the finding names");
    await page.keyboard.press("j");
    assert.equal(await marked(page, "on"), "强调|不会放缓|年内新增18座冷库的安排");
    assert.ok(await inView(page, "#b10"));
    const [box, bar] = [await (await page.$("#s7")).boundingBox(), await (await page.$(".summary .bar")).boundingBox()];
    assert.ok(box.y >= bar.y + bar.height && box.y + box.height <= 801);
  },

  async the_walk_includes_titles() {
    const page = await open("troubled");
    await page.keyboard.press("j");
    assert.equal(await focused(page), "s1");
    await page.keyboard.press("j");
    assert.ok(await page.$(".group > .findings:focus"));
    assert.equal(await page.$eval("#at", (at) => at.value), "2 of 8");
  },

  async the_walk_keeps_to_the_filter() {
    const page = await open("troubled");
    await page.check("#v-partial");
    for (const id of ["s4", "s4"]) {
      await page.keyboard.press("j");
      assert.equal(await focused(page), id);
    }
    assert.equal(await page.$eval("#at", (at) => at.value), "1 of 1");
    assert.equal((await visible(page, ".group > .findings")).length, 0);
  },

  async letters_in_a_field_are_letters() {
    const page = await open("zh");
    await page.focus("#query");
    await page.keyboard.type("jk/j");
    assert.equal(await page.inputValue("#query"), "jk/j");
    assert.equal(await focused(page), "query");
  },

  async keys_of_one_letter_can_be_switched_off() {
    const page = await open("zh");
    await page.uncheck("#keys");
    await page.keyboard.press("j");
    await page.keyboard.press("/");
    assert.equal(await focused(page), "keys");
    await page.check("#keys");
    await page.keyboard.press("j");
    assert.equal(await focused(page), "s3");
  },

  async keys_with_control_are_left_to_the_browser() {
    const page = await open("zh");
    for (const keys of ["Control+j", "Alt+j", "Meta+k"]) await page.keyboard.press(keys);
    assert.equal(await focused(page), "BODY");
  },

  async the_counts_filter_the_statements() {
    for (const javaScriptEnabled of [true, false]) {
      const page = await open("zh", { javaScriptEnabled });
      for (const [filter, ids] of [["unsupported", "s7"], ["partial", "s3"], ["unchecked", "s11"], ["supported", "s2,s4,s5,s6,s8,s9,s10"], ["all", "s2,s3,s4,s5,s6,s7,s8,s9,s10,s11"]]) {
        await page.check(`#v-${filter}`);
        assert.equal(await shown(page), ids);
      }
      assert.ok(await page.isVisible("#s1"));
    }
  },

  async a_group_without_what_is_asked_for_is_hidden() {
    const page = await open("zh");
    await page.check("#v-unsupported");
    assert.equal((await visible(page, ".group h3")).length, 1);
    await page.check("#v-all");
    assert.equal((await visible(page, ".group h3")).length, 3);
  },

  async a_filter_is_reached_by_arrow_keys() {
    const page = await open("zh");
    await page.focus("#v-all");
    await page.keyboard.press("ArrowRight");
    assert.equal(await shown(page), "s7");
    const outline = await page.$eval("label:has(#v-unsupported)", (label) => getComputedStyle(label).outlineStyle);
    assert.equal(outline, "solid");
  },

  async the_strip_is_coloured_by_verdict() {
    const page = await open("zh");
    const verdicts = await page.$$eval(".strip a", (cells) => cells.map((cell) => (cell.dataset.v || "-").slice(0, 3)).join(" "));
    assert.equal(verdicts, "sup par par - - sup sup - sup uns sup sup - sup sup unc - -");
    const paint = (n) => page.$eval(`.strip a:nth-child(${n})`, (cell) => getComputedStyle(cell, "::before").background);
    const paints = [await paint(1), await paint(2), await paint(4), await paint(10), await paint(16)];
    assert.equal(new Set(paints).size, 5);
    assert.match(paints[4], /repeating-linear-gradient/);   // told apart without colour
    assert.equal(await page.getAttribute(".strip a:nth-child(10)", "title"), "Block 10, used 1×: unsupported");
  },

  async a_filter_dims_the_rest_of_the_strip() {
    const page = await open("zh");
    await page.check("#v-unsupported");
    const opacity = await page.$$eval(".strip a", (cells) => cells.map((cell) => getComputedStyle(cell).opacity));
    assert.deepEqual([opacity[9], opacity[0]], ["1", "0.3"]);
  },
};
