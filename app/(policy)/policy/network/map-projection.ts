/** A place on the earth, in degrees. */
interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

export interface Projected {
  /** Places in the order given, in the box. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly height: number;
}

const RADIANS = Math.PI / 180;

/**
 * Albers' equal-area conic projection (Snyder 1987, section 14) of places into a box of the given width, its standard
 * parallels a sixth within the places' latitudes. Equal areas, so that distances between towns compare by eye.
 */
export function projectPlaces(places: readonly Place[], width: number, margin: number): Projected {
  if (places.length === 0) return { points: [], height: 2 * margin };
  const project = albers(places);
  const raw = places.map(project);
  const xs = raw.map(({ x }) => x);
  const ys = raw.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const scale = right > left ? (width - 2 * margin) / (right - left) : 1;
  return {
    points: raw.map(({ x, y }) => ({
      x: right > left ? margin + (x - left) * scale : width / 2,
      // Screens count downwards.
      y: margin + (high - y) * scale,
    })),
    height: 2 * margin + (high - low) * scale,
  };
}

function albers(places: readonly Place[]) {
  const latitudes = places.map(({ latitude }) => latitude);
  const longitudes = places.map(({ longitude }) => longitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const centre = ((Math.min(...longitudes) + Math.max(...longitudes)) / 2) * RADIANS;
  const inset = (north - south) / 6;
  const first = Math.sin((south + inset) * RADIANS);
  const second = Math.sin((north - inset) * RADIANS);
  // A cone needs its parallels on one side of the equator and not on it.
  const n = (first + second) / 2 || 1e-6;
  const c = 1 - first * first + 2 * n * first;
  const radius = (latitude: number) =>
    Math.sqrt(Math.max(0, c - 2 * n * Math.sin(latitude * RADIANS))) / n;
  return ({ latitude, longitude }: Place) => {
    const angle = n * (longitude * RADIANS - centre);
    return { x: radius(latitude) * Math.sin(angle), y: -radius(latitude) * Math.cos(angle) };
  };
}
