import { existsSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { PlainFailure, say } from "./say";

const places = [
  "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
];
const found = () => [process.env.CHROMIUM_PATH, ...places].find((path): path is string => Boolean(path && existsSync(path)));

/** A Chromium for the journeys: an installed one, or Debian's installed now as root; otherwise a sentence that says what to do. */
export function needChromium(): string {
  const known = found();
  const hasChinese = spawnSync("fc-list", [":lang=zh-cn"], { encoding: "utf8" }).stdout?.trim();
  if (known && (hasChinese || process.platform !== "linux")) return known;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("Installing Chromium and Chinese fonts for the journeys …");
    const options = { stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    spawnSync("apt-get", ["update", "-qq"], options);
    spawnSync("apt-get", ["install", "-y", "-qq", "chromium", "fonts-noto-cjk"], options);
  }
  const now = found();
  if (!now) throw new PlainFailure("The journeys need Chromium or Chrome: install one (Debian: apt-get install chromium fonts-noto-cjk), or set CHROMIUM_PATH to it.");
  return now;
}
