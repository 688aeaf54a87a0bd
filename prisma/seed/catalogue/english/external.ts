import type { EnglishWords } from "./types";

export const externalEnglish: EnglishWords = {
  PAGES: {
    specification: {
      name: "Yellow pages",
      summary: "Those who look for you find you, by calling 114 and in the yellow pages online. You change the entry yourself.",
      copy: {
        audience: "Repair, processing, catering, retail and other local businesses that live on customers in town and on recommendation.",
        highlights: [
          { title: "One entry for 114 and the web", text: "Change telephone, address or opening hours in one place, and both are updated." },
          { title: "True and trusted", text: "Entries carry the mark “business licence verified”. No place in the list is for sale." },
        ],
        features: [
          { title: "Company page", text: "Introduction, photographs, products and vacancies, also on phones." },
          { title: "Search", text: "By trade, place and product, also in pinyin." },
          { title: "Visits", text: "How many people looked, by which words they came, and how many called." },
        ],
        steps: [
          { title: "Write an introduction", text: "Fifty to five hundred characters, with three photographs." },
          { title: "Your papers are checked", text: "Done within 1 working day. After that, change the entry whenever you like." },
        ],
        faq: [{ question: "Can a better place be bought?", answer: "No. Entries are ordered by how well they fit the words, by distance and by how complete they are. The rules are public." }],
      },
      providerName: "Sifang Directory (sample)",
      serviceHours: "Hotline around the clock; papers are checked on working days 8:30–18:00",
      dataLocation: "The operator's data centres in your province; public entries can be read in the whole country",
    },
    offerings: {
      "PAGES-YEAR": { name: "Standard entry", summary: "Paid once a year", includes: ["Company page", "Entry at 114", "Visits"], seatName: "set", prices: { yearly: "Entry yearly fee" }, unitNames: {} },
      "PAGES-PLUS": { name: "Entry with enquiries", summary: "With an enquiry form and free incoming calls", includes: ["All of Standard entry", "Enquiry form", "200 free minutes of incoming calls"], seatName: "set", prices: { monthly: "Enquiries monthly fee", usage: "Further minutes of incoming calls" }, unitNames: { usage: "minute" } },
    },
  },
  SHOP: {
    specification: {
      name: "Ordering shop",
      summary: "An ordering site for dealers and regular customers: each sees their own prices, orders at midnight if they like, and stock comes from SCM.",
      copy: {
        audience: "Makers and wholesalers with twenty or more dealers or shops that still take orders by telephone and chat.",
        highlights: [
          { title: "Prices for each customer", text: "Each dealer sees their own price list and how much they may order. No more sending a dozen quotations." },
          { title: "The same stock as SCM", text: "Orders go straight into SCM, and customers can follow the delivery after dispatch." },
        ],
        features: [
          { title: "Ordering", text: "A list of usual purchases, orders by the case, and a choice of delivery day." },
          { title: "Statements", text: "Customers see what they owe and their statements, and call half as often." },
          { title: "Payment", text: "Customers upload the slip of a bank transfer. Finance confirms it and releases the order." },
        ],
        steps: [
          { title: "Order", text: "Enter an introduction of the company and the filing number. Without a filing, begin with a company website." },
          { title: "Import goods and customers", text: "If you use SCM, they are synchronised." },
          { title: "Invite your customers", text: "Invitations go out by text message. Customers open one and can order." },
        ],
        faq: [
          { question: "Can we sell to consumers with it?", answer: "It is made for orders between companies, without the payment and returns that retail needs." },
          { question: "Do we need SCM first?", answer: "No. Without it the shop has a simple stock of its own. Connect SCM later and no data is lost." },
        ],
      },
      providerName: "Canghai Stock Software (sample)",
      serviceHours: "Hotline around the clock; visits on working days 8:30–18:00",
      dataLocation: "The operator's data centres in your province, two copies in one city; data stays in the country",
    },
    offerings: {
      "SHOP-STD": { name: "Standard", summary: "Up to 100 customers", includes: ["100 customers", "Prices for each customer", "Statements"], seatName: "set", prices: { monthly: "Shop monthly fee", oneTime: "Getting started" }, unitNames: {} },
      "SHOP-PRO": { name: "Professional", summary: "Any number of customers, open interfaces", includes: ["Any number of customers", "Synchronised with SCM at once", "Interfaces", "Your own adviser"], seatName: "set", prices: { monthly: "Shop monthly fee", oneTime: "Getting started" }, unitNames: {} },
    },
  },
};
