import { processWide } from "./process-wide";

const state = processWide("outage", () => ({ until: 0 }));
const PAUSE_MS = 2000;

/** Called when the database did not answer: for the next two seconds pages are told so without asking it. */
export function noteOutage(): void {
  state.until = Date.now() + PAUSE_MS;
}

/** True while the database was found away a moment ago; the first request after the pause asks again (promise 22). */
export function isOutage(): boolean {
  return Date.now() < state.until;
}

/** A whole page by itself, without the framework: what is the matter in a title and a sentence, and that it tries again after so many seconds. */
export const waitingPage = ({ tab, title, text, seconds }: { tab: string; title: string; text: string; seconds: number }): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="${seconds}"><title>${tab} · 宽带商务</title><style>body{margin:0;min-height:100vh;display:grid;place-items:center;background:#faf9f6;color:#17211f;font:16px/1.8 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}main{max-width:30rem;padding:2rem}h1{font-size:1.5rem;margin:0 0 .5rem}p{margin:0 0 1rem;color:#4a5754}a{color:#0b5d4e;display:inline-block;min-height:24px}</style></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="">立即重试</a></p></main></body></html>`;

/** Since a page that needs the database can only fail with 500. */
export const outagePage = waitingPage({ tab: "系统正在恢复", title: "系统正在恢复，请稍候", text: "暂时读不到您的数据，已提交的内容不会丢失。这一页每 5 秒自动重试；也可以先浏览产品。", seconds: 5 });
