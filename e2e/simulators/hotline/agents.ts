/** The agents of the stand-in's service desk, by their staff numbers. */
export const agents: Readonly<Record<string, string>> = { "8012": "王静", "8035": "李强", "8107": "陈小梅" };
