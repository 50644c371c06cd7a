"use strict";
// Text stays text, and the policy holds.
const assert = require("node:assert/strict");
const { alone, open } = require("../harness.cjs");

const pwned = async (page) => {
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  const odd = await page.evaluate(() => [...document.querySelectorAll("*")].filter((element) =>
    ["IMG", "IFRAME", "OBJECT", "EMBED", "FORM", "BASE"].includes(element.tagName)
    || [...element.attributes].some((a) => /^on/i.test(a.name) || /^\s*javascript:/i.test(a.value) || a.name === "style")).length);
  assert.equal(odd, 0);
};

module.exports = {
  async hostile_text_stays_text() {
    for (const name of ["hostile", "hostile-single", "digest-hostile", "index-hostile"]) {
      const page = await open(name);
      await pwned(page);
      assert.match(await page.textContent("body"), /<script>window\.pwned=1<\/script><img src=x onerror="window\.pwned=2">/);
      const harmful = /[\u0000-\u0008\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/;
      assert.ok(!harmful.test(await page.evaluate(() => document.documentElement.outerHTML)));
      const shown = await page.$$eval(".control", (all) => all.map((one) => getComputedStyle(one, "::before").content));
      for (const code of ["U+202E", "U+0000", "U+D800", "U+200F"]) assert.ok(shown.includes(`"${code}"`), `${name}: ${code}`);
    }
  },

  async hostile_text_stays_text_while_the_page_is_used() {
    const page = await open("hostile", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.click("#s1 .cite");
    await page.hover("#s2");
    await page.fill("#query", "onerror");
    assert.equal(await page.$eval("#found", (output) => output.value), "1 / 3");
    await page.keyboard.press("Escape");
    await alone(() => page.click('[data-copy="text"]'));
    assert.equal(await page.textContent(".cite.missing"), "[99]");
    await pwned(page);
    const small = await open("hostile", { width: 390 });
    await small.click("#s1 .cite");
    assert.ok(await small.$eval("#sheet", (sheet) => sheet.open));
    await pwned(small);
  },

  async hostile_entries_do_not_lead_elsewhere() {
    const page = await open("index-hostile");
    const hrefs = await page.$$eval(".entry a", (links) => links.map((a) => a.protocol + a.host));
    assert.deepEqual(hrefs, ["file:", "file:"]);
    await page.fill("#query", "onerror");
    await page.selectOption("#sort", "title");
    await pwned(page);
    await pwned(await open("index-hostile", { hash: "#sort=constructor&v=%22%5D&query=%3Cimg%20src%3Dx%20onerror%3Dwindow.pwned%3D1%3E" }));
  },

  async the_policy_holds() {
    for (const name of ["zh", "index"]) {
      const page = await open(name, { quiet: true });   // these complaints are asked for
      const refused = await page.evaluate(() => new Promise((resolve) => {
        const found = new Set();
        document.addEventListener("securitypolicyviolation", (event) => found.add(event.effectiveDirective));
        const add = (tag, properties) => document.body.append(Object.assign(document.createElement(tag), properties));
        add("script", { textContent: "window.pwned = 8" });
        add("style", { textContent: "body { display: none }" });
        add("div", { innerHTML: "<p style='color: red' onclick='window.pwned = 9'>x</p>" });
        document.querySelector("[onclick]").click();
        add("img", { src: "http://127.0.0.1:9/x.png" });
        add("iframe", { src: "http://127.0.0.1:9/" });
        fetch("http://127.0.0.1:9/").catch(() => {});
        setTimeout(() => resolve([...found].sort().join()), 300);
      }));
      assert.equal(refused, "connect-src,frame-src,img-src,script-src-attr,script-src-elem,style-src-attr,style-src-elem");
      assert.equal(await page.evaluate(() => window.pwned), undefined);
    }
  },
};
