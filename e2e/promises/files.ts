import { createServer } from "node:http";
import { deflateSync } from "node:zlib";
import { startOpening } from "../../server/accounts/opening.service";
import { openingCookie } from "../../server/accounts/opening-token";
import { dbFor } from "../../server/db";
import { anonymous, scopeFor } from "../../server/scope";
import { customer } from "../fixtures/people";
import { type Answer, sendRaw, statusOf } from "./kit/http";
import { browserOf, codeIn, mutate, ownOrigin, query } from "./kit/portal";
import { type Stand } from "./kit/stand";

const latin = (text: string) => Buffer.from(text, "latin1");
const goodPdf = latin("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n");

function png(width: number, height: number, behind = ""): Buffer {
  const chunk = (kind: string, body: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(body.length);
    return Buffer.concat([size, latin(kind), body, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.alloc(2))), chunk("IEND", Buffer.alloc(0)), latin(behind)]);
}

const packedPdf = (objects: Buffer) => Buffer.concat([latin("%PDF-1.7\n1 0 obj\n<</Type/ObjStm/Filter/FlateDecode>>\nstream\n"), objects, latin("\nendstream\nendobj\n%%EOF\n")]);
const hostile: [string, string, Buffer][] = [
  ["SVG with a script", "a.png", latin('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>')],
  ["HTML called a PDF", "a.pdf", latin("<!doctype html><script>alert(1)</script>")],
  ["GIF and script in one", "a.png", latin("GIF89a/*\x01\x00*/=1;alert(1)//")],
  ["picture with HTML behind", "a.png", png(10, 10, "<script>alert(1)</script>")],
  ["picture with a ZIP behind", "a.png", png(10, 10, "PK\x03\x04rest")],
  ["picture of 60,000 × 60,000", "a.png", png(60_000, 60_000)],
  ["picture of no size", "a.png", png(0, 0)],
  ["PDF with a ZIP behind", "a.pdf", Buffer.concat([goodPdf, latin("PK\x03\x04")])],
  ["PDF that runs", "a.pdf", latin("%PDF-1.7\n1 0 obj\n<</OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>\nendobj\n%%EOF\n")],
  ["PDF that runs, masked", "a.pdf", latin("%PDF-1.7\n1 0 obj\n<</OpenAction<</S/J#61vaScript>>>>\nendobj\n%%EOF\n")],
  ["PDF that runs, packed", "a.pdf", packedPdf(deflateSync(latin("<</S/JavaScript>>")))],
  ["PDF that unpacks to 200 MB", "a.pdf", packedPdf(deflateSync(Buffer.alloc(200_000_000)))],
  ["the antivirus test file", "a.pdf", latin("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")],
  ["a Windows program", "a.jpg", latin("MZ\x90\x00\x03\x00\x00\x00")],
  ["nothing", "a.pdf", Buffer.alloc(0)],
];
const names = ["../../etc/passwd.pdf", "..\\..\\boot.pdf", "/etc/shadow.pdf", 'x"; filename="evil.html', "执照.pdf.html", "a\u202efdp.exe.pdf", "nul\0byte.pdf", "CON.pdf", `${"长".repeat(300)}.pdf`, "<img src=x onerror=alert(1)>.pdf", ".htaccess", "%2e%2e%2fpasswd.pdf"];

async function uploads(stand: Stand): Promise<void> {
  const { token } = await startOpening(await scopeFor("SD", anonymous), { provinceId: "SD" });
  const cookie = openingCookie(token).split(";")[0] ?? "";
  const post = (fileName: string, bytes: Buffer): Promise<Answer> => {
    const part = (head: string, body: Buffer) => Buffer.concat([latin("--frame\r\n"), Buffer.from(`Content-Disposition: form-data; ${head}\r\n\r\n`), body, latin("\r\n")]);
    const safe = fileName.replaceAll('"', "%22");
    const body = Buffer.concat([part('name="kind"', latin("licence")), part(`name="file"; filename="${safe}"\r\nContent-Type: application/pdf`, bytes), latin("--frame--\r\n")]);
    return stand.at("sd", { method: "POST", path: "/api/papers", headers: { cookie, origin: ownOrigin(stand, "sd"), "content-type": "multipart/form-data; boundary=frame" }, body });
  };
  const count = () => dbFor("SD").document.count();
  const before = await count();
  const seen: string[] = [];
  const slow: string[] = [];
  for (const [name, fileName, bytes] of hostile) {
    const { status, ms } = await post(fileName, bytes);
    if (status !== 422) seen.push(`${name} ${status}`);
    if (ms > 4000) slow.push(`${name} ${ms.toFixed(0)} ms`);
  }
  const big = await post("a.pdf", Buffer.concat([goodPdf, Buffer.alloc(8_000_000)]));
  stand.judge("43 what is no plain paper is refused and not kept", seen.length === 0 && slow.length === 0 && [413, 422].includes(big.status) && (await count()) === before, `${hostile.length} files, let in: ${seen.join(", ") || "none"}; 8 MB: ${big.status}`);
  const wrong: string[] = [];
  let kept = 0;
  for (const name of names) {
    const made = await post(name, goodPdf);
    if (made.status !== 201) {
      if (made.status !== 422) wrong.push(`${JSON.stringify(name.slice(0, 20))} ${made.status}`);
      continue;
    }
    kept += 1;
    const { id, fileName } = JSON.parse(made.text) as { id: string; fileName: string };
    const { headers, text, status } = await stand.at("sd", { path: `/api/papers/${id}`, headers: { cookie } });
    const disposition = String(headers["content-disposition"] ?? "");
    const isInert = status === 200 && text === goodPdf.toString() && headers["content-type"] === "application/pdf" && disposition.startsWith("attachment;") && headers["x-content-type-options"] === "nosniff" && String(headers["content-security-policy"]).startsWith("sandbox");
    if (!isInert || /[/\\"<>\0\u202e]|\.\./.test(fileName) || !fileName.endsWith(".pdf") || !/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%!~*-]+$/.test(disposition)) wrong.push(`${fileName} ${disposition}`);
  }
  stand.judge("43 a paper comes back under a clean name, to save and never to show", wrong.length === 0 && kept >= names.length - 2, `${kept} of ${names.length} kept, wrong: ${wrong.join("; ") || "none"}`);
}

async function exports(stand: Stand): Promise<void> {
  const browser = await browserOf(stand, await customer());
  const cells = ["=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("http://127.0.0.1:1/","x")', "＝1+1", '"=1', ",=1", "\t=1", "\r=1", "-2+3+cmd|' /C calc'!A0", "' =1"];
  let made = 0;
  for (const [index, cell] of cells.entries()) {
    const code = codeIn(await mutate(stand, browser, "enterpriseUser.create", { key: crypto.randomUUID(), employeeNumber: `${cell}${index}`.slice(0, 30), name: cell.slice(0, 50), department: cell.slice(0, 60), email: "", phone: "" }));
    if (code === "ok") made += 1;
  }
  const { data } = await query<{ csv: string }>(stand, browser, "enterpriseUser.export");
  const rows = parseCsv(data?.csv ?? "");
  const live = rows.slice(1).flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell));
  stand.judge("43 no cell of an exported list runs in a spreadsheet", made >= 8 && rows.length === made + 1 && live.length === 0, `${made} rows, ${live.length} live cells ${live.slice(0, 3).join(" ")}`);
  const planted = parseCsv('a\n"=1"').slice(1).flat().filter((cell) => cell.startsWith("=")).length;
  stand.judge("43 the attack bites: a live cell is seen", planted === 1, `${planted} found`);
}

function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  const body = text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n").replace(/\n$/, "");
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at] ?? "";
    if (isQuoted && sign === '"' && body[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === "," || sign === "\n")) {
      rows.at(-1)?.push(cell);
      cell = "";
      if (sign === "\n") rows.push([]);
    } else cell += sign;
  }
  rows.at(-1)?.push(cell);
  return rows;
}

/** Nothing here may be made to fetch an address of the caller's choice. */
async function fetching(stand: Stand): Promise<void> {
  let hits = 0;
  const canary = createServer((_, response) => {
    hits += 1;
    response.end("canary");
  });
  await new Promise<void>((done) => canary.listen(0, "127.0.0.1", done));
  const address = canary.address();
  const target = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
  const images = [target, `${target}/a.png`, target.replace("http:", ""), `/\\${target.slice(7)}`, encodeURIComponent(target), `${target}#.png`, target.replace("127.0.0.1", "localhost"), target.replace("127.0.0.1", "0177.0.0.1"), "file:///etc/passwd", `/api/papers/../../${target}`];
  const statuses: number[] = [];
  for (const url of images) statuses.push((await stand.at("sd", { path: `/_next/image?url=${encodeURIComponent(url)}&w=640&q=75` })).status);
  const upgrades: number[] = [];
  for (const path of [`${target}/x`, "/_next/webpack-hmr", "/x", `//${target.slice(7)}/x`]) upgrades.push(statusOf(await sendRaw(stand.port, `GET ${path} HTTP/1.1\r\nHost: ${stand.host("sd")}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`, 1500)));
  const proxied = statusOf(await sendRaw(stand.port, `GET ${target}/x HTTP/1.1\r\nHost: ${stand.host("sd")}\r\nConnection: close\r\n\r\n`, 1500));
  const connected = statusOf(await sendRaw(stand.port, `CONNECT ${target.slice(7)} HTTP/1.1\r\nHost: ${target.slice(7)}\r\n\r\n`, 1500));
  const during = hits;
  await fetch(target);
  canary.close();
  stand.judge("43 images, upgrades and absolute addresses fetch nothing", during === 0 && statuses.every((status) => status >= 400) && upgrades.every((status) => status !== 101), `${images.length} images ${[...new Set(statuses)].join(", ")}; upgrades ${upgrades.join(", ")}; absolute ${proxied}, CONNECT ${connected}; ${during} visits`);
  stand.judge("43 the attack bites: a visit would have been counted", hits === during + 1, `${hits - during} counted`);
}

export async function run(stand: Stand): Promise<void> {
  await uploads(stand);
  await exports(stand);
  await fetching(stand);
}
