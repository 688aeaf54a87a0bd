import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify } from "node:crypto";

/** What a browser would keep for one subscription: its key pair and the shared secret. */
export type Receiver = { privateKey: Buffer; publicKey: Buffer; auth: Buffer };

const derive = (key: Buffer, salt: Buffer, info: Buffer, length: number) => Buffer.from(hkdfSync("sha256", key, salt, info, length));

/** A message of one record as RFC 8188 and RFC 8291 write it. Throws for what was not made for this receiver. */
export function decryptAes128gcm(body: Buffer, { privateKey, publicKey, auth }: Receiver): string {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const sender = body.subarray(21, 21 + keyLength);
  const record = body.subarray(21 + keyLength);
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(privateKey);
  const shared = ecdh.computeSecret(sender);
  const secret = derive(shared, auth, Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, sender]), 32);
  const key = derive(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString("utf8");
}

const json = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, unknown>;
const DAY_SECONDS = 86_400;

/** What is wrong with a VAPID header (RFC 8292), or null. `key`: the one that the browser subscribed for. */
export function vapidProblem(header: string, { audience, key, now }: { audience: string; key: string; now: Date }): string | null {
  const match = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(header);
  if (!match) return "no VAPID header";
  const [, head = "", claims = "", signature = "", sent = ""] = match;
  if (sent !== key) return "another application server's key";
  const point = Buffer.from(sent, "base64url");
  const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
  const isSigned = verify("sha256", Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
  if (!isSigned || json(head).alg !== "ES256") return "the signature is wrong";
  const { aud, exp, sub } = json(claims);
  const seconds = now.getTime() / 1000;
  if (aud !== audience) return "made for another push service";
  if (typeof exp !== "number" || exp < seconds || exp > seconds + DAY_SECONDS) return "its end is past or too far away";
  return typeof sub === "string" && /^(?:mailto:|https:)/.test(sub) ? null : "nobody to write to";
}
