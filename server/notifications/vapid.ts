import { createECDH } from "node:crypto";
import { env } from "../env";

/** This installation's key pair at browsers' push services; the public half is what a browser subscribes for. */
export function vapidKeys(): { publicKey: string; privateKey: string } {
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(Buffer.from(env().VAPID_KEY, "hex"));
  return { publicKey: ecdh.getPublicKey("base64url"), privateKey: Buffer.from(env().VAPID_KEY, "hex").toString("base64url") };
}
