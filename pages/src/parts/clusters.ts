// Events near each other on the screen are one circle: a grid over the map's pixels, one pass, no library.
import type { EventRow, Spot } from "../api";

const CELL = 44; // pixels

/** A place with the events told of it. */
export interface Site {
  spot: Spot;
  events: EventRow[];
}

export interface Cluster {
  x: number;
  y: number;
  events: number;
  disputed: number;
  sites: Site[];
  /** Only an area is known, or only "near": drawn otherwise than a place. */
  vague: boolean;
}

const VAGUE = new Set(["admin1", "admin2", "country", "near"]);
export const isVague = (spot: Spot): boolean => VAGUE.has(spot.precision);
/** Whether it can be shown: a whole country's middle would tell of a place that nobody named. */
export const isPlaced = (spot: Spot | undefined): spot is Spot => spot !== undefined && spot.precision !== "country";
/** Areas stand at their middle only for want of better; they never join a place's circle. */
export const isArea = (spot: Spot): boolean => spot.precision === "admin1";

export function sitesOf(events: readonly EventRow[], spots: readonly Spot[]): Site[] {
  const found = new Map<number, Site>();
  for (const event of events) {
    const spot = event.place === null ? undefined : spots[event.place];
    if (event.place === null || !isPlaced(spot)) continue;
    const site = found.get(event.place);
    if (site) site.events.push(event);
    else found.set(event.place, { spot, events: [event] });
  }
  return [...found.values()];
}

export function clustered(sites: readonly Site[], project: (spot: Spot) => { x: number; y: number }): Cluster[] {
  const cells = new Map<string, Cluster>();
  for (const site of sites) {
    const { x, y } = project(site.spot);
    const area = isArea(site.spot);
    const key = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)} ${area}`;
    const events = site.events.length;
    const disputed = site.events.reduce((sum, event) => sum + Number(event.disputed), 0);
    const cell = cells.get(key);
    if (!cell) {
      cells.set(key, { x, y, events, disputed, sites: [site], vague: area });
      continue;
    }
    const whole = cell.events + events;
    cell.x += ((x - cell.x) * events) / whole;
    cell.y += ((y - cell.y) * events) / whole;
    cell.events = whole;
    cell.disputed += disputed;
    cell.sites.push(site);
  }
  // Large ones first: small ones are drawn over them and stay within reach.
  return [...cells.values()].sort((one, other) => other.events - one.events);
}
