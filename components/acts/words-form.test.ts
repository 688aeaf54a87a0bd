import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { quoteSettings } from "@/server/quotes/quote.rules";
import { NoteOnQuote, SayOnQuote } from "@/server/quotes/quote.schema";
import { mostCaseLetters } from "@/server/tickets/ticket.rules";
import { NoteOnCase, ReopenCase, SayOnCase } from "@/server/tickets/ticket.schema";
import { WordsForm } from "./words-form";

const id = "01980000-0000-7000-8000-000000000000";
const form = (most: number) => renderToStaticMarkup(createElement(WordsForm, { label: "留言", button: "发送", most, text: "", setText: () => undefined, send: () => undefined, isBusy: false, problem: null }));
const ofQuote = (text: string) => [SayOnQuote.safeParse({ key: id, quoteId: id, text }), NoteOnQuote.safeParse({ key: id, quoteId: id, text, isInternal: false })];
const ofCase = (text: string) => [SayOnCase, ReopenCase, NoteOnCase].map((schema) => schema.safeParse({ key: id, ticketId: id, text }));

it.each([
  ["OR15: on a quote", quoteSettings.mostLetters, ofQuote],
  ["IN3: on a case", mostCaseLetters, ofCase],
] as const)("%s as many letters can be typed as the server takes", (_, most, judged) => {
  expect(form(most)).toContain(`maxLength="${String(most)}"`);
  expect(judged("字".repeat(most)).map(({ success }) => success)).not.toContain(false);
  expect(judged("字".repeat(most + 1)).map(({ success }) => success)).not.toContain(true);
});
