import type { EnglishWords } from "./types";

export const valueAddedEnglish: EnglishWords = {
  MAIL: {
    specification: {
      name: "Business mail",
      summary: "Send and receive mail under your own domain. You add and remove people, and their letters stay with the company.",
      copy: {
        audience: "Companies that still write to customers from personal mailboxes, or whose mail server nobody looks after. From 10 mailboxes.",
        highlights: [
          { title: "Your domain on the card", text: "wang@yourcompany.cn. If you have no domain, apply for one at the same time; we guide you through the filing." },
          { title: "It arrives abroad too", text: "Several ways out and a reputation that is looked after. Why a letter came back is said in plain words." },
          { title: "People leave, letters stay", text: "The mailbox of somebody who leaves passes to whoever takes over. What was deleted by mistake can be restored for 30 days." },
        ],
        features: [
          { title: "Share them out yourself", text: "The administrator gives mailboxes and space to departments and people, and changes them at any time." },
          { title: "Against spam and impostors", text: "SPF, DKIM and DMARC are set up for you. A mail that poses as the boss and asks for a transfer gets a red warning." },
          { title: "Archive", text: "The Business plan archives by year. For audits and disputes, search by person and by word." },
          { title: "Any mail program", text: "The web, the phone's own mail and common desktop programs all work." },
        ],
        steps: [
          { title: "Enter a domain and order", text: "Enter the domain that your addresses should have. The system looks up at once where it points now." },
          { title: "Change two DNS records", text: "Change them as the page shows, or let us do it. Old mail can be moved by the whole mailbox." },
          { title: "Give them to your people", text: "The administrator sets up many mailboxes at once. People choose a password at their first sign-in." },
        ],
        faq: [
          { question: "Do we lose mail when we change over?", answer: "No. For 7 days before and after, both sides receive mail. The old one stops only when everything has been moved." },
          { question: "Why does the Business plan cost less per mailbox with more people?", answer: "The total decides the band, and all mailboxes have that band's price." },
          { question: "Do we need an ICP filing?", answer: "Not for mail alone. Only if the domain also serves a website." },
        ],
      },
      providerName: "Kuandai Shangwu, own service (sample)",
      serviceHours: "Hotline around the clock",
      dataLocation: "Data centres in Beijing and Guangzhou, each a backup of the other; data stays in the country",
    },
    offerings: {
      "MAIL-STD": { name: "Standard", summary: "10 GB a mailbox", includes: ["10 GB a mailbox", "Your own domain", "What was deleted by mistake is restored for 30 days"], seatName: "mailbox", prices: { seat: "Standard mailbox" }, unitNames: {} },
      "MAIL-BIZ": { name: "Business", summary: "50 GB a mailbox, with an archive", includes: ["50 GB a mailbox", "Archive by year, with search", "Old mail moved by the whole mailbox", "Faster mail abroad"], seatName: "mailbox", prices: { volume: "Business mailbox" }, unitNames: {} },
    },
  },
  SITE: {
    specification: {
      name: "Company website",
      summary: "Domain, filing, design and upkeep from one place. You give us photographs and a page about the company.",
      copy: {
        audience: "Companies without a website, with one that nobody has touched for three years, or with one that search engines mark as unsafe.",
        highlights: [
          { title: "Online in ten working days", text: "Online within 10 working days of the filing's approval. Every step shows in your account." },
          { title: "Yours to change", text: "Change news, products and vacancies yourself, without asking anybody. A mistake can be taken back." },
          { title: "Always looked after", text: "We see to certificates, patches and backups. If somebody tampers with the site, it is restored within 1 hour." },
        ],
        features: [
          { title: "Planning", text: "One interview by telephone, then a draft of sections and home page. Work begins when you are content." },
          { title: "Domain and filing", text: "We search for and register the domain, and check each paper of the filing so that none goes back and forth." },
          { title: "Design", text: "One set of pages fits computers and phones, and meets the accessibility standard." },
          { title: "Functions", text: "Product list, enquiry form, Chinese and English. The Marketing plan can be connected to CRM." },
          { title: "Upkeep", text: "A backup every day, a check-up report every month, and at least 99.9% availability over the year." },
        ],
        steps: [
          { title: "Order, with the basic facts", text: "An introduction of the company and a contact; also the domain and filing number, if you have them." },
          { title: "Interview and draft", text: "The service provider calls within 2 working days. The draft comes within 5 working days." },
          { title: "Filing and work side by side", text: "The filing takes about 7–20 days and is reviewed by the telecommunications authority. The site is built meanwhile." },
          { title: "Acceptance", text: "It goes online only when you confirm. For 30 days after that, changes are free." },
        ],
        faq: [
          { question: "If we give up a yearly plan early, do we get money back?", answer: "The fee for building is not returned once the site is built. The months used are charged at the monthly price, and the rest of the yearly fee goes back to your account." },
          { question: "Who owns the content?", answer: "Your company. When you stop, you receive all page files and data." },
        ],
      },
      providerName: "Kuandai Shangwu, own service (sample)",
      serviceHours: "Hotline around the clock; design and building on working days 8:30–18:00",
      dataLocation: "The operator's data centres in the province of the filing; data stays in the country",
    },
    offerings: {
      "SITE-BASIC": { name: "Showcase", summary: "Five sections, for a proper first front", includes: ["Five sections", "One domain", "Help with the filing", "A backup every day"], seatName: "set", prices: { yearly: "Showcase yearly fee", oneTime: "Design and building" }, unitNames: {} },
      "SITE-PRO": { name: "Marketing", summary: "Any number of sections, product list, enquiries, Chinese and English", includes: ["Any number of sections", "Product list and enquiries", "Chinese and English", "A check-up report every month"], seatName: "set", prices: { monthly: "Marketing monthly fee", oneTime: "Design and building" }, unitNames: {} },
    },
  },
  FAX: {
    specification: {
      name: "Internet fax",
      summary: "Send and receive on computer and phone with the fax number you have. Stamped papers are kept as files, and there is no toner to change.",
      copy: {
        audience: "Trading, logistics and export companies that still send faxes to authorities, banks, hospitals and shipping lines.",
        highlights: [
          { title: "The number can stay", text: "Your present fax number moves in. The other side changes nothing." },
          { title: "Busy, and nothing lost", text: "One number receives several faxes at the same time. Each becomes a file and is filed away." },
          { title: "Less than a page costs nothing", text: "Pages that did not get through are not counted. The details show the result of each fax." },
        ],
        features: [
          { title: "Receive", text: "You are told by mail and text message. Faxes can go to people by the caller's number." },
          { title: "Send", text: "Straight from a file or a photograph on the phone. The electronic seal asks for a second confirmation." },
          { title: "Manage", text: "Who sent what to whom, and how many pages: kept for two years." },
        ],
        steps: [
          { title: "Enter your fax number or apply for one", text: "A new number works the same day. Moving a number takes about 3 working days." },
          { title: "A check at the counter", text: "Fax numbers are registered by real name. Bring the code and your papers to a service counter." },
          { title: "Install the program or use the web", text: "Ten minutes of training, which is rarely needed." },
        ],
        faq: [
          { question: "Do free pages that are left move to the next month?", answer: "No. Free pages count by account period and end with it." },
          { question: "Does receiving cost anything?", answer: "No. Only pages sent with success are counted." },
        ],
      },
      providerName: "Kuandai Shangwu, own service (sample)",
      serviceHours: "Hotline around the clock",
      dataLocation: "The operator's data centres in your province; faxes are kept for two years",
    },
    offerings: {
      "FAX-100": { name: "100 pages", summary: "100 free pages a month, then by the page", includes: ["One fax number", "100 free pages a month", "Receiving without limit"], seatName: "set", prices: { monthly: "Fax monthly fee", usage: "Further pages" }, unitNames: { usage: "page" } },
      "FAX-1000": { name: "1,000 pages", summary: "1,000 free pages a month, shared by several people", includes: ["One fax number", "1,000 free pages a month", "Shared by 20 people", "Electronic seal"], seatName: "set", prices: { monthly: "Fax monthly fee", usage: "Further pages" }, unitNames: { usage: "page" } },
    },
  },
};
