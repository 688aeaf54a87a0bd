import type { EnglishWords } from "./types";

export const internalEnglish: EnglishWords = {
  OA: {
    specification: {
      name: "Office (OA)",
      summary: "Leave, expenses, use of the seal and contracts, signed step by step on a phone. It works on the day it is opened, with no server to buy.",
      copy: {
        audience: "Companies of 50 to 300 people with two or more departments, where approvals still run on paper slips or screenshots of chats. Head office and branches elsewhere can share one.",
        highlights: [
          { title: "Open the same day", text: "Usually ready within 1 hour of approval, and within 24 hours at the latest. Thirty common forms are already there." },
          { title: "You see where it is", text: "Who has a form, and for how long: applicants see it for themselves and need not ask." },
          { title: "People leave, data stays", text: "When somebody leaves, only their seat stops. What they handled still belongs to the company and can be exported whole at any time." },
        ],
        features: [
          { title: "Approvals", text: "Routes by amount, department and rank. Add a signer, pass a form on, or send it back to any step." },
          { title: "Official documents", text: "Draft, check, number, put under the official heading and file, with reminders when a retention period ends." },
          { title: "Attendance and shifts", text: "Several workplaces. Late arrivals and early departures are set off against leave, and finance gets one table at the end of the month." },
          { title: "Notices and rules", text: "A record of who was sent a notice and who has read it. New staff receive the rules they must read." },
          { title: "Documents", text: "5 GB a seat. Departments share by folder, and what was deleted can be brought back for 30 days." },
        ],
        steps: [
          { title: "Choose seats and order", text: "5 seats at least, then in steps of 5. An administrator's mail address is all that we need." },
          { title: "Review and opening", text: "Staff of your province check the papers of a first order. Seats added later work at once." },
          { title: "Import your people", text: "Import names, departments and mobile numbers from one table. Each person gets a text message and sets a password." },
          { title: "A first lesson, on site or remotely", text: "The customer service provider helps to set up the first three approvals, at no extra charge." },
        ],
        faq: [
          { question: "If it opens in the middle of a month, what does the first month cost?", answer: "It is charged by the day: monthly fee × days left ÷ days in the month, the day of opening included. Choose a date under “Work it out” to see the sum." },
          { question: "What if our number of people changes?", answer: "Added seats work the same day and are charged for the days left. Fewer seats count from the next account period; what was paid for the month is not returned." },
          { question: "When we stop, how do we take our data with us?", answer: "For 30 days before and after the end, the administrator can export all forms (as tables) and attachments (as the original files)." },
        ],
      },
      providerName: "Qiyun Collaboration Software (sample)",
      serviceHours: "Hotline around the clock; visits on working days 8:30–18:00",
      dataLocation: "The operator's data centres in your province, two copies in one city; data stays in the country",
    },
    offerings: {
      "OA-STD": { name: "Standard", summary: "Approvals, documents, attendance and notices", includes: ["Thirty ready-made forms", "5 GB of documents a seat", "On phones and on the web"], seatName: "seat", prices: { seat: "OA seat" }, unitNames: {} },
      "OA-PRO": { name: "Professional", summary: "Also your own approvals, electronic seals and interfaces", includes: ["All of Standard", "Draw your own approvals and forms", "10 electronic seals a seat each month", "Interfaces to finance software"], seatName: "seat", prices: { seat: "OA Professional seat", oneTime: "Setting up approvals, and training" }, unitNames: {} },
    },
  },
  HR: {
    specification: {
      name: "People (HR)",
      summary: "Organisation, records, pay, performance and recruitment in one place. No more comparing three tables the day before payday.",
      copy: {
        audience: "Companies with one or two people in HR who pay fifty people or more each month, above all factories and shops with piece wages, shifts and social insurance in several places.",
        highlights: [
          { title: "Wages that add up", text: "Basic pay, piece wages, overtime, social insurance and income tax are worked out together. Open any item to see its formula." },
          { title: "No contract runs out unseen", text: "Somebody is reminded 30 days and 7 days before a contract, certificate, health card or probation ends." },
          { title: "People look for themselves", text: "Pay slips, leave left and personal records are on the phone, so HR takes half as many calls." },
        ],
        features: [
          { title: "Organisation", text: "Departments, positions, qualifications, planned posts and vacancies. Try a change before you make it." },
          { title: "Staff records", text: "One record from joining to leaving. Attachments are encrypted, and it is noted who has looked." },
          { title: "Pay", text: "Each place's bases for social insurance and housing fund are updated every year. Files for payment by the bank can be exported." },
          { title: "Performance", text: "Three steps: goals, marks and a talk. The result goes straight into that month's pay." },
          { title: "Recruitment", text: "CVs from many channels in one form, interviews with their notes, and a record of internal referrals." },
          { title: "Self-service", text: "Staff see pay slips, change their contact details and read the rules without taking HR's time." },
        ],
        steps: [
          { title: "Choose seats and order", text: "As many seats as people on the staff list, 10 at least." },
          { title: "Hand in a staff list", text: "Import it with the template. Wrong identity numbers and joining dates are found before anything is stored." },
          { title: "Run one month side by side", text: "Pay is worked out beside your present tables and differences are listed by person. Change over when they agree." },
        ],
        faq: [
          { question: "Why is the first month free?", answer: "Importing and checking side by side take time. So no monthly fee is charged from opening to the end of that month; fees begin with the next account period." },
          { question: "Who can see pay data?", answer: "Only people whom your company authorises. To solve a problem, the service provider needs a temporary permission from your administrator, and all that is done is recorded." },
          { question: "Do people who have left take up seats?", answer: "No. Their records are kept, and the seat is free the same day." },
        ],
      },
      providerName: "Tongzhou HR Software (sample)",
      serviceHours: "Hotline around the clock; payroll line on the 1st–10th of each month 8:30–20:00",
      dataLocation: "The operator's data centres in your province; pay data is encrypted; data stays in the country",
    },
    offerings: {
      "HR-STD": { name: "Personnel", summary: "Organisation, records, contracts and self-service", includes: ["Organisation and planned posts", "Records and contract reminders", "Self-service for staff"], seatName: "seat", prices: { seat: "HR Personnel seat" }, unitNames: {} },
      "HR-PAY": { name: "Payroll", summary: "Also pay, social insurance, income tax and performance. The more people, the less each further seat costs", includes: ["All of Personnel", "Pay and income tax", "Performance", "Files for payment by the bank"], seatName: "seat", prices: { graduated: "HR Payroll seat" }, unitNames: {} },
      "HR-REC": { name: "Recruitment", summary: "Personnel with recruitment and online assessments", includes: ["All of Personnel", "CVs from many channels in one form", "30 online assessments a month"], seatName: "seat", prices: { seat: "HR Recruitment seat" }, unitNames: {} },
    },
  },
};
