import type { EnglishWords } from "./types";

export const communicationEnglish: EnglishWords = {
  BROADBAND: {
    specification: {
      name: "Broadband",
      summary: "Fibre for offices, works and shops. The upload speed and the time to repair are written down, and you are compensated if we miss them.",
      copy: {
        audience: "Offices, works and shops that need a steady upload, video meetings, remote monitoring or a service of their own on the Internet.",
        highlights: [
          { title: "Both directions in writing", text: "Business fibre uploads at no less than half the download speed, and a leased line at the same speed. Check it yourself on the speed test page." },
          { title: "Repairs have a limit", text: "Usual faults in towns are repaired within 24 hours. After that, days are taken off the monthly fee without your asking." },
          { title: "Fixed IP if you like", text: "A leased line has one public fixed IPv4 address. A range of IPv6 addresses is free." },
        ],
        features: [
          { title: "Business fibre", text: "300M or 1000M with a business gateway, for up to 200 devices at the same time." },
          { title: "Leased Internet line", text: "From 50M, bandwidth of your own, watched around the clock. We tell you of a fault first." },
          { title: "Standby link", text: "Add 5G as a standby. If the fibre is cut, it takes over by itself, and tills and offices go on." },
        ],
        steps: [
          { title: "Enter the address", text: "Fill it in online first. You get a code that is valid for 15 days." },
          { title: "A check at the counter", text: "The province's business system has to confirm the line. Bring the code to a service counter or ask your account manager; nothing is filled in twice." },
          { title: "Installation", text: "Where a line is available, it is usually installed within 3 working days. Charging begins that day." },
        ],
        faq: [
          { question: "Why can it not all be done online?", answer: "It must first be confirmed that the building has a free fibre port. This happens in the province's business system, and what you filled in online goes along." },
          { question: "If it is installed after the 15th, what does the first month cost?", answer: "Opened on the 1st–15th, a whole month is charged; from the 16th, half a month." },
        ],
      },
      providerName: "The operator in your province",
      serviceHours: "Fault reports around the clock; installation every day 8:30–18:00",
      dataLocation: "No business data of customers is kept; by law, access logs are kept in the province for 6 months",
    },
    offerings: {
      "BROADBAND-300": { name: "Business fibre 300M", summary: "300M down, 150M up", includes: ["One business gateway", "100 devices", "Repair within 24 hours promised"], seatName: "set", prices: { monthly: "Broadband monthly fee", oneTime: "Installation and testing" }, unitNames: {} },
      "BROADBAND-1000": { name: "Business fibre 1000M", summary: "1000M down, 500M up", includes: ["One business gateway", "200 devices", "Repair within 24 hours promised"], seatName: "set", prices: { monthly: "Broadband monthly fee", oneTime: "Installation and testing" }, unitNames: {} },
      "BROADBAND-LINE": { name: "Leased Internet line 50M", summary: "Bandwidth of your own, symmetric, with one fixed IP", includes: ["50M in each direction", "One fixed IPv4 address", "Repair within 6 hours promised", "Your own account manager"], seatName: "set", prices: { monthly: "Leased line monthly fee", oneTime: "Leased line set-up" }, unitNames: {} },
    },
  },
  PHONE: {
    specification: {
      name: "Fixed telephone",
      summary: "One local number and many extensions. Somebody answers when customers call, and calls out show the company's number.",
      copy: {
        audience: "Companies that want a local number for customers, or want to replace the switchboard at the front desk with one in the cloud.",
        highlights: [
          { title: "The number is the company's", text: "It stays when you move or change equipment, and can be carried over within the same local network." },
          { title: "A switchboard without a box", text: "Extensions ring on desk telephones, computers and mobiles. You record the key menu yourself." },
          { title: "Call charges that you can read", text: "Call details are updated daily and divided by extension, for each department at the end of the month." },
        ],
        features: [
          { title: "Single line", text: "One number on one line, with local minutes included." },
          { title: "Cloud switchboard", text: "One main number and 5 extensions or more: transfer, pick-up, recording, and an announcement after hours." },
        ],
        steps: [
          { title: "Choose a number and enter the address", text: "Choose a range of numbers online, enter the address of installation, and you get a code." },
          { title: "Proof of identity at the counter", text: "Telephone users are registered by real name: please show the business licence and the papers of whoever comes." },
          { title: "Installation, or activation online", text: "Somebody comes to install a single line. A cloud switchboard is active within 1 hour of the check." },
        ],
        faq: [
          { question: "How are further calls charged?", answer: "Minutes in the plan are used first. What goes beyond is charged by the minute and itemised on the next month's bill." },
          { question: "Can we bring our present number?", answer: "Within the same local network, yes. Please settle the old account first." },
        ],
      },
      providerName: "The operator in your province",
      serviceHours: "Fault reports around the clock; installation every day 8:30–18:00",
      dataLocation: "Call details are kept in the province for 5 months for you to look up; you decide how long recordings are kept",
    },
    offerings: {
      "PHONE-LINE": { name: "Single line", summary: "One number on one line, 300 local minutes included", includes: ["One local number", "300 local minutes", "Caller display"], seatName: "set", prices: { monthly: "Line rental", usage: "Further local calls" }, unitNames: { usage: "minute" } },
      "PHONE-PBX": { name: "Cloud switchboard", summary: "One main number, 20 extensions", includes: ["One main number", "20 extensions", "Key menu and recording", "2,000 domestic minutes"], seatName: "set", prices: { monthly: "Cloud switchboard monthly fee", usage: "Further domestic calls" }, unitNames: { usage: "minute" } },
    },
  },
};
