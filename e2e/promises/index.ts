import { type Stand } from "./kit/stand";

type Group = { name: string; about: string; load: () => Promise<{ run: (stand: Stand) => Promise<void> }> };

/** Loaded one by one and only when run, since what they import reads the settings that the runner makes first. */
export const groups: Group[] = [
  { name: "guessing", about: "33, 34, 35: passwords and codes", load: () => import("./guessing") },
  { name: "sessions", about: "36, 37: sessions and realms", load: () => import("./sessions") },
  { name: "csrf", about: "38: calls from elsewhere", load: () => import("./csrf") },
  { name: "requests", about: "32, 42: malformed, oversized and slow requests", load: () => import("./requests") },
  { name: "routing", about: "40, 41: hosts, redirects, and the guard behind the proxy", load: () => import("./routing") },
  { name: "edge", about: "48: 36, 37, 38, 40 and 41 again with workerd before the web", load: () => import("./edge") },
  { name: "files", about: "43: files in and out", load: () => import("./files") },
  { name: "stored-text", about: "39: stored text in pages and mails", load: () => import("./stored-text") },
  { name: "logs", about: "45: what errors and logs tell", load: () => import("./logs") },
  { name: "shipped", about: "44: what is locked and shipped", load: () => import("./shipped") },
  { name: "audit", about: "46: the audit chain", load: () => import("./audit") },
  { name: "backup", about: "29: a backup is restored and proven", load: () => import("./backup") },
  { name: "money", about: "1, 2, 4, 6, 17: races and repeats", load: () => import("./money") },
  { name: "caps", about: "3: two children, and two browsers, at one cap", load: () => import("./caps") },
  { name: "payments", about: "4, 5, 7, 8, 9, 19: messages, lost answers and payments that must end", load: () => import("./payments") },
  { name: "database", about: "1, 5, 20, 22, 23: the database lost, silent and killed", load: () => import("./database") },
  { name: "processes", about: "5, 14, 15, 21, 27: processes killed and stopped", load: () => import("./processes") },
  { name: "orders", about: "1, 4, 5, 14, 16, 18, 25: the whole life of an order, and systems that hang", load: () => import("./orders") },
  { name: "billing", about: "1, 10, 11, 12, 13: bill runs, month ends, closed periods, sums", load: () => import("./billing") },
  { name: "deploy", about: "28: migrations under customers at work, and one version taking over from another", load: () => import("./deploy") },
  { name: "overload", about: "26: twice as many as can be served", load: () => import("./overload") },
  { name: "disk", about: "24: a full disk under the tables, and under the log", load: () => import("./disk") },
];
