/** Markup that is safe to place in a page; plain strings are escaped on the way in. */
export type Html = { readonly markup: string };
type Part = Html | string | number | null | readonly Html[];

/** The only way markup is made here, so nothing a caller sent can become markup by accident. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const markup = strings.map((text, index) => text + (index < parts.length ? rendered(parts[index] ?? null) : "")).join("");
  return { markup };
}

function rendered(part: Part): string {
  if (part === null) return "";
  if (typeof part === "string" || typeof part === "number") return escaped(String(part));
  if ("markup" in part) return part.markup;
  return part.map((piece) => piece.markup).join("");
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const style = `
:root{color-scheme:light;--ink:#1c2430;--soft:#566173;--line:#d5dbe5;--paper:#fff;--ground:#f3f5f9;--brand:#0b5cad;--warn:#8a3b00;--warn-ground:#fff3e6}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans SC",system-ui,sans-serif}
header,main{max-width:72rem;margin:0 auto;padding:1rem}
header{padding-top:2rem}
h1{margin:0;font-size:1.6rem}h2{margin:0 0 .75rem;font-size:1.15rem}
p{margin:.25rem 0 .75rem;color:var(--soft)}
section{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.25rem;margin-bottom:1rem}
a{color:var(--brand)}code{font-family:ui-monospace,Consolas,monospace;font-size:.9em;overflow-wrap:anywhere}
.state{display:inline-block;padding:.25rem .75rem;border-radius:1rem;background:#e6f4ea;color:#14532d}
.state.warn,.error{background:var(--warn-ground);color:var(--warn)}
.error{padding:.5rem .75rem;border-radius:.5rem}
.fields{display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr))}
.field label{display:block;font-weight:600}.field small{display:block;color:var(--soft)}
.field.flag label{display:flex;gap:.5rem;align-items:center}
input,select,textarea,button{font:inherit;color:inherit}
input:not([type=checkbox]),select,textarea{width:100%;min-height:2.5rem;padding:.35rem .6rem;border:1px solid #7d899b;border-radius:.4rem;background:#fff}
input[type=checkbox]{width:1.25rem;height:1.25rem;accent-color:var(--brand)}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1rem}
button{min-height:2.75rem;padding:.4rem 1.25rem;border-radius:.4rem;border:1px solid var(--brand);background:var(--brand);color:#fff;cursor:pointer}
button.quiet{background:#fff;color:var(--brand)}
:focus-visible{outline:3px solid #f0a500;outline-offset:2px}
table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.5rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600;color:var(--soft);white-space:nowrap}
.code{font:700 1.5rem/1.2 ui-monospace,Consolas,monospace;letter-spacing:.12em}
ul.links{list-style:none;padding:0;margin:0;display:grid;gap:.5rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,16rem),1fr))}
ul.links a{display:block;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;text-decoration:none;font-weight:600}
@media(max-width:40rem){thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
table,tbody,tr,td{display:block}tr{border:1px solid var(--line);border-radius:.5rem;margin-bottom:.75rem;padding:.25rem .5rem}
td{border:0;padding:.25rem 0}td::before{content:attr(data-label) "：";color:var(--soft)}}
`;

/** A whole page; `refreshSeconds` is for pages whose point is to be current, and those must offer a way to stop it. */
export function page(options: { title: string; lead: string; main: Html; refreshSeconds?: number }): string {
  const refresh = options.refreshSeconds === undefined ? null : html`<meta http-equiv="refresh" content="${options.refreshSeconds}">`;
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${refresh}
<title>${options.title}</title><style>${{ markup: style }}</style></head>
<body><header><h1>${options.title}</h1><p>${options.lead}</p></header><main>${options.main}</main></body></html>`.markup;
}

/** A table that turns into cards on a narrow screen; the roles keep it a table for a screen reader there too. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly (Html | string)[])[], empty: string): Html {
  if (rows.length === 0) return html`<p>${empty}</p>`;
  const head = columns.map((title) => html`<th scope="col" role="columnheader">${title}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((cell, index) => html`<td role="cell" data-label="${columns[index] ?? ""}">${cell}</td>`);
    return html`<tr role="row">${cells}</tr>`;
  });
  return html`<table role="table" aria-label="${caption}"><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${body}</tbody></table>`;
}

/** One labelled line, and one labelled choice, of a system's own form. */
export const input = (name: string, label: string, value = "") => html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${value}"></div>`;
export const select = (name: string, label: string, options: Record<string, string>) => html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${Object.entries(options).map(([value, word]) => html`<option value="${value}">${word}</option>`)}</select></div>`;

const clock = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** An instant in the business zone, whatever zone the machine is in. */
export function timeText(instant: string | Date): string {
  return clock.format(new Date(instant));
}

/** Fen as yuan with two places, without ever dividing money. */
export function yuanText(fen: number): string {
  const digits = String(fen).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)} 元`;
}
