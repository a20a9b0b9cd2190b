// What a reader calls the groups, owners, players and nodes of the definitions.

export const ownerLabelsEn: Readonly<Record<string, string>> = {
  seller: "You",
  customers: "Customers",
  carrier: "Suppliers and carriers",
  fulfilment: "Our buildings",
  network: "The network",
  policy: "Rules",
  model: "Our forecast",
  dataCorrection: "Corrected data",
};

export const playerLabelsEn: Readonly<Record<string, string>> = {
  capacity: "less or more usable space in the buildings",
  demand: "the space that all sellers need together",
  policy: "the rules for sharing the space",
};

export const storageTypeLabelsEn: Readonly<Record<string, string>> = {
  standard: "standard-size",
  oversize: "oversize",
  apparel: "apparel",
};

export const groupLabelsEn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  capacity: {
    salesPace: "Your sales pace",
    forecast: "Our demand forecast",
    newSelection: "Your new products",
    efficiency: "Your efficiency score",
    stock: "Your stock and open shipments",
    announcements: "Earlier announcements",
    policy: "Published rules",
    network: "Space in the network",
  },
  replenishment: {
    demandLevel: "Demand",
    demandSpread: "Uncertainty of demand",
    leadTime: "Lead time",
    stock: "Your stock and inbound units",
    service: "Published rules",
    economics: "Your price and cost",
    space: "Space",
    pack: "Case pack",
  },
};

export const nodeLabelsEn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  capacity: {},
  replenishment: {},
};
