/** Where a browser keeps the language that answers are read in. */
export const languageCookie = "whystock_language";
