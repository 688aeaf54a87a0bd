import { expect, it } from "vitest";
import { encodingFor, hasPage } from "./page-encoding";

it.each([
  [undefined, "identity"], [null, "identity"], ["", "identity"], ["identity", "identity"], ["*", "identity"], ["gzip", "gzip"], ["GZIP;q=0.5, br;q=0", "gzip"], ["deflate, br ; q=0.8", "br"], ["gzip, deflate, br", "br"], ["br;q=nonsense", "identity"],
] as const)("a client that says %s is sent %s", (accept, encoding) => expect(encodingFor(accept)).toBe(encoding));

it.each([
  ['"a"', '"a"', true], ['"a"', 'W/"a"', true], ['W/"a"', '"b", "a"', true], ['"a"', '"b"', false], ['"a"', null, false], ["", "", false], ['"a"', undefined, false],
] as const)("a page of tag %s, known as %s, is known: %s", (etag, asked, has) => expect(hasPage(etag, asked)).toBe(has));
