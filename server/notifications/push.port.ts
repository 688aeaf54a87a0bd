import webPush from "web-push";
import { callOuter, textOf } from "../outer-call";
import { pageUrl } from "../platforms/page-url";
import { provinces } from "../platforms/province.rules";
import type { MessagePort } from "./ports";
import { vapidKeys } from "./vapid";

const TTL_SECONDS = 86_400;
const SEND_MS = 4000;

/** The other side says that it will never take a message for this receiver again. */
export class ReceiverGone extends Error {}

/** A browser's push service: encrypted for that browser alone, signed by this installation, under an address that was looked at as any that others typed. */
export const push: MessagePort = async ({ id, subject, text, subscription }) => {
  if (!subscription) throw new ReceiverGone("the device was removed");
  const { publicKey, privateKey } = vapidKeys();
  const payload = JSON.stringify({ title: subject, path: text, tag: id });
  const { endpoint, headers, body } = webPush.generateRequestDetails({ endpoint: subscription.endpoint, keys: { p256dh: subscription.p256dh, auth: subscription.auth } }, payload, {
    TTL: TTL_SECONDS, contentEncoding: "aes128gcm", vapidDetails: { subject: new URL(pageUrl(provinces[0]?.id ?? "", "/")).href.replace(/^http:/, "https:"), publicKey, privateKey },
  });
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const answer = await callOuter({ url: endpoint, method: "POST", body: body ?? "", headers: sent, timeoutMs: SEND_MS });
  const status = answer.statusCode ?? 0;
  if (status === 404 || status === 410) throw new ReceiverGone(`push ${String(status)}`);
  if (status < 200 || status > 299) throw new Error(`push ${String(status)} ${(await textOf(answer, 200)).trim()}`.trim());
  answer.destroy();
};
