import { expect, it } from "vitest";
import { viewEnding } from "./view.rules";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 27, 10, minutes));
const going = { now: at(10), secretUntil: at(1), begunAt: at(0), expiresAt: at(30), isTicketOver: false, isClerkHere: true };

it.each([
  ["nothing while it goes on", going, null],
  ["its half hour", { ...going, now: at(30) }, "time"],
  ["its case", { ...going, isTicketOver: true }, "ticket"],
  ["its clerk", { ...going, isClerkHere: false }, "staff"],
  ["a secret that nobody came with", { ...going, begunAt: null, expiresAt: null, now: at(1) }, "unused"],
  ["nothing while the secret is fresh", { ...going, begunAt: null, expiresAt: null, now: at(0) }, null],
] as const)("BO4: a view is ended by %s", (_, view, ending) => expect(viewEnding(view)).toBe(ending));
