import { type RemoteInfo, createSocket } from "node:dgram";
import type { AddressInfo } from "node:net";
import { type Answer, decode, encode } from "dns-packet";
import type { Simulator } from "../kit/server";

type DnsOptions = { port: number; host?: string | undefined };

/** How a domain behaves, told by its own name, so that no switch has to be set beforehand. */
const behaviours = [
  { sign: /^nowhere-/, does: "doesNotExist" },
  { sign: /^nomail-/, does: "hasNoMail" },
  { sign: /^silent-/, does: "silent" },
  { sign: /^broken-/, does: "garbage" },
  { sign: /^refused-/, does: "serverFailure" },
] as const;
type Behaviour = (typeof behaviours)[number]["does"] | "hasMail";

const behaviourOf = (name: string): Behaviour => behaviours.find(({ sign }) => sign.test(name))?.does ?? "hasMail";
const codes = { doesNotExist: 3, serverFailure: 2, hasNoMail: 0, hasMail: 0 } as const;

/** The answer to one question on the wire, or null when nothing is to be sent. */
function answerTo(message: Buffer): Buffer | null {
  const query = decode(message);
  const question = query.questions?.[0];
  if (!question) return null;
  const does = behaviourOf(question.name.toLowerCase());
  if (does === "silent") return null;
  if (does === "garbage") return Buffer.from("this is no DNS message");
  const answers: Answer[] = does === "hasMail" && question.type === "MX" ? [{ type: "MX", name: question.name, ttl: 300, data: { preference: 10, exchange: `mail.${question.name}` } }] : [];
  return encode({ type: "response", id: query.id ?? 0, flags: 0x0180 | codes[does], questions: [question], answers });
}

/** A name server on UDP that says of every domain that it has a mail server, unless its name asks for something else. */
export async function startDns({ port, host = "127.0.0.1" }: DnsOptions): Promise<Simulator> {
  const socket = createSocket("udp4");
  socket.on("message", (message: Buffer, from: RemoteInfo) => {
    try {
      const answer = answerTo(message);
      if (answer) socket.send(answer, from.port, from.address);
    } catch {
      // What cannot be read is not answered, as a name server does.
    }
  });
  const taken = await new Promise<number>((resolve, reject) => {
    socket.once("error", (error: NodeJS.ErrnoException) => reject(error.code === "EADDRINUSE" ? new Error(`Simulator dns cannot start: port ${port} on ${host} is already taken.`) : error));
    socket.bind(port, host, () => resolve((socket.address() as AddressInfo).port));
  });
  let isClosed = false;
  return {
    name: "dns",
    url: `${host}:${taken}`,
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await new Promise<void>((done) => socket.close(() => done()));
    },
  };
}
