import { createCipheriv, createDecipheriv, createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { env } from "./env";

// 2 is Argon2id; the package exports it as a const enum, which isolated modules cannot read.
const strength = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Lets `width` pieces of work through at a time; the rest wait in order. */
export function turnstile(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= width) await new Promise<void>((resume) => waiting.push(resume));
    else running += 1;
    try {
      return await work();
    } finally {
      // Handed on rather than given back, so that nobody slips in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** At most two hashes at a time, so that a flood of sign-ins leaves a core for everybody else (promise 35). */
const inTurn = turnstile(2);

export const hashPassword = (password: string) => inTurn(() => hash(password, strength));

let decoy: Promise<string> | undefined;
/** False for an unknown name (null) too, after the same work, so that time does not tell which names exist (promise 34). */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const against = passwordHash ?? (await (decoy ??= hashPassword(randomBytes(16).toString("hex"))));
  const matches = await inTurn(() => verify(against, password));
  return matches && passwordHash !== null;
}

export const sha256 = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex");
export const randomToken = () => randomBytes(32).toString("base64url");
export const randomDigits = (length: number) => Array.from({ length }, () => randomInt(10)).join("");

export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(sha256(a)), Buffer.from(sha256(b))];
  return timingSafeEqual(left, right);
}

/** AES-256-GCM under DATA_KEY: 12 bytes nonce, 16 bytes tag, then the text. */
export function encrypt(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(env().DATA_KEY, "hex"), nonce);
  const body = Buffer.concat([cipher.update(data), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body]));
}

/** Throws when the data was changed or another key encrypted it. */
export function decrypt(sealed: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", Buffer.from(env().DATA_KEY, "hex"), all.subarray(0, 12));
  decipher.setAuthTag(all.subarray(12, 28));
  return new Uint8Array(Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]));
}
