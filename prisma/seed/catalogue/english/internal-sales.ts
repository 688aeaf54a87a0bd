import type { EnglishWords } from "./types";

export const salesEnglish: EnglishWords = {
  CRM: {
    specification: {
      name: "Customers (CRM)",
      summary: "Customers, contacts, quotations and follow-ups stay with the company and do not leave with a salesperson's phone.",
      copy: {
        audience: "Trading, equipment, software and service companies with 5 or more salespeople, whose customer lists are scattered over everybody's own tables.",
        highlights: [
          { title: "Two on one customer: known at once", text: "A new customer is checked by company name and telephone. You see who registered it first and until when." },
          { title: "A reminder after three days", text: "At which stage an opportunity stands and for how many days: managers see it without a meeting." },
          { title: "Handing over takes one step", text: "When a salesperson leaves, customers, mail and quotations pass together to whoever takes over." },
        ],
        features: [
          { title: "Events and contacts", text: "Calls, visits and WeChat messages are kept under the customer. The next step has a date and a person." },
          { title: "Stages of a sale", text: "Set your own stages, and write down what each one needs before it counts as passed." },
          { title: "Products and quotations", text: "Quotations come from the product list. A discount beyond what is authorised goes to a manager for approval." },
          { title: "Campaigns", text: "Trade fairs, text messages and visits to old customers: see how many opportunities each one brought." },
          { title: "Reports", text: "Funnel, payments and reasons for lost sales. Every figure leads to the customers behind it." },
        ],
        steps: [
          { title: "Choose seats and order", text: "3 seats at least, for your salespeople, customer service and managers." },
          { title: "Import your old lists", text: "Import several tables together. Duplicates are merged, and you decide where it is not certain." },
          { title: "See the first funnel after a week", text: "The service provider works with your sales manager until stages and permissions fit." },
        ],
        faq: [
          { question: "Does it cost less with more people?", answer: "Yes. The Team plan is priced in bands: one price for the first 20 seats and lower prices for those beyond. Each band is worked out by itself and then added up." },
          { question: "Can we keep salespeople from exporting the customer list?", answer: "Yes. Export is off at first. It is recorded who was given it and how many rows they exported." },
        ],
      },
      providerName: "Changting Customer Software (sample)",
      serviceHours: "Hotline around the clock; online service on working days 8:30–21:00",
      dataLocation: "The operator's data centres in your province, backed up daily to another city; data stays in the country",
    },
    offerings: {
      "CRM-STD": { name: "Team", summary: "Customers, contacts, stages of a sale and reports", includes: ["Check for duplicates, and a shared pool of customers", "Stages of a sale", "18 standard reports"], seatName: "seat", prices: { graduated: "CRM Team seat" }, unitNames: {} },
      "CRM-YEAR": { name: "Team by the year", summary: "10 Team seats paid a year ahead, at the price of ten months", includes: ["10 Team seats", "The service provider imports your data"], seatName: "set", prices: { yearly: "CRM yearly fee for ten seats" }, unitNames: {} },
    },
  },
  SCM: {
    specification: {
      name: "Stock and sales (SCM)",
      summary: "Buying, selling, stock, and what is owed to you and by you, on one line. No more closing on the day of stocktaking.",
      copy: {
        audience: "Traders, chain stores and processing plants with their own warehouse, hundreds to tens of thousands of articles and a hundred or more documents a day.",
        highlights: [
          { title: "Stock that is right", text: "Goods are scanned in and out, with batch, shelf life and bin. If a single piece is missing, you can find the document." },
          { title: "Debts at a glance", text: "How much each customer owes, for how long, and whether it is over the credit limit: you are told while writing the order." },
          { title: "Outside work under control", text: "Material sent, goods returned and processing fees are checked three ways. Losses are worked out for you." },
        ],
        features: [
          { title: "Stock", text: "Several warehouses and bins, batches and serial numbers. Below the safety stock a purchase is suggested." },
          { title: "Sales", text: "Quotation, order, dispatch and return: one document all the way." },
          { title: "Purchasing", text: "Enquiries and comparison, inspection on arrival, returns to suppliers, and past prices at hand." },
          { title: "Receivables and payables", text: "Settlement, ageing and statements, which common finance software can import." },
          { title: "Exports", text: "Quotations in foreign currency, packing lists, customs papers and a register of export tax refunds." },
          { title: "Outside processing", text: "Processing orders, material issued, goods received and settlement of fees." },
        ],
        steps: [
          { title: "Choose a plan and order", text: "By the number of warehouses and operators." },
          { title: "Set up your records", text: "Import three tables: goods, customers and suppliers. The service provider helps to number them alike." },
          { title: "Choose a day for stocktaking", text: "Its figures are the opening stock. From the next day on, documents are written in the system." },
        ],
        faq: [
          { question: "Can we connect scales and barcode scanners?", answer: "Common barcode scanners, label printers and scales with a serial port work as they are. The service provider checks the list before coming." },
          { question: "What if the network fails?", answer: "Shop tills can go on offline for up to 8 hours and upload by themselves afterwards. Stock follows the time of upload and is marked so." },
        ],
      },
      providerName: "Canghai Stock Software (sample)",
      serviceHours: "Hotline around the clock; visits every day 8:30–18:00, weekends included",
      dataLocation: "The operator's data centres in your province, two copies in one city; data stays in the country",
    },
    offerings: {
      "SCM-STD": { name: "Single warehouse", summary: "One warehouse, up to 5 operators", includes: ["Stock, purchasing and sales", "Receivables and payables", "Goods scanned in and out"], seatName: "set", prices: { monthly: "SCM Single warehouse monthly fee" }, unitNames: {} },
      "SCM-MULTI": { name: "Multi-warehouse", summary: "Any number of warehouses, charged by operator", includes: ["All of Single warehouse", "Transfers between warehouses", "Exports and outside processing", "The service provider sets up your records"], seatName: "seat", prices: { seat: "SCM operator seat", oneTime: "Setting up your records" }, unitNames: {} },
    },
  },
  DISK: {
    specification: {
      name: "Company drive (former version)",
      summary: "File sharing charged by person. No new customers since September 2026: documents are now part of Office (OA).",
      copy: {
        audience: "Companies that had it opened by 31 August 2026 may go on using and renewing it.",
        highlights: [{ title: "Nothing changes for present users", text: "Prices, space and service stay as they are until you stop." }],
        features: [{ title: "Shared folders", text: "Department folders, links for people outside and 30 days of earlier versions." }],
        steps: [{ title: "Would you like to move to OA?", text: "The service provider can move all your documents to OA, without a fee." }],
        faq: [{ question: "Will it be stopped against our wish?", answer: "No. Should the service ever end, every customer is told 180 days ahead and offered the move or a refund." }],
      },
      providerName: "Kuandai Shangwu, own service (sample)",
      serviceHours: "Hotline around the clock",
      dataLocation: "The operator's data centres in your province; data stays in the country",
    },
    offerings: {
      "DISK-STD": { name: "Standard", summary: "20 GB a seat", includes: ["20 GB a seat", "Links for people outside"], seatName: "seat", prices: { seat: "Drive seat" }, unitNames: {} },
    },
  },
};
