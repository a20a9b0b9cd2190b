// How screens are looked at: both looks, a wide and a narrow window.
export const looks = [
  { name: "light, on a desk", colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { name: "dark, 360 px wide", colorScheme: "dark", viewport: { width: 360, height: 740 } },
] as const;
