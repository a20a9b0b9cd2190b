/** Why a token was not made, by the broken rule. */
export const tokenRefusals: Readonly<Record<string, string>> = {
  tokens: "You have as many valid tokens as one person may hold. Revoke one that is not used.",
};

export const tokenLives = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "365 days" },
] as const;
