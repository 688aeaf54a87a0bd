import { expect, it } from "vitest";
import sharp from "sharp";
import { operator } from "../../../e2e/fixtures/people";
import { storePicture } from "../../../server/catalog/picture.service";
import { GET } from "./[hash]/[width]/route";
import { POST } from "./route";

it("SC12: anyone reads a picture under its content's address on its platform's host, as a file that never changes and never runs; nobody sends one from a shop", async () => {
  const { hash } = await storePicture(await (await operator({ platformId: "LN", roles: ["product"] })).scope(), new Uint8Array(await sharp({ create: { width: 900, height: 600, channels: 3, background: "#2a7" } }).png().toBuffer()));
  const ask = (host: string, width: string, name = hash) => GET(new Request(`http://${host}/api/pictures/${name}/${width}`, { headers: { host } }), { params: Promise.resolve({ hash: name, width }) });
  const answer = await ask("ln.kdsw.localhost", "640");
  expect([answer.status, ...["content-type", "x-content-type-options", "cache-control", "content-security-policy"].map((name) => answer.headers.get(name))]).toEqual([200, "image/webp", "nosniff", "public, max-age=31536000, immutable", "sandbox; default-src 'none'"]);
  expect((await sharp(await answer.arrayBuffer()).metadata()).width).toBe(640);
  expect(await Promise.all([ask("ln.kdsw.localhost", "9000"), ask("ln.kdsw.localhost", "640", "../../x"), ask("bj.kdsw.localhost", "640"), ask("partner.kdsw.localhost", "640")].map(async (one) => (await one).status))).toEqual([404, 404, 404, 404]);
  const sent = await POST(new Request("http://ln.kdsw.localhost/api/pictures", { method: "POST", headers: { host: "ln.kdsw.localhost", origin: "http://ln.kdsw.localhost", "content-type": "multipart/form-data; boundary=x" }, body: "--x--" }));
  expect([403, 404]).toContain(sent.status);
});
