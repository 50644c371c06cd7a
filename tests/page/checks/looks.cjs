"use strict";
// How it looks and reads: widths, colours, print, languages, and what axe says.
const assert = require("node:assert/strict");
const { axe, names, open, phone, texts, visible } = require("../harness.cjs");

// [page, colour scheme, width]
const LOOKS = {
  page: [["zh", "light", 1280], ["zh", "dark", 390], ["en", "dark", 1280], ["titled", "light", 390]],
  troubled: [["troubled", "light", 1280], ["troubled-zh", "dark", 1280], ["troubled", "light", 390]],
  odd: [["hostile", "dark", 1280], ["hostile-single", "light", 390], ["single", "dark", 1280], ["unjudged", "light", 1280]],
  digest: [["digest", "light", 1280], ["digest", "dark", 390], ["digest-findings", "dark", 1280], ["digest-single", "light", 390]],
  index: [["index", "light", 1280], ["index", "dark", 390], ["index-hostile", "dark", 1280]],
};

const serious = async (page) => {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
  assert.ok(passes.length > 12, "axe looked at nothing");
  return violations.filter(({ impact }) => ["serious", "critical"].includes(impact)).map(({ id, nodes }) => `${id} ${nodes[0].html} ${nodes[0].failureSummary}`);
};

const judge = async (looks) => {
  for (const [name, colorScheme, width] of looks) {
    const page = await open(name, { hash: "#b2", colorScheme, width });
    if (await page.$("#s1.statement")) await page.hover("#s1");
    for (const details of await page.$$("details > summary")) await details.click();
    assert.deepEqual(await serious(page), [], `${name} ${colorScheme} ${width}`);
  }
};

module.exports = {
  async axe_finds_nothing_serious_in_a_page() { await judge(LOOKS.page); },
  async axe_finds_nothing_serious_in_a_page_of_findings() { await judge(LOOKS.troubled); },
  async axe_finds_nothing_serious_in_odd_pages() { await judge(LOOKS.odd); },
  async axe_finds_nothing_serious_in_a_digest() { await judge(LOOKS.digest); },
  async axe_finds_nothing_serious_in_an_index() { await judge(LOOKS.index); },

  async axe_finds_nothing_serious_in_the_sheet() {
    for (const colorScheme of ["light", "dark"]) {
      const page = await phone("troubled", { colorScheme });
      await page.tap("#s1 .cite");
      assert.deepEqual(await serious(page), []);
    }
  },

  async nothing_overflows_at_any_width() {
    for (const name of names) {
      const page = await open(name);
      for (const width of [320, 390, 820, 960, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const [inner, needed] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
        assert.ok(needed <= inner, `${name} at ${width}: ${needed} > ${inner}`);
      }
    }
  },

  async it_follows_the_colour_scheme() {
    const ground = async (colorScheme) => {
      const page = await open("zh", { colorScheme });
      return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).map(Number));
    };
    assert.ok(Math.min(...await ground("light")) > 230);
    assert.ok(Math.max(...await ground("dark")) < 40);
  },

  async it_moves_only_where_motion_is_wanted() {
    const behaviour = async (reducedMotion) => (await open("zh", { reducedMotion })).evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
    assert.deepEqual([await behaviour("reduce"), await behaviour("no-preference")], ["auto", "smooth"]);
  },

  async it_prints_summary_and_document() {
    const page = await open("zh", { hash: "#b9" });
    await page.emulateMedia({ media: "print" });
    for (const part of [".search", ".strip", ".walk", ".tools", ".actions", ".keys"]) assert.equal((await visible(page, part)).length, 0, part);
    assert.equal(await page.$eval(".summary", (e) => getComputedStyle(e).position), "static");
    const [summary, article] = [await (await page.$("#summary")).boundingBox(), await (await page.$("#document")).boundingBox()];
    assert.ok(summary.y + summary.height <= article.y + 1, "the document does not follow the summary");
    const pdf = await page.pdf({ format: "A4" });
    const count = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;
    assert.ok(count >= 2 && count <= 5, `${count} pages`);
  },

  async print_keeps_marks_and_all_statements() {
    const page = await open("zh");
    await page.check("#v-unsupported");
    await page.emulateMedia({ media: "print" });
    assert.equal((await visible(page, ".group .statement")).length, 10);
    const icon = await (await page.$("#s7 .verdict")).boundingBox();
    const statement = await (await page.$("#s7")).boundingBox();
    assert.ok(icon.width > 5 && icon.x >= statement.x);
    assert.equal((await visible(page, "#s7 .sides")).length, 1);
  },

  async every_text_names_its_language() {
    const page = await open("zh");
    const tags = (one) => one.evaluate(() => ["html", "h1", "#s1 .claim", "#b1 p"].map((s) => document.querySelector(s).lang));
    assert.deepEqual(await tags(page), ["en", "zh-Hans", "en", "zh-Hans"]);
    const fonts = await page.evaluate(() => ["#s2 .claim", "#b1 p", "#b1 mark"].map((s) => getComputedStyle(document.querySelector(s)).fontFamily));
    assert.ok(fonts[0].includes("Segoe UI") && fonts[1].includes("Songti SC") && fonts[2] === fonts[1]);
    assert.deepEqual(await tags(await open("en")), ["zh-Hans", "en", "zh-Hans", "en"]);
    assert.equal(await (await open("troubled")).$eval("#s1 .stated", (one) => one.lang), "zh-Hans");
  },

  async a_long_title_is_smaller() {
    const size = async (name) => (await open(name)).$eval("h1", (h) => parseFloat(getComputedStyle(h).fontSize));
    assert.ok(await size("hostile") < await size("zh"));
  },

  async headings_have_an_order() {
    for (const name of ["zh", "single", "digest", "index"]) {
      const page = await open(name);
      const levels = await page.$$eval("h1, h2, h3, h4", (all) => all.filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1])));
      assert.equal(levels.filter((level) => level === 1).length, 1);
      levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1, `${name}: h${levels[i - 1]} to h${level}`));
    }
  },

  async groups_have_their_headings() {
    const page = await open("zh");
    assert.deepEqual((await texts(page, ".group h3")).map((text) => text.replace(/\s+/g, " ")),
      ["Group 1 Growth without profit", "Group 2 From renting to building", "Group 3 Customers and cash"]);
  },

  async colours_forced_by_the_system_leave_the_marks() {
    const page = await open("zh", { forcedColors: "active" });
    await page.click("#s7 .cite");
    const [on, plain] = await page.evaluate(() => ["#b10 mark.on", "#b9 mark"].map((s) => getComputedStyle(document.querySelector(s)).backgroundColor));
    assert.notEqual(on, plain);
  },
};
