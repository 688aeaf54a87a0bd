import { createHmac } from "node:crypto";
import { z } from "zod";
import type { Definition, Parts } from "../kit/definition";
import { table, timeText } from "../kit/html";
import { route, type Reply } from "../kit/route";
import { startServer, type ServerOptions, type Simulator } from "../kit/server";
import { commonSwitches } from "../kit/switches";

const Text = z.object({ msgtype: z.literal("text"), text: z.object({ content: z.string().min(1).max(4096) }) });
const Message = z.strictObject({ channel: z.enum(["wecom", "dingtalk"]), key: z.string(), text: z.string(), at: z.string() });
type Message = z.output<typeof Message>;

/** What a robot of the demonstration signs with, told by its own token. */
export const dingtalkSecretOf = (token: string) => `SEC-${token}`;
const isKnown = (key: string | null): key is string => key !== null && /^[\w-]{16,100}$/.test(key) && !key.startsWith("unknown");
/** Both vendors answer 200 and put what went wrong into the body. */
const refuse = (errcode: number, errmsg: string): Reply => ({ status: 200, body: { errcode, errmsg } });

/** WeCom's and DingTalk's group robots: the vendors' own addresses, answers and, for DingTalk, signature. */
export function startRobots(options: Omit<ServerOptions, "name" | "secret">): Promise<Simulator> {
  return startServer({ ...options, name: "robots", secret: "" }, (parts) => define(parts));
}

function define(parts: Parts): Definition {
  const messages: Message[] = [];
  const keep = (message: Message): Reply => ({ status: 200, body: { errcode: 0, errmsg: "ok" }, effect: { message } });
  return {
    title: "企业微信与钉钉群机器人（模拟）",
    lead: "机器人密钥可任意填写 16 位以上的字母、数字；钉钉的加签密钥是“SEC-”加上机器人密钥。收到的消息列在下面。",
    protocol: "own",
    switches: [...commonSwitches, "onlyOperation"],
    routes: [
      route({
        method: "POST", path: "/cgi-bin/webhook/send", operation: "wecomSend", label: "企业微信群消息", input: Text,
        handle: ({ query, at }, { text }) => {
          const key = query.get("key");
          return isKnown(key) ? keep({ channel: "wecom", key, text: text.content, at }) : refuse(93000, "invalid webhook url");
        },
      }),
      route({
        method: "POST", path: "/robot/send", operation: "dingtalkSend", label: "钉钉群消息", input: Text,
        handle: ({ query, at }, { text }) => {
          const [token, timestamp, sign] = [query.get("access_token"), query.get("timestamp") ?? "", query.get("sign")];
          if (!isKnown(token)) return refuse(300001, "token is not exist");
          const secret = dingtalkSecretOf(token);
          const isLate = Math.abs(parts.now().getTime() - Number(timestamp)) > 3_600_000;
          if (isLate || sign !== createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64")) return refuse(310000, "sign not match");
          return keep({ channel: "dingtalk", key: token, text: text.content, at });
        },
      }),
    ],
    views: [{ path: "/_messages", respond: () => ({ status: 200, type: "json", content: JSON.stringify({ messages: [...messages].reverse() }) }) }],
    apply: ({ data }) => messages.push(Message.parse(data.message)),
    summarize: ({ data }) => Message.parse(data.message).text.slice(0, 60),
    sections: () => [{ title: "群消息", content: table("群消息", ["时间", "平台", "内容"], [...messages].reverse().slice(0, 50).map((message) => [timeText(message.at), message.channel === "wecom" ? "企业微信" : "钉钉", message.text]), "还没有消息。") }],
  };
}
