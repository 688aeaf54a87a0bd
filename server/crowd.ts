import type { IncomingMessage, ServerResponse } from "node:http";
import { waitingPage } from "./outage";

/** So many are never too many: what four people's browsers ask for at once. Below it the answers of the last seconds say how much was asked, and not how much could be served. */
const FEW = 24;
/** Answers a second that are taken for granted while nobody has waited long, so that a crowd that comes all at once finds the door open. */
const BEGINS_AT = 60;
const WINDOW_MS = 2000;
/** How long somebody may have to wait, in seconds: a page is asked for again by itself; what a form sends, and what a page that is open asks for, is let in later than others are refused. */
const PATIENCE_SECONDS = { page: 1, call: 1.5 } as const;
const AGAIN_AFTER_SECONDS = 3;

type Guest = { since: number };

/**
 * Promise 26: who is let in while more come than can be served. Those inside divided by the answers of the last two seconds is how long one
 * more would wait (Little's law), so that the limit finds itself on any machine; whoever would wait too long is told at once to come again.
 */
export class Crowd {
  private readonly inside = new Set<Guest>();
  private readonly answers: number[] = [];

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Null for whoever is turned away; else what says that they were answered, once. */
  enter(kind: keyof typeof PATIENCE_SECONDS): (() => void) | null {
    if (this.inside.size >= FEW && this.waitSeconds() > PATIENCE_SECONDS[kind]) return null;
    const guest = { since: this.clock() };
    this.inside.add(guest);
    return () => {
      if (this.inside.delete(guest)) this.answers.push(this.clock());
    };
  }

  /** How long one more would wait, in seconds. */
  waitSeconds(): number {
    const now = this.clock();
    while (this.answers[0] !== undefined && this.answers[0] < now - WINDOW_MS) this.answers.shift();
    const rate = (this.answers.length * 1000) / WINDOW_MS;
    const [longest] = this.inside;
    const isNew = !longest || now - longest.since < 1000;
    return this.inside.size / Math.max(rate, isNew ? BEGINS_AT : 1);
  }
}

/** What is never turned away: who asks whether the house is open, what pages are made of, and other systems, which come again by plans of their own. */
const always = /^\/(?:livez|readyz|_next\/|brand\/|icons\/|oidc\/|favicon|sw\.js|offline\.|api\/(?:webhooks|ap)\/|tmf-api\/|oauth2\/|metrics)/;

const isDocument = ({ headers }: IncomingMessage): boolean => headers["sec-fetch-dest"] === "document" || (headers["sec-fetch-dest"] === undefined && headers.rsc === undefined && headers.accept?.includes("text/html") === true);

const busyPage = waitingPage({ tab: "现在人多", title: "现在办理的人比较多", text: `已提交的内容不会丢失。这一页 ${AGAIN_AFTER_SECONDS} 秒后自动重试。`, seconds: AGAIN_AFTER_SECONDS });
/** As a call's own refusal reads, so that a form says it in its words and keeps what was typed. */
const busyCall = JSON.stringify({ error: { json: { message: "BUSY", code: -32603, data: { code: "SERVICE_UNAVAILABLE", httpStatus: 503, app: { code: "BUSY", retryAfterSeconds: AGAIN_AFTER_SECONDS } } } } });

/** Lets a request in, until its answer is over; or turns it away with 503 and says when to come again. False for one that was answered so. */
export function admit(crowd: Crowd, request: IncomingMessage, response: ServerResponse): boolean {
  if (always.test(request.url ?? "/")) return true;
  const isPage = isDocument(request);
  const leave = crowd.enter(isPage ? "page" : "call");
  if (leave) {
    response.once("close", leave);
    return true;
  }
  // What was being sent is not read any more.
  request.resume();
  response.statusCode = 503;
  response.setHeader("retry-after", String(AGAIN_AFTER_SECONDS)).setHeader("cache-control", "no-store").setHeader("content-type", isPage ? "text/html; charset=utf-8" : "application/json");
  if (isPage) response.setHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  if (request.method !== "GET" && request.method !== "HEAD") response.setHeader("connection", "close");
  response.end(isPage ? busyPage : busyCall);
  return false;
}
