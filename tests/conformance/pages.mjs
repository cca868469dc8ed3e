// node pages.mjs CHROMIUM FOLDER URL...
// Opens pages in Chromium, as light, dark, with forced colours, on paper and on a telephone, and asks axe what is wrong with them. Nothing may be, nothing may be
// loaded but the page and its style, and a keyboard has to reach all of it in the order in which it stands. Pictures go into FOLDER, where it is not "-".
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [executablePath, folder, ...urls] = process.argv.slice(2);
if (urls.length === 0) {
  console.error("Name a browser, a folder for pictures or -, and addresses: node pages.mjs /usr/bin/chromium - http://localhost:5080/agencies/default/transparency-reports/reports.html");
  process.exit(2);
}

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const looks = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  contrast: { viewport: { width: 1280, height: 900 }, colorScheme: "light", contrast: "more" },
  forced: { viewport: { width: 1280, height: 900 }, colorScheme: "dark", forcedColors: "active" },
  telephone: { viewport: { width: 320, height: 640 }, colorScheme: "light" },
};

// What axe is unsure of, such as letters over a picture, it only asks people about; the colours themselves are held to their contrast by a test of their own.
async function judged(page) {
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`.replaceAll(/\s+/g, " ")));
}

const checks = {};
for (const [i, url] of urls.entries()) {
  for (const [look, options] of Object.entries(looks)) {
    checks[`${url} ${look}: axe finds nothing, and nothing is wider than the window`] = async () => {
      // axe is a script, which the policy of the page rightly refuses.
      const context = await browser.newContext({ ...options, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(url);
      if (folder !== "-") await page.screenshot({ path: `${folder}/${i}-${look}.png`, fullPage: true });
      if (folder !== "-" && look === "light") await page.pdf({ path: `${folder}/${i}.pdf`, format: "A4" });
      await page.evaluate(axe);
      assert.deepEqual(await judged(page), []);
      assert.ok((await page.evaluate(() => document.scrollingElement.scrollWidth)) <= options.viewport.width, "it scrolls sideways");
      await context.close();
    };
  }

  checks[`${url}: the policy lets its style in and nothing else is asked for`] = async () => {
    const context = await browser.newContext(looks.light);
    const page = await context.newPage();
    const [asked, complaints] = [[], []];
    page.on("request", (request) => asked.push(new URL(request.url())));
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(url);
    assert.deepEqual(complaints, []);
    assert.ok(asked.every((each) => each.origin === new URL(url).origin), `asked for ${asked.join(", ")}`);
    assert.deepEqual(asked.slice(1).map((each) => each.pathname.split("/").at(-1)), ["report.css"]);
    assert.ok((await page.locator("main").boundingBox()).width < 1200, "the style is not applied");
    await context.close();
  };

  checks[`${url}: a keyboard goes through it from the skip link on, in order`] = async () => {
    const context = await browser.newContext({ ...looks.light, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(url);
    const all = await page.evaluate(() => [...document.querySelectorAll("a[href], [tabindex='0']")].length);
    const reached = [];
    for (let n = 0; n < all; n++) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate(() => {
        const focused = document.activeElement;
        const outline = getComputedStyle(focused);
        return { at: [...document.querySelectorAll("a[href], [tabindex='0']")].indexOf(focused), shown: outline.outlineStyle !== "none", skip: focused.className === "skip" };
      }));
    }
    assert.ok(reached[0].skip);
    assert.deepEqual(reached.map((each) => each.at), [...Array(all).keys()]);
    assert.ok(reached.every((each) => each.shown), "the focus cannot be seen");
    await context.close();
  };
}

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`ok     ${name}`);
  } catch (error) {
    failed++;
    console.log(`error  ${name}: ${error.message}`);
  }
}
await browser.close();
console.log(`${Object.keys(checks).length - failed} ok, ${failed} error`);
process.exit(failed === 0 ? 0 : 1);
