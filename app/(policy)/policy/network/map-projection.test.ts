import { describe, expect, it } from "vitest";
import { projectPlaces } from "./map-projection.ts";

const SEATTLE = { latitude: 47.6, longitude: -122.3 };
const MIAMI = { latitude: 25.8, longitude: -80.2 };
const NEW_YORK = { latitude: 40.7, longitude: -74 };
const LOS_ANGELES = { latitude: 34.1, longitude: -118.2 };

describe("the map's projection", () => {
  it("keeps west left, north up, and every place in its box", () => {
    const { points, height } = projectPlaces([SEATTLE, MIAMI, NEW_YORK, LOS_ANGELES], 800, 20);
    const [seattle, miami, newYork, losAngeles] = points as [
      (typeof points)[number],
      (typeof points)[number],
      (typeof points)[number],
      (typeof points)[number],
    ];
    expect(seattle.y).toBeLessThan(losAngeles.y);
    expect(losAngeles.x).toBeLessThan(miami.x);
    expect(newYork.x).toBeCloseTo(780, 6);
    expect(miami.y).toBeCloseTo(height - 20, 6);
    for (const { x, y } of points) {
      expect(x).toBeGreaterThanOrEqual(20 - 1e-9);
      expect(x).toBeLessThanOrEqual(780 + 1e-9);
      expect(y).toBeGreaterThanOrEqual(20 - 1e-9);
      expect(y).toBeLessThanOrEqual(height - 20 + 1e-9);
    }
  });

  it("keeps areas: a degree square in the south is as much larger as it is on the earth", () => {
    const corners = (latitude: number) =>
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ].map(([east, north]) => ({
        latitude: latitude + (north ?? 0),
        longitude: -100 + (east ?? 0),
      }));
    const { points } = projectPlaces([...corners(26), ...corners(46), SEATTLE, NEW_YORK], 800, 0);
    const area = (from: number) => {
      let twice = 0;
      for (let i = 0; i < 4; i++) {
        const [a, b] = [points[from + i], points[from + ((i + 1) % 4)]];
        if (a && b) twice += a.x * b.y - b.x * a.y;
      }
      return Math.abs(twice / 2);
    };
    const band = (latitude: number) =>
      Math.sin(((latitude + 1) * Math.PI) / 180) - Math.sin((latitude * Math.PI) / 180);
    expect(area(0) / area(4)).toBeCloseTo(band(26) / band(46), 3);
  });

  it("puts a single place in the middle and none nowhere", () => {
    expect(projectPlaces([MIAMI], 100, 10)).toEqual({ points: [{ x: 50, y: 10 }], height: 20 });
    expect(projectPlaces([], 100, 10).points).toEqual([]);
  });
});
