import type { OfferingView, ProductView, StorefrontView } from "../catalog/catalog.schema";
import { headlinePrice } from "../catalog/catalog.rules";
import { formatFen } from "../kernel/money";

/* SC15: what a page says to machines, in the words of schema.org. Built of what the page shows and of nothing else. */

type Json = string | number | boolean | Json[] | { [name: string]: Json };
export type StructuredData = { "@context": "https://schema.org"; "@graph": Json[] };

/** "1234.50" of fen, by its digits (AX5). */
const amountOf = (fen: bigint): string => formatFen(fen).replace(/[¥,]/g, "");
const unitCodes = { seatMonth: "MON", month: "MON", year: "ANN", once: "C62" } as const;

type Where = { url: string; orderUrl: string; storefront: StorefrontView; storefrontUrl: string };

function offerOf(offering: OfferingView, isStopped: boolean, { orderUrl, storefront }: Where): Json[] {
  if (!offering.price) return [];
  const price = headlinePrice(offering.price.components, offering.seatRule.seatsMin, offering.seatRule.seatName);
  if (!price) return [];
  return [{
    "@type": "Offer", name: offering.name, description: offering.summary, sku: offering.code, url: `${orderUrl}?offering=${encodeURIComponent(offering.code)}`,
    availability: isStopped ? "https://schema.org/Discontinued" : "https://schema.org/InStock",
    priceCurrency: "CNY", price: amountOf(price.fen), areaServed: storefront.name,
    priceSpecification: { "@type": "UnitPriceSpecification", price: amountOf(price.fen), priceCurrency: "CNY", valueAddedTaxIncluded: true, unitCode: unitCodes[price.per.unit], ...(price.per.unit === "seatMonth" ? { unitText: price.per.seatName } : {}) },
    validFrom: offering.price.validFrom,
  }];
}

/** A product's page: what is sold, what it costs here, who provides it, and where the page stands in the shop. */
export function productData(product: ProductView, where: Where, crumbs: readonly { name: string; url: string }[]): StructuredData {
  const offers = product.offerings.flatMap((offering) => offerOf(offering, product.salesStoppedOn !== null, where));
  return {
    "@context": "https://schema.org",
    "@graph": [
      { "@type": "Product", "@id": `${where.url}#product`, name: product.name, description: product.summary, sku: product.code, url: where.url, category: product.productClass, brand: { "@type": "Brand", name: product.providerName }, ...(offers.length > 0 ? { offers } : {}) },
      { "@type": "BreadcrumbList", itemListElement: crumbs.map(({ name, url }, index) => ({ "@type": "ListItem", position: index + 1, name, item: url })) },
      ...(product.copy.faq.length > 0 ? [{ "@type": "FAQPage", mainEntity: product.copy.faq.map(({ question, answer }) => ({ "@type": "Question", name: question, acceptedAnswer: { "@type": "Answer", text: answer } })) }] : []),
    ],
  };
}

/** A storefront's first page: whose it is, how it is reached, and that it can be searched. */
export function storefrontData({ storefront, title, url, searchUrl }: { storefront: StorefrontView; title: string; url: string; searchUrl: string }): StructuredData {
  return {
    "@context": "https://schema.org",
    "@graph": [
      { "@type": "Organization", "@id": `${url}#organization`, name: title, url, areaServed: storefront.name, contactPoint: { "@type": "ContactPoint", telephone: storefront.hotline, contactType: "customer service", hoursAvailable: storefront.serviceHours } },
      { "@type": "WebSite", url, name: title, publisher: { "@id": `${url}#organization` }, potentialAction: { "@type": "SearchAction", target: { "@type": "EntryPoint", urlTemplate: `${searchUrl}?q={search_term_string}` }, "query-input": "required name=search_term_string" } },
    ],
  };
}

/** As it may stand in a script element: nothing in it can end the element or begin another. */
export const scriptText = (data: StructuredData): string => JSON.stringify(data).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e").replaceAll("&", "\\u0026").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
