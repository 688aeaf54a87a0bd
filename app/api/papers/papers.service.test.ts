import { randomInt } from "node:crypto";
import { expect, it } from "vitest";
import { startOpening } from "@/server/accounts/opening.service";
import { openingCookie } from "@/server/accounts/opening-token";
import { sha256 } from "@/server/crypto";
import { dbFor } from "@/server/db";
import { anonymous, scopeFor } from "@/server/scope";
import { DELETE, GET } from "./[id]/route";
import { POST } from "./route";

const pdf = "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n";
const host = "sd.kdsw.localhost";

async function cookie(): Promise<string> {
  const { token } = await startOpening(await scopeFor("SD", anonymous, { ip: `10.2.${randomInt(250)}.${randomInt(250)}` }), { provinceId: "SD" });
  return openingCookie(token).split(";")[0] ?? "";
}

type Sent = { cookie?: string; origin?: string | null; file?: string | Uint8Array; name?: string; kind?: string };
function upload({ cookie: value, origin = `http://${host}`, file = pdf, name = "../../营业执照.pdf", kind = "licence" }: Sent): Promise<Response> {
  const body = new FormData();
  body.set("kind", kind);
  body.set("expiresOn", "none");
  body.set("file", new File([typeof file === "string" ? file : new Uint8Array(file)], name, { type: "application/pdf" }));
  const request = new Request(`http://${host}/api/papers`, { method: "POST", body });
  request.headers.set("host", host);
  if (origin) request.headers.set("origin", origin);
  if (value) request.headers.set("cookie", value);
  return POST(request);
}

const asked = (id: string, value: string, { method = "GET", at = host }: { method?: string; at?: string } = {}) => {
  const request = new Request(`http://${at}/api/papers/${id}`, { method, headers: { host: at, origin: `http://${at}`, cookie: value } });
  return (method === "GET" ? GET : DELETE)(request, { params: Promise.resolve({ id }) });
};

it("AI4, promise 43: a paper is kept encrypted under a clean name and comes back only as a file to save", async () => {
  const mine = await cookie();
  const answer = await upload({ cookie: mine });
  expect(answer.status).toBe(201);
  const { id, fileName } = (await answer.json()) as { id: string; fileName: string };
  expect(fileName).toBe("营业执照.pdf");
  const row = await dbFor("SD").document.findFirstOrThrow({ where: { id } });
  expect(Buffer.from(row.content).includes("Catalog")).toBe(false);
  const back = await asked(id, mine);
  expect(await back.text()).toBe(pdf);
  expect(Object.fromEntries(["content-disposition", "content-security-policy", "x-content-type-options", "cache-control"].map((name) => [name, back.headers.get(name)]))).toEqual({
    "content-disposition": `attachment; filename="____.pdf"; filename*=UTF-8''${encodeURIComponent("营业执照")}.pdf`,
    "content-security-policy": "sandbox; default-src 'none'", "x-content-type-options": "nosniff", "cache-control": "no-store, private",
  });
  for (const [value, at] of [[await cookie(), host], ["", host], [mine, "bj.kdsw.localhost"], [mine, "ops.kdsw.localhost"]] as const) expect((await asked(id, value, { at })).status).toBe(404);
  expect((await asked(id, await cookie(), { method: "DELETE" })).status).toBe(404);
  expect((await asked(id, mine, { method: "DELETE" })).status).toBe(204);
  expect((await asked(id, mine)).status).toBe(404);
  expect((await asked("no-id", mine)).status).toBe(404);
});

it("promise 38: another origin, a sibling's and none at all cannot hand in a paper", async () => {
  const mine = await cookie();
  for (const origin of ["http://evil.example", "http://bj.kdsw.localhost", "https://sd.kdsw.localhost", "null", null]) expect((await upload({ cookie: mine, origin })).status).toBe(403);
});

it("promise 43: what is no plain paper is refused with its reason, and nothing is kept", async () => {
  const mine = await cookie();
  const reasonOf = async (sent: Sent) => { const answer = await upload({ cookie: mine, ...sent }); return [answer.status, ((await answer.json()) as { app: { reasons?: string[] } }).app.reasons?.[0]]; };
  expect(await reasonOf({ file: "<svg onload=alert(1)>", name: "a.pdf" })).toEqual([422, "fileType"]);
  expect(await reasonOf({ file: `${pdf}PK\x03\x04` })).toEqual([422, "fileActive"]);
  expect(await reasonOf({ file: new Uint8Array(5 * 1024 * 1024 + 1) })).toEqual([422, "fileTooLarge"]);
  expect(await reasonOf({ kind: "passport" })).toEqual([422, "fileEmpty"]);
  expect((await upload({})).status).toBe(404);
  expect(await dbFor("SD").document.count({ where: { opening: { resumeHash: sha256(mine.split("=")[1] ?? "") } } })).toBe(0);
});

it("promise 45: a failure inside says a code and a number, never a cause", async () => {
  const broken = new Request(`http://${host}/api/papers`, { method: "POST", body: "--x\r\n", headers: { host, origin: `http://${host}`, cookie: await cookie(), "content-type": "multipart/form-data; boundary=y" } });
  const answer = await POST(broken);
  expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([422, ["app", "requestId"]]);
});
