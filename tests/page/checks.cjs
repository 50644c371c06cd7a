"use strict";
// node checks.cjs TOOLS PAGES: opens the pages in headless Chromium and prints {"check": null or "what is wrong"}.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [tools, pages] = process.argv.slice(2);
const modules = path.join(tools, "node_modules");
const { chromium } = require(path.join(modules, "playwright-core"));
const axe = fs.readFileSync(path.join(modules, "axe-core", "axe.min.js"), "utf8");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const NAMES = fs.readdirSync(pages).filter((name) => name.endsWith(".html")).map((name) => name.slice(0, -5));

let browser;
const faults = [];   // what any page of any check complained of or asked for

const open = async (name, { hash = "", width = 1280, height = 800, ...options } = {}) => {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  page.on("console", (message) => { if (message.type() !== "log") faults.push(`${name}: ${message.text()}`); });
  page.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
  page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) faults.push(`${name} asks for ${request.url()}`); });
  await page.goto(pathToFileURL(path.join(pages, name + ".html")) + hash);
  // The page answers a change of its address in an event of its own, a moment after the click that made it.
  for (const [owner, act] of [[page, "click"], [page, "goBack"], [page, "goForward"], [page.keyboard, "press"]]) {
    const plain = owner[act].bind(owner);
    owner[act] = async (...what) => { await plain(...what); await settled(page); };
  }
  return page;
};
const settled = (page) => page.waitForTimeout(80);
const marked = (page, name) => page.$$eval(`mark.${name}`, (marks) => marks.map((mark) => mark.textContent).join("|"));
const inView = (page, selector) => page.$eval(selector, (element) => {
  const box = element.getBoundingClientRect();
  const bar = document.querySelector(".document .bar").getBoundingClientRect();
  return box.top >= bar.bottom - 1 && box.bottom <= innerHeight + 1;
});
const pwned = async (page) => {
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  const odd = await page.evaluate(() => [...document.querySelectorAll("*")].filter((element) =>
    ["IMG", "IFRAME", "OBJECT", "EMBED", "FORM", "BASE"].includes(element.tagName)
    || [...element.attributes].some((a) => /^on/i.test(a.name) || /^\s*javascript:/i.test(a.value) || a.name === "style")).length);
  assert.equal(odd, 0);
};

const checks = {
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
    for (const width of [1280, 390]) {
      const long = await open("long", { hash: "#b137", width });
      assert.ok(await inView(long, "#b137 mark"));
      await long.context().close();
    }
    const other = await open("zh", { hash: "#%E0%A4%A" });   // a broken address breaks nothing
    await other.hover("#s3");
    assert.notEqual(await marked(other, "lit"), "");
  },

  async pointing_at_a_statement_lights_all_its_evidence() {
    const page = await open("zh");
    await page.hover("#s3");
    assert.equal(await marked(page, "lit"), "净利率从上年同期的9.3%降至4.1%。|次日开盘，股价一度下跌13%，收盘跌幅收窄至8.6%");
    assert.deepEqual(await page.$$eval(".strip a.lit", (cells) => cells.map((cell) => cell.textContent)), ["2", "3"]);
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

  async the_strip_shows_and_leads_to_every_block() {
    const page = await open("zh");
    const levels = await page.$$eval(".strip a", (cells) => cells.map((cell) => cell.className).join(" "));
    assert.equal(levels, "h1 h2 h1 h0 h0 h1 h1 h0 h1 h1 h2 h1 h0 h1 h1 h1 h0 h0");
    assert.match(await page.textContent(".coverage"), /12 of 18 blocks cited · Not cited:\s+4–5, 8, 13, 17–18/);
    await page.click(".strip a >> nth=13");
    await page.waitForSelector("#b14.on");   // the mark follows the change of the address, a moment later
    await page.focus(".strip a >> nth=13");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#b15.on");
    await page.focus(".strip a >> nth=13");
    await page.keyboard.press("Home");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "1");
    assert.equal(await page.$$eval('.strip a[tabindex="0"]', (cells) => cells.length), 1);
    assert.equal(await page.$eval(".strip a.h0", (cell) => getComputedStyle(cell, "::before").height), "2px");
  },

  async search_finds_counts_and_walks() {
    const page = await open("zh");
    const found = () => page.$eval("#found", (output) => output.value);
    const painted = (name) => page.evaluate((n) => [...CSS.highlights.get(n)].map((range) => range.toString()), name);
    await page.fill("#query", "冷库");
    assert.equal(await found(), "1 / 6");
    assert.equal((await painted("found")).join(), Array(6).fill("冷库").join());
    await page.press("#query", "Enter");
    await page.click("#next");
    assert.equal(await found(), "3 / 6");
    await page.press("#query", "Shift+Enter");
    await page.click("#previous");
    await page.click("#previous");
    assert.equal(await found(), "6 / 6");
    await page.fill("#query", "31.2%；归属");
    assert.deepEqual([await found(), await painted("current")], ["1 / 1", ["31.2%；归属"]]);
    await page.fill("#query", "13%，收盘跌幅收窄至8.6%，市值");   // beyond the end of a mark
    assert.deepEqual(await painted("current"), ["13%，收盘跌幅收窄至8.6%，市值"]);
    assert.ok(await inView(page, "#b3"));
    await page.fill("#query", "没有这个词");
    assert.equal(await found(), "0 / 0");
    await page.press("#query", "Escape");
    assert.deepEqual([await found(), await painted("found")], ["", []]);
    const english = await open("en");
    await english.fill("#query", "ＭＡＲＬＯＷ");
    assert.equal(await english.$eval("#found", (output) => output.value), "1 / 1");
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

  async it_works_without_javascript() {
    const page = await open("zh", { javaScriptEnabled: false });
    assert.ok(!(await page.isVisible(".search")));
    await page.click('#s6 .cite[href="#b9"]');
    assert.ok(page.url().endsWith("#b9"));
    assert.ok(await page.isVisible("#b9:target mark"));
    await page.click("#b9 .back");
    assert.ok(page.url().endsWith("#s6"));
    await page.click(".about summary");
    assert.ok(await page.isVisible(".about dl"));
  },

  async nothing_overflows_at_any_width() {
    for (const name of NAMES) {
      const page = await open(name);
      for (const width of [320, 390, 700, 960, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const [inner, needed] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
        assert.ok(needed <= inner, `${name} at ${width}: ${needed} > ${inner}`);
      }
    }
  },

  async it_follows_the_colour_scheme() {
    const luminance = (scheme) => open("zh", { colorScheme: scheme })
      .then((page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).map(Number)));
    assert.ok(Math.min(...await luminance("light")) > 230);
    assert.ok(Math.max(...await luminance("dark")) < 40);
  },

  async it_prints_summary_and_document() {
    const page = await open("zh", { hash: "#b9" });
    await page.emulateMedia({ media: "print" });
    assert.ok(!(await page.isVisible(".search")) && !(await page.isVisible(".strip")));
    assert.equal(await page.$eval(".summary", (e) => getComputedStyle(e).position), "static");
    const [summary, article] = [await (await page.$("#summary")).boundingBox(), await (await page.$("#document")).boundingBox()];
    assert.ok(summary.y + summary.height <= article.y + 1, "the document does not follow the summary");
    const pdf = await page.pdf({ format: "A4" });
    const count = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;
    assert.ok(count >= 2 && count <= 5, `${count} pages`);
  },

  async every_text_names_its_language() {
    const page = await open("zh");
    assert.deepEqual(await page.evaluate(() => ["html", "h1", "#s1 .claim", "#b1 p"].map((s) => document.querySelector(s).lang)),
      ["en", "zh-Hans", "en", "zh-Hans"]);
    const fonts = await page.evaluate(() => ["#s1 .claim", "#b1 p", "#b1 mark"].map((s) => getComputedStyle(document.querySelector(s)).fontFamily));
    assert.ok(fonts[0].includes("Segoe UI") && fonts[1].includes("Songti SC") && fonts[2] === fonts[1]);
    const other = await open("en");
    assert.deepEqual(await other.evaluate(() => ["html", "h1", "#s1 .claim", "#b1 p"].map((s) => document.querySelector(s).lang)),
      ["zh-Hans", "en", "zh-Hans", "en"]);
  },

  async without_a_document_citations_are_text() {
    const page = await open("single");
    assert.equal(await page.$$eval("a.cite", (all) => all.length), 0);
    assert.equal(await page.$eval("#s1 .cites", (cites) => cites.textContent), "[1][11]");
    await page.click("#s1 .quotes summary");
    assert.match(await page.textContent("#s1 .quotes"), /利润却退回到两年前的水平/);
    assert.ok(await (await open("other")).isVisible(".notice"));
  },

  async findings_stand_in_words_beside_shapes() {
    const page = await open("zh");
    assert.match(await page.textContent("#s7"), /unsupported: Management will slow[\s\S]*Negation[\s\S]*it will not slow the 18 openings/);
    assert.equal(await page.textContent("#s7 .doubt"), "will slow");
    assert.equal(await page.$$eval(".fault", (all) => all.map((one) => one.textContent).join("|")), "不会放缓");
    assert.match(await page.$eval("#b10 .fault", (one) => getComputedStyle(one).textDecorationStyle), /wavy/);
    const shapes = await page.$$eval(".tally use", (all) => all.map((use) => use.getAttribute("href")));
    assert.deepEqual(shapes, ["#i-supported", "#i-partial", "#i-unsupported", "#i-unchecked"]);
    assert.match(await page.textContent(".tally"), /8 supported\s+1 partial\s+1 unsupported\s+1 unchecked/);
  },

  async hostile_text_stays_text() {
    for (const name of ["hostile", "hostile-single", "index-hostile"]) {
      const page = await open(name);
      await pwned(page);
      assert.match(await page.textContent("body"), /<script>window\.pwned=1<\/script><img src=x onerror="window\.pwned=2">/);
      const harmful = /[\u0000-\u0008\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/;
      assert.ok(!harmful.test(await page.evaluate(() => document.documentElement.outerHTML)));
      const shown = await page.$$eval(".control", (all) => all.map((one) => getComputedStyle(one, "::before").content));
      for (const code of ["U+202E", "U+0000", "U+D800", "U+200F"]) assert.ok(shown.includes(`"${code}"`), `${name}: ${code}`);
    }
    const page = await open("hostile");
    await page.click("#s1 .cite");
    await page.hover("#s2");
    await page.fill("#query", "onerror");
    assert.equal(await page.$eval("#found", (output) => output.value), "1 / 3");
    assert.equal(await page.textContent(".cite.missing"), "[99]");
    await pwned(page);
    const hrefs = await (await open("index-hostile")).$$eval(".entry a", (links) => links.map((a) => a.protocol + a.host));
    assert.deepEqual(hrefs, ["file:", "file:"]);
  },

  async the_policy_holds() {
    const page = await open("zh");
    const before = faults.length;
    const refused = await page.evaluate(() => new Promise((resolve) => {
      const names = new Set();
      document.addEventListener("securitypolicyviolation", (event) => names.add(event.effectiveDirective));
      const add = (tag, properties) => document.body.append(Object.assign(document.createElement(tag), properties));
      add("script", { textContent: "window.pwned = 8" });
      add("style", { textContent: "body { display: none }" });
      add("div", { innerHTML: "<p style='color: red' onclick='window.pwned = 9'>x</p>" });
      document.querySelector("[onclick]").click();
      add("img", { src: "http://127.0.0.1:9/x.png" });
      add("iframe", { src: "http://127.0.0.1:9/" });
      fetch("http://127.0.0.1:9/").catch(() => {});
      setTimeout(() => resolve([...names].sort().join()), 300);
    }));
    assert.equal(refused, "connect-src,frame-src,img-src,script-src-attr,script-src-elem,style-src-attr,style-src-elem");
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    faults.length = before;   // these complaints were asked for
  },

  async the_index_filters_by_support() {
    for (const javaScriptEnabled of [true, false]) {
      const page = await open("index", { javaScriptEnabled });
      const shown = async () => {
        const visible = [];
        for (const entry of await page.$$(".entry")) if (await entry.isVisible()) visible.push(await entry.$eval("h2", (h) => h.textContent));
        return visible.map((title) => title.slice(0, 6)).join();
      };
      assert.equal(await page.$$eval(".entry", (all) => all.length), 4);
      await page.check("#f-unchecked");
      assert.equal(await shown(), "禾屿冷链上市");
      await page.check("#f-clean");
      assert.equal(await shown(), "clean.");
      await page.check("#f-failed");
      assert.equal(await shown(), "broken");
      await page.check("#f-unsupported");
      assert.equal(await shown(), "禾屿冷链上市,Why th");
      await page.click(".entry a");
      assert.ok(page.url().endsWith("zh.html"));
    }
  },

  async axe_finds_nothing_serious() {
    const found = [];
    for (const name of NAMES.filter((one) => one !== "long")) {
      const page = await open(name, { hash: "#b2" });
      if (await page.$("#s1.statement")) await page.hover("#s1");
      for (const details of await page.$$("details > summary")) await details.click();
      await page.evaluate(axe);
      const looks = [["light", 1280], ["dark", 390], ...(["zh", "index"].includes(name) ? [["dark", 1280], ["light", 390]] : [])];
      for (const [colorScheme, width] of looks) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        const { violations, passes } = await page.evaluate(() => axe.run());
        assert.ok(passes.length > 15, "axe looked at nothing");
        for (const { id, impact, nodes } of violations) {
          if (["serious", "critical"].includes(impact)) found.push(`${name} ${colorScheme} ${width}: ${id} ${nodes[0].html} ${nodes[0].failureSummary}`);
        }
      }
    }
    assert.deepEqual(found, []);
  },

  async no_page_complains_or_asks_for_anything() {   // the last: it judges all pages opened above
    assert.deepEqual(faults, []);
  },
};

(async () => {
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  const results = {};
  for (const [name, check] of Object.entries(checks)) {
    const started = Date.now();
    // Once more where it failed: a browser on a busy machine misses a beat; a fault of the page fails both times.
    results[name] = await check().catch(check).then(() => null, (error) => String(error.stack || error).slice(0, 3000));
    for (const context of browser.contexts()) await context.close();
    console.error(`${name}: ${Date.now() - started} ms`);
  }
  await browser.close();
  console.log(JSON.stringify(results));
})();
