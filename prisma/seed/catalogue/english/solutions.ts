import type { SpecificationEnglish } from "../../../../server/catalog/english.schema";
import type { EnglishWords } from "./types";

type Size = { name: string; summary: string; includes: string[] };
type Solution = Pick<SpecificationEnglish, "name" | "summary"> & { copy: Omit<SpecificationEnglish["copy"], "steps">; sizes: Record<string, Size> };

const steps = [
  { title: "Order once", text: "One order and one review for the whole package, instead of product by product." },
  { title: "Each part opens", text: "Applications work the same day. Parts with a line are checked at a service counter with the code, then installed." },
  { title: "One service provider delivers it all", text: "The same service manager is responsible to the end, and calls back twice within 30 days of opening." },
];

/** What the packages have in common, as in the Chinese words. */
const toWords = ({ name, summary, copy, sizes }: Solution): EnglishWords[string] => ({
  specification: {
    name, summary, copy: { ...copy, steps },
    providerName: "Kuandai Shangwu package (the list names each part's provider)",
    serviceHours: "Hotline around the clock; one and the same service manager on working days 8:30–18:00",
    dataLocation: "The operator's data centres in your province; for each part see its product page",
  },
  offerings: Object.fromEntries(Object.entries(sizes).map(([code, size]) => [code, { ...size, seatName: "set", prices: { bundle: "Package monthly fee", oneTime: "Setting up and training" }, unitNames: {} }])),
});

const keep = { question: "May we keep just a few of the parts later?", answer: "Yes. What you keep is charged at its own list price from the next account period. You see the difference before you change." };
const solves = "What it solves first";
const after = "What you should see after ninety days";

const solutions: Record<string, Solution> = {
  "SOL-MFG": {
    name: "Manufacturing package",
    summary: "Orders, outside processing, stock and wages under one roof. Workshop and office see the same figures.",
    copy: {
      audience: "Machining, clothing, food, hardware and electronics factories of 50–300 people.",
      highlights: [
        { title: "Where the material is", text: "Purchasing, receipt, issue, and what goes out for processing and comes back are all in SCM. You hear of a shortage three days ahead." },
        { title: "Piece wages, quickly", text: "Output goes from SCM to HR. The wage table is ready in two hours at the end of the month." },
      ],
      features: [
        { title: solves, text: "Stock that differs from the books, losses in outside processing that nobody can explain, and three days spent on the wage table." },
        { title: after, text: "Stocktaking differs by less than 0.5%, wages are done the same day, and quotations rest on past costs." },
      ],
      faq: [keep],
    },
    sizes: {
      "SOL-MFG-S": { name: "Factory of a hundred", summary: "About 100 people, one site", includes: ["SCM Multi-warehouse, 5 seats", "HR Payroll, 100 seats", "OA Standard, 20 seats"] },
      "SOL-MFG-L": { name: "Factory of three hundred", summary: "Several sites, with gigabit fibre", includes: ["SCM Multi-warehouse, 15 seats", "HR Payroll, 300 seats", "OA Standard, 50 seats", "Business fibre 1000M"] },
    },
  },
  "SOL-TRADE": {
    name: "Trade and distribution package",
    summary: "Customers, quotations, papers, stock and payments in one chain: follow an order from the enquiry to the money.",
    copy: {
      audience: "Domestic and foreign trade, wholesale and agency companies of 20–150 people.",
      highlights: [
        { title: "Customers belong to the company", text: "Mail is filed under its customer in CRM. When the salesperson changes, the thread does not break." },
        { title: "Profit by the order", text: "Purchase price, freight, exchange rate and commission are noted on the order. You see the gross profit the same day." },
      ],
      features: [
        { title: solves, text: "Customers in personal mailboxes, quotations in confused versions, and receivables that nobody chases." },
        { title: after, text: "All mail to the outside under the company's domain, a table of overdue receivables every Monday, and no more double quotations." },
      ],
      faq: [keep],
    },
    sizes: {
      "SOL-TRADE-S": { name: "Start", summary: "About 10 salespeople", includes: ["CRM Team, 10 seats", "SCM Single warehouse", "Business mail, Business plan, 20 mailboxes"] },
      "SOL-TRADE-L": { name: "Growth", summary: "30 salespeople, with fax; a website is optional", includes: ["CRM Team, 30 seats", "SCM Multi-warehouse, 10 seats", "Business mail, Business plan, 50 mailboxes", "Internet fax, 100 pages"] },
    },
  },
  "SOL-CHAIN": {
    name: "Chain store package",
    summary: "A fibre line and a set of till and stock for each shop. Head office sees all sales the same evening.",
    copy: {
      audience: "Chains of 5–60 restaurants, convenience stores, pharmacies, beauty salons or training schools.",
      highlights: [
        { title: "Figures the same evening", text: "Sales, stock and attendance of each shop are added up every evening. Shop managers report no figures." },
        { title: "A new shop in three days", text: "Line, accounts and goods are copied from a model shop." },
      ],
      features: [
        { title: solves, text: "Separate books in every shop, transfers by telephone, and shifts in WeChat groups." },
        { title: after, text: "Goods are out of stock half as often, transfers have papers, and hours and sales stand in one chart." },
      ],
      faq: [keep, { question: "Does each shop need an account of its own?", answer: "No. Head office opens sub-accounts for the shops. It can pay for all of them, or each shop can pay for itself." }],
    },
    sizes: {
      "SOL-CHAIN-S": { name: "Five shops", summary: "Head office and 5 shops", includes: ["SCM Multi-warehouse, 10 seats", "HR Personnel, 60 seats", "OA Standard, 15 seats", "Business text messages, 1,000 messages"] },
      "SOL-CHAIN-L": { name: "Twenty shops", summary: "Head office and 20 shops, with an ordering shop", includes: ["SCM Multi-warehouse, 30 seats", "HR Personnel, 200 seats", "OA Standard, 40 seats", "Ordering shop, Standard plan"] },
    },
  },
  "SOL-LOGI": {
    name: "Logistics package",
    summary: "Orders come in on one main number, text messages call for pick-up, and nobody has to chase receipts and freight.",
    copy: {
      audience: "Long-haul, part-load, storage and city delivery companies of 30–200 people.",
      highlights: [
        { title: "No call missed", text: "The cloud switchboard queues, records and passes calls to whoever is on duty after hours. Missed calls make a list to call back." },
        { title: "Word when goods arrive", text: "Scanning at the station sends a text message, and receivers call half as often to ask." },
      ],
      features: [
        { title: solves, text: "Busy telephones, lost receipts, and cash on delivery that does not add up." },
        { title: after, text: "95% of calls or more answered, receipts back within three days, and drivers settled once a week." },
      ],
      faq: [keep],
    },
    sizes: {
      "SOL-LOGI-S": { name: "One station", summary: "One station, 10 operators", includes: ["SCM Multi-warehouse, 10 seats", "Cloud switchboard", "Business text messages, 10,000 messages"] },
      "SOL-LOGI-L": { name: "Several stations", summary: "Up to five stations", includes: ["SCM Multi-warehouse, 30 seats", "Cloud switchboard", "Business text messages, 10,000 messages", "OA Standard, 40 seats"] },
    },
  },
  "SOL-IT": {
    name: "IT service package",
    summary: "A symmetric line, a fixed IP, mail, CRM and video meetings, for teams that live by the network.",
    copy: {
      audience: "Software, integration, design and outsourcing teams of 20–200 people.",
      highlights: [
        { title: "Uploads of your own", text: "A leased line has the same speed in both directions, so releases, backups and remote demonstrations do not stall." },
        { title: "From contract to payment", text: "Opportunities, approval of contracts and requests for invoices go from CRM to OA in one line." },
      ],
      features: [
        { title: solves, text: "Slow uploads, demonstrations that drop out, and contracts and payments each in their own books." },
        { title: after, text: "The leased line is available 99.9% of the year, and a contract is approved within two days." },
      ],
      faq: [keep],
    },
    sizes: {
      "SOL-IT-S": { name: "Thirty people", summary: "Fibre and applications", includes: ["Business fibre 1000M", "OA Standard, 30 seats", "CRM Team, 8 seats", "Business mail, Standard plan, 30 mailboxes"] },
      "SOL-IT-L": { name: "A hundred people", summary: "Leased line and applications", includes: ["Leased Internet line 50M", "OA Professional, 100 seats", "CRM Team, 20 seats", "Business mail, Business plan, 100 mailboxes"] },
    },
  },
};

export const solutionEnglish: EnglishWords = Object.fromEntries(Object.entries(solutions).map(([code, solution]) => [code, toWords(solution)]));
