"use strict";
// One browser for all checks: opens pages, and keeps what any of them complained of or asked for.
const { AsyncLocalStorage } = require("node:async_hooks");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [tools, pages] = process.argv.slice(2);
const modules = path.join(tools, "node_modules");
const { chromium } = require(path.join(modules, "playwright-core"));
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

const faults = [];
const opened = new AsyncLocalStorage();   // the pages of one check
const contexts = new Map();   // a page needs a new window, not a new profile
let browser;

const contextOf = (options) => {
  const key = JSON.stringify(options);
  if (!contexts.has(key)) contexts.set(key, browser.newContext(options));
  return contexts.get(key);
};

// The page answers a change of its address in an event of its own, a moment after the click that made it.
const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 5)))));

const open = async (name, { hash = "", width = 1280, height = 800, quiet = false, ...options } = {}) => {
  const context = await contextOf({ viewport: { width, height }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  opened.getStore().push(page);
  page.setDefaultTimeout(5000);
  if (!quiet) {
    page.on("console", (message) => { if (message.type() !== "log") faults.push(`${name}: ${message.text()}`); });
    page.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
    page.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) faults.push(`${name} asks for ${request.url()}`); });
  }
  await page.goto(pathToFileURL(path.join(pages, name + ".html")) + hash);
  const scripted = options.javaScriptEnabled !== false;
  for (const [owner, act] of [[page, "click"], [page, "tap"], [page, "goBack"], [page, "goForward"], [page.keyboard, "press"]]) {
    const plain = owner[act].bind(owner);
    owner[act] = async (...what) => { await plain(...what); if (scripted) await settled(page); };
  }
  return page;
};

const phone = (name, options = {}) => open(name, { width: 390, height: 844, hasTouch: true, isMobile: true, ...options });

// The clipboard is one for all pages: what uses it takes turns.
let turn = Promise.resolve();
const alone = (work) => {
  const mine = turn.then(work);
  turn = mine.catch(() => {});
  return mine;
};

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.textContent.trim()));
const visible = (page, selector) => page.$$eval(selector, (all) => all.filter((one) => one.checkVisibility()).map((one) => one.id));
const marked = (page, name) => page.$$eval(`article mark.${name}`, (marks) => marks.map((mark) => mark.textContent).join("|"));
const inView = (page, selector) => page.$eval(selector, (element) => {
  const box = element.getBoundingClientRect();
  const bar = document.querySelector(".document .bar").getBoundingClientRect();
  return box.top >= bar.bottom - 1 && box.bottom <= innerHeight + 1;
});

const run = async (checks, lanes) => {
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  const results = {};
  const waiting = Object.entries(checks);
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, check] = next;
      const started = Date.now();
      const pages = [];
      const attempt = () => opened.run(pages, check);
      // Once more where it failed: a browser on a busy machine misses a beat; a fault of the page fails both times.
      results[name] = await attempt().catch(attempt).then(() => null, (error) => String(error.stack || error).slice(0, 3000));
      await Promise.all(pages.map((page) => page.close()));
      console.error(`${name}: ${Date.now() - started} ms`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await browser.close();
  return results;
};

const names = fs.readdirSync(pages).filter((name) => name.endsWith(".html")).map((name) => name.slice(0, -5));
const axe = fs.readFileSync(path.join(modules, "axe-core", "axe.min.js"), "utf8");

module.exports = { alone, axe, faults, inView, marked, names, open, phone, run, settled, texts, visible };
