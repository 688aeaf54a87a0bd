import type { EnglishWords } from "./types";

export const laterEnglish: EnglishWords = {
  VIDEO: {
    specification: {
      name: "Video meetings",
      summary: "Meet with factories and shops elsewhere and with customers. Open a link and you are in, with nothing to install.",
      copy: {
        audience: "Companies with offices or shops elsewhere, or customers abroad, that meet several times a week.",
        highlights: [
          { title: "Open a link and you are in", text: "Customers need not register: a browser will do. They can also dial in by telephone." },
          { title: "From the same company as your line", text: "Meetings take a priority path inside the operator's network. When one falters, it can be seen where." },
        ],
        features: [
          { title: "Live subtitles", text: "Subtitles in Chinese and English as people speak, and a written record afterwards." },
          { title: "Meeting-room equipment", text: "Common video terminals can join." },
          { title: "Recording", text: "Recorded in the cloud, kept for 90 days, and yours to download." },
        ],
        steps: [
          { title: "Choose the number of rooms and order", text: "One room holds one meeting at a time." },
          { title: "Ready at once", text: "The administrator gets a mail, sets up the rooms, and the meeting can begin." },
        ],
        faq: [{ question: "How is time beyond the included charged?", answer: "People × minutes are added up. What goes beyond the free part is charged by the minute, and billed once it comes to one yuan." }],
      },
      providerName: "Qianli Meetings (sample)",
      serviceHours: "Hotline around the clock; somebody can stand by for important meetings",
      dataLocation: "Data centres in Beijing and Shanghai; recordings are encrypted; data stays in the country",
    },
    offerings: {
      "VIDEO-50": { name: "Room for 50", summary: "50 people at a time in each room, 3,000 participant minutes a month included", includes: ["50 people at a time", "3,000 participant minutes a month", "Recordings for 90 days"], seatName: "room", prices: { seat: "Room monthly fee", usage: "Further time" }, unitNames: { usage: "participant minute" } },
      "VIDEO-200": { name: "Room for 200", summary: "For large meetings and training, 15,000 participant minutes a month included", includes: ["200 people at a time", "15,000 participant minutes a month", "Live subtitles", "Discussion in groups"], seatName: "room", prices: { seat: "Room monthly fee", usage: "Further time" }, unitNames: { usage: "participant minute" } },
    },
  },
  ONENUM: {
    specification: {
      name: "One number",
      summary: "One fixed number that goes where you go: the desk rings first, then the mobile, and customers remember one number.",
      copy: {
        audience: "Companies whose sales, after-sales service and owner are often out, and who do not want mobile numbers on their cards.",
        highlights: [
          { title: "Give out one number", text: "Desk, mobile and branches ring in the order that you set, and after hours whoever is on duty." },
          { title: "Calling back shows it too", text: "Tap the company's number on the mobile to call back, and the other side sees the fixed number." },
        ],
        features: [
          { title: "By the time of day", text: "Working hours, lunch break and holidays each have their own order." },
          { title: "Allow and block", text: "Sales calls are kept out, and important customers get straight through." },
        ],
        steps: [
          { title: "Enter your fixed number", text: "It is added to a fixed line that you have." },
          { title: "A check at the counter", text: "Numbers are registered by real name. Bring the code to a service counter." },
          { title: "Set the order in your account", text: "A change works at once." },
        ],
        faq: [{ question: "Who pays for calls passed on to a mobile?", answer: "The part passed on is billed to the company as a domestic call. Minutes in the plan are used first." }],
      },
      providerName: "Kuandai Shangwu, own service (sample)",
      serviceHours: "Hotline around the clock",
      dataLocation: "The operator's data centres in your province",
    },
    offerings: {
      "ONENUM-STD": { name: "Standard", summary: "5 telephones to each number", includes: ["5 telephones", "Passing on by the time of day", "200 minutes passed on"], seatName: "number", prices: { seat: "One number monthly fee", usage: "Further minutes passed on" }, unitNames: { usage: "minute" } },
      "ONENUM-TEAM": { name: "Duty group", summary: "Ten numbers in a group that ring in turn", includes: ["10 numbers in a group", "Ringing in turn or all together", "Word of missed calls", "3,000 minutes passed on"], seatName: "set", prices: { monthly: "Duty group monthly fee", usage: "Further minutes passed on" }, unitNames: { usage: "minute" } },
    },
  },
  RING: {
    specification: {
      name: "Greeting tone",
      summary: "In the ten or so seconds before you answer, callers hear about your company instead of a ringing tone.",
      copy: {
        audience: "Shops, after-sales services and schools that take several dozen calls or more a day.",
        highlights: [
          { title: "A professional voice", text: "Give us a text of up to three hundred Chinese characters. It is recorded within 3 working days and can be changed twice." },
          { title: "Changes with the hour", text: "One recording each for offers, holidays and after hours." },
        ],
        features: [
          { title: "Several numbers together", text: "One recording for all the company's fixed lines, or another for each department." },
          { title: "Licensed music", text: "Background music comes from a licensed library." },
        ],
        steps: [
          { title: "Hand in the text and order", text: "Enter the text and the numbers that it is for." },
          { title: "Review of the text", text: "Advertising words are reviewed as the rules require, with an answer within 1 working day." },
          { title: "Listen, then go live", text: "It works the same day once you are content." },
        ],
        faq: [{ question: "Does it work for mobiles?", answer: "At present only for fixed lines and cloud switchboard numbers of your province." }],
      },
      providerName: "Kuandai Shangwu, own service (sample)",
      serviceHours: "Hotline around the clock; recording on working days 8:30–18:00",
      dataLocation: "The operator's data centres in your province",
    },
    offerings: {
      "RING-STD": { name: "Standard", summary: "The same recording on all numbers", includes: ["One recording", "Up to 10 numbers", "2 changes a year"], seatName: "set", prices: { monthly: "Greeting tone monthly fee" }, unitNames: {} },
      "RING-MULTI": { name: "Several recordings", summary: "Its own for each department and time of day", includes: ["Five recordings", "No limit on numbers", "No limit on changes"], seatName: "set", prices: { monthly: "Greeting tone monthly fee" }, unitNames: {} },
    },
  },
  SMS: {
    specification: {
      name: "Business text messages",
      summary: "Arrivals, statements, shifts and codes, in a text message that comes on time. You know how many were sent and how many arrived.",
      copy: {
        audience: "Companies that send customers word of pick-ups, statements and codes, or tell staff about shifts.",
        highlights: [
          { title: "You see whether it arrived", text: "A receipt for each message, and the reason if it failed. What did not arrive is not charged." },
          { title: "No disturbance", text: "Marketing messages between 22:00 and 8:00 wait until morning. Opting out works at once." },
        ],
        features: [
          { title: "Signature", text: "Messages begin with the company's signature, which must agree with its business licence." },
          { title: "Templates and interface", text: "Send from the web, or let OA and SCM send." },
        ],
        steps: [
          { title: "Name your signature and purpose", text: "Enter them with the order; the review takes 1 working day." },
          { title: "Import numbers or connect", text: "Numbers are encrypted and used only for the messages that you send." },
        ],
        faq: [
          { question: "May we send marketing messages?", answer: "Only to customers who have agreed, and each with a way to opt out. After too many complaints they are paused and you are told." },
          { question: "What about messages that are left?", answer: "Free messages count within their account period." },
        ],
      },
      providerName: "Kuandai Shangwu, own service (sample)",
      serviceHours: "Hotline around the clock",
      dataLocation: "The operator's data centres in your province; records of sending are kept for 5 months",
    },
    offerings: {
      "SMS-1000": { name: "1,000 messages", summary: "1,000 messages a month, then by the message", includes: ["1,000 messages a month", "A receipt for each", "One signature"], seatName: "set", prices: { monthly: "Text messages monthly fee", usage: "Further messages" }, unitNames: { usage: "message" } },
      "SMS-10000": { name: "10,000 messages", summary: "10,000 messages a month, with an interface", includes: ["10,000 messages a month", "An interface for sending", "Three signatures"], seatName: "set", prices: { monthly: "Text messages monthly fee", usage: "Further messages" }, unitNames: { usage: "message" } },
    },
  },
};
