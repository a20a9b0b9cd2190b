/** A fulfilment centre of the demo network: a real town, an invented building. Shares are parts of the network's pool. */
export interface FcSpec {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly state: string;
  readonly latitude: number;
  readonly longitude: number;
  /** How long before the last day of the world the building opened. */
  readonly openedDaysBeforeEnd: number;
  /** Part of the network's goods that is sent here, about its part of the customers nearby. */
  readonly inflowPart: number;
  /** Parts of the network's space per storage type; 0 = the building has no such pool. */
  readonly standardPart: number;
  readonly oversizePart: number;
  readonly apparelPart: number;
}

const fc = (
  code: string,
  city: string,
  state: string,
  latitude: number,
  longitude: number,
  openedDaysBeforeEnd: number,
  inflowPart: number,
  parts: readonly [standard: number, oversize: number, apparel: number],
): FcSpec => ({
  code,
  name: `${city} fulfilment centre`,
  city,
  state,
  latitude,
  longitude,
  openedDaysBeforeEnd,
  inflowPart,
  standardPart: parts[0],
  oversizePart: parts[1],
  apparelPart: parts[2],
});

export const FC_TABLE: readonly FcSpec[] = [
  fc("RIV1", "Riverside", "CA", 33.953, -117.396, 3652, 12, [14, 14, 14]),
  fc("STK1", "Stockton", "CA", 37.958, -121.291, 3010, 5, [5, 5, 6]),
  fc("KNT1", "Kent", "WA", 47.381, -122.235, 2755, 4, [5.5, 5.5, 6]),
  fc("GDY1", "Goodyear", "AZ", 33.435, -112.358, 2190, 4, [4, 4.5, 3.5]),
  fc("AUR1", "Aurora", "CO", 39.729, -104.832, 1765, 3, [2.2, 2.5, 0]),
  fc("DSO1", "DeSoto", "TX", 32.59, -96.857, 2990, 6, [5.5, 5.5, 7]),
  fc("KTY1", "Katy", "TX", 29.786, -95.824, 296, 6, [6, 5.5, 0]),
  fc("KCK1", "Kansas City", "KS", 39.114, -94.627, 2420, 3, [2, 2, 0]),
  fc("JOL1", "Joliet", "IL", 41.525, -88.082, 3300, 11, [12, 10, 11]),
  fc("GRV1", "Groveport", "OH", 39.878, -82.884, 1900, 7, [5, 5.5, 5.5]),
  fc("EDS1", "Edison", "NJ", 40.519, -74.412, 3520, 15, [17, 16, 18]),
  fc("CRL1", "Carlisle", "PA", 40.201, -77.189, 2610, 9, [8, 9, 9]),
  fc("UNC1", "Union City", "GA", 33.587, -84.542, 2840, 8, [6.8, 8, 9]),
  fc("LKL1", "Lakeland", "FL", 28.039, -81.95, 1480, 7, [8, 9, 10]),
];

/** Where sellers' goods start: a sea port (import) or a warehouse inland. */
export interface OriginSpec {
  readonly code: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Days at sea and through customs before the lane inland begins; 0 for a warehouse in the country. */
  readonly oceanDays: number;
}

export const ORIGIN_TABLE: readonly OriginSpec[] = [
  {
    code: "port-long-beach",
    name: "Port of Long Beach",
    latitude: 33.754,
    longitude: -118.216,
    oceanDays: 24,
  },
  {
    code: "port-savannah",
    name: "Port of Savannah",
    latitude: 32.083,
    longitude: -81.1,
    oceanDays: 34,
  },
  {
    code: "port-newark",
    name: "Port of Newark",
    latitude: 40.683,
    longitude: -74.151,
    oceanDays: 32,
  },
  {
    code: "port-tacoma",
    name: "Port of Tacoma",
    latitude: 47.267,
    longitude: -122.413,
    oceanDays: 22,
  },
  {
    code: "warehouse-chicago",
    name: "Chicago warehouse",
    latitude: 41.85,
    longitude: -87.65,
    oceanDays: 0,
  },
  {
    code: "warehouse-dallas",
    name: "Dallas warehouse",
    latitude: 32.783,
    longitude: -96.8,
    oceanDays: 0,
  },
  {
    code: "warehouse-charlotte",
    name: "Charlotte warehouse",
    latitude: 35.227,
    longitude: -80.843,
    oceanDays: 0,
  },
  {
    code: "warehouse-los-angeles",
    name: "Los Angeles warehouse",
    latitude: 34.052,
    longitude: -118.244,
    oceanDays: 0,
  },
  {
    code: "warehouse-allentown",
    name: "Allentown warehouse",
    latitude: 40.608,
    longitude: -75.49,
    oceanDays: 0,
  },
];
