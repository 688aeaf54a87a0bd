import { crc32, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { attachmentHeader, cleanFileName, judgePaper } from "./paper.rules";

const text = (value: string) => new Uint8Array(Buffer.from(value, "latin1"));
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

function chunk(kind: string, data: Uint8Array): Uint8Array {
  const body = join(text(kind), data);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return join(frame.subarray(0, 4), body, frame.subarray(4));
}
const header = (width: number, height: number) => { const data = Buffer.alloc(13); data.writeUInt32BE(width, 0); data.writeUInt32BE(height, 4); data.set([8, 2], 8); return new Uint8Array(data); };
const signature = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const png = (extra: Uint8Array[] = [], size: [number, number] = [2, 2]) => join(signature, chunk("IHDR", header(...size)), ...extra, chunk("IDAT", new Uint8Array(deflateSync(Buffer.alloc(14)))), chunk("IEND", new Uint8Array()));
const jpeg = (extra = "") => join(text("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"), text(extra), text("\xff\xc0\x00\x0b\x08\x00\x02\x00\x02\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\xff\x00\x34\xff\xd9"));
const comment = (value: string) => `\xff\xfe\x00${String.fromCharCode(value.length + 2)}${value}`;
const pdf = (body = "") => text(`%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n${body}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
const packed = (objects: string) => join(text("%PDF-1.7\n2 0 obj\n<</Type/ObjStm/Filter/FlateDecode>>\nstream\n"), new Uint8Array(deflateSync(Buffer.from(objects))), text("\nendstream\nendobj\n%%EOF\n"));

describe("promise 43: papers that are what they say are taken", () => {
  it.each([["PNG", png(), "image/png"], ["JPEG", jpeg(), "image/jpeg"], ["PDF", pdf(), "application/pdf"], ["PDF with objects in a stream", packed("1 0 <</Type/Page>>"), "application/pdf"]] as const)("%s", (_, bytes, mediaType) => expect(judgePaper(bytes)).toMatchObject({ problem: null, type: { mediaType } }));
  it("a JPEG with a phone's second picture or padding behind it", () => {
    expect(judgePaper(join(jpeg(), jpeg())).problem).toBeNull();
    expect(judgePaper(join(jpeg(), new Uint8Array(16))).problem).toBeNull();
  });
  it("random bytes in a PDF's data streams mean nothing", () => expect(judgePaper(pdf("3 0 obj<</Length 9>>stream\n/JS <svg>\nendstream endobj")).problem).toBeNull());
});

describe("promise 43: papers that could run, hide or break something are refused", () => {
  it.each([
    ["nothing", new Uint8Array(), "fileEmpty"],
    ["more than 5 MB", new Uint8Array(5 * 1024 * 1024 + 1), "fileTooLarge"],
    ["an SVG", text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "fileType"],
    ["HTML", text("<!doctype html><script>alert(1)</script>"), "fileType"],
    ["a program", text("MZ\x90\x00"), "fileType"],
    ["the EICAR test file", text("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"), "fileType"],
    ["a ZIP", text("PK\x03\x04\x14\x00"), "fileType"],
    ["a PNG with a ZIP behind it", join(png(), text("PK\x03\x04")), "fileActive"],
    ["a PNG with a script in its text", png([chunk("tEXt", text("Comment\0<script>alert(1)</script>"))]), "fileActive"],
    ["half a PNG", png().subarray(0, 50), "fileBroken"],
    ["a PNG of huge pixels", png([], [50_000, 50_000]), "fileTooManyPixels"],
    ["a JPEG with HTML behind it", join(jpeg(), text("<html><script>")), "fileActive"],
    ["a JPEG with a ZIP behind it", join(jpeg(), text("PK\x03\x04")), "fileActive"],
    ["a JPEG with a script in a comment", jpeg(comment("<script>1</script>")), "fileActive"],
    ["half a JPEG", jpeg().subarray(0, 30), "fileBroken"],
    ["a PDF that is HTML first", join(text("<html>"), pdf()), "fileType"],
    ["a PDF with a script", pdf("2 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj"), "fileActive"],
    ["a PDF with a masked script", pdf("2 0 obj<</S/J#61vaScript>>endobj"), "fileActive"],
    ["a PDF with a script in packed objects", packed("1 0 <</S/JavaScript/JS(1)>>"), "fileActive"],
    ["a PDF that starts a program", pdf("2 0 obj<</S/Launch/F(cmd.exe)>>endobj"), "fileActive"],
    ["a PDF with a file inside", pdf("2 0 obj<</Type/Filespec/EF<</F 3 0 R>>/EmbeddedFile>>endobj"), "fileActive"],
    ["a PDF with a ZIP behind it", join(pdf(), text("PK\x03\x04")), "fileActive"],
    ["a locked PDF", pdf("trailer<</Encrypt 5 0 R>>"), "fileEncrypted"],
    ["a PDF without an end", text("%PDF-1.7\n1 0 obj"), "fileBroken"],
  ] as const)("%s", (_, bytes, problem) => expect(judgePaper(bytes)).toEqual({ type: null, problem }));
  it("a packed object that blows up is stopped", () => expect(judgePaper(packed("0".repeat(30_000_000))).problem).toBe("fileBroken"));
  it("bait of 5 MB is judged within a second", () => {
    const started = performance.now();
    judgePaper(join(text("%PDF-1.7\n"), text("<".repeat(4_900_000)), text("\n%%EOF")));
    judgePaper(join(text("%PDF-1.7\n"), text("stream endstream ".repeat(280_000)), text("\n%%EOF")));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("promise 43: file names", () => {
  it.each([
    ["../../etc/passwd.pdf", "passwd.pdf"],
    ["C:\\fakepath\\营业执照.PNG", "营业执照.pdf"],
    ["执照\u202egpj.exe", "执照gpj.pdf"],
    ["a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"],
    ["...", "文件.pdf"],
    ["shell.php.pdf", "shell_php.pdf"],
  ])("%j becomes %j", (name, clean) => expect(cleanFileName(name, "pdf")).toBe(clean));
  it("go into the header as ASCII and as UTF-8, with nothing that could end it", () => expect(attachmentHeader("营业执照(副本).pdf")).toBe(`attachment; filename="________.pdf"; filename*=UTF-8''${encodeURIComponent("营业执照")}%28${encodeURIComponent("副本")}%29.pdf`));
});
