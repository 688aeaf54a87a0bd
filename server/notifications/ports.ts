import { createHmac } from "node:crypto";
import { createTransport } from "nodemailer";
import { env } from "../env";
import { callSigned } from "../signed-call";
import type { PushAddress } from "./device.service";
import type { NotificationChannelName } from "./notification.schema";
import { push } from "./push.port";

/** What a port is handed. `secret` is a robot's key, and for DingTalk what signs; null for mail and SMS. */
export type Outgoing = { id: string; recipient: string; subject: string; text: string; html: string; requestId: string | null; secret: RobotSecret | null; /** The browser behind a push; null for the other channels, and for one that was removed. */ subscription: PushAddress | null };
export type RobotSecret = { key: string; signs: string };

/** NT6: one way of sending. Resolves when the other side took the message; throws when it must be tried again. */
export type MessagePort = (message: Outgoing) => Promise<void>;

let transport: ReturnType<typeof createTransport> | undefined;
const mailer = () => (transport ??= createTransport({ url: env().SMTP_URL, connectionTimeout: 3000, greetingTimeout: 3000, socketTimeout: 4000 } as Parameters<typeof createTransport>[0]));

const email: MessagePort = async ({ id, recipient, subject, text, html }) => {
  // The message id is the row's, so that a mail server may drop the second of a repeat.
  await mailer().sendMail({ from: env().MAIL_FROM, to: recipient, subject, text, html, messageId: `<${id}@${env().PORTAL_DOMAIN}>` });
};

const sms: MessagePort = async ({ id, recipient, text, requestId }) => {
  const answer = await callSigned({ base: env().SMS_URL, path: "/v1/sms", key: id, secret: env().BSS_SHARED_SECRET, body: { to: recipient, text, key: id }, timeoutMs: 4000, requestId });
  if (answer.status !== 200) throw new Error(`sms ${answer.status}`);
};

/** Both vendors answer 200 with an error code of their own; only code 0 is a delivery. */
async function postToRobot(url: string, text: string): Promise<void> {
  const response = await fetch(url, { method: "POST", redirect: "error", signal: AbortSignal.timeout(4000), headers: { "content-type": "application/json" }, body: JSON.stringify({ msgtype: "text", text: { content: text } }) });
  const answer = (await response.json().catch(() => null)) as { errcode?: unknown } | null;
  if (!response.ok || answer?.errcode !== 0) throw new Error(`robot ${response.status} ${String(answer?.errcode ?? "")}`.trim());
}

const robotOf = ({ secret }: Outgoing): RobotSecret => {
  if (!secret) throw new Error("the robot was removed");
  return secret;
};

const wecom: MessagePort = (message) => postToRobot(`${env().WECOM_URL}/cgi-bin/webhook/send?${new URLSearchParams({ key: robotOf(message).key }).toString()}`, message.text);

const dingtalk: MessagePort = (message) => {
  const { key, signs } = robotOf(message);
  const timestamp = Date.now().toString();
  const sign = createHmac("sha256", signs).update(`${timestamp}\n${signs}`).digest("base64");
  return postToRobot(`${env().DINGTALK_URL}/robot/send?${new URLSearchParams({ access_token: key, timestamp, sign }).toString()}`, message.text);
};

/** Each channel's adapter; another gateway is another entry here and nothing else. */
export const ports: Record<NotificationChannelName, MessagePort> = { email, sms, wecom, dingtalk, push };
