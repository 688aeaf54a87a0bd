import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { needChromium } from "./support/chromium";
import { runMain, say } from "./support/say";

/** The mark without its ground, in a box of 32. */
const lines = (ink: string, ground: string) => `<g fill="${ink}"><path d="M13 6h6v2.4h-6z"/><path d="M9.4 11.6h13.2v3H9.4z"/><path d="M5.6 18h20.8v8H5.6z"/></g><path fill="${ground}" d="M8.4 20.6h15.2v2.8H8.4z"/>`;
const SEAL = "#b3261e";
const mark = `<path fill="${SEAL}" d="M3.2 1.4 28 1l2.8 2.4.4 24.9-2.6 2.6-25.2.1L.9 28.4.8 4z"/>${lines("#fff", SEAL)}`;

/** A system cuts a maskable icon to its own shape: the ground goes to the edges, the mark keeps to the middle. */
const maskable = `<rect width="32" height="32" fill="${SEAL}"/><g transform="translate(6.4 6.4) scale(.6)">${lines("#fff", SEAL)}</g>`;
const badge = `<g fill="#fff"><path d="M13 6h6v2.4h-6z"/><path d="M9.4 11.6h13.2v3H9.4z"/><path d="M5.6 18h20.8v2.6H5.6zM5.6 23.4h20.8V26H5.6zM5.6 18h2.8v8H5.6zM23.6 18h2.8v8h-2.8z"/></g>`;

const icons = [
  { name: "icon-192", size: 192, body: mark }, { name: "icon-512", size: 512, body: mark }, { name: "maskable-512", size: 512, body: maskable }, { name: "apple-180", size: 180, body: maskable }, { name: "badge-72", size: 72, body: badge },
];

/** Draws the app's icons from the brand's mark into public/icons, to be committed: node --import tsx scripts/make-icons.ts. */
runMain(async () => {
  const browser = await chromium.launch({ executablePath: needChromium() });
  mkdirSync("public/icons", { recursive: true });
  for (const { name, size, body } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>*{margin:0}svg{display:block}</style><svg xmlns="http://www.w3.org/2000/svg" width="${String(size)}" height="${String(size)}" viewBox="0 0 32 32">${body}</svg>`);
    await page.screenshot({ path: join("public/icons", `${name}.png`), omitBackground: true });
    await page.close();
  }
  await browser.close();
  say(`Drew ${String(icons.length)} icons`);
});
