// Where a figure's claims lie on its strip. Days across, numbers upwards; marks of one day stand side by side.
import type { Mark } from "../api";
import { day, toDay, toIso } from "../words";

export interface Spot {
  x: number;
  /** Height of the printed number; null where there is none to put a dot at. */
  y: number | null;
  /** Ends of the range; equal where it is one number. Heights grow downwards. */
  low: number;
  high: number;
  /** Where the arrow of an open side ends. */
  up: number | null;
  down: number | null;
}

interface Tick {
  at: number;
  words: string;
  anchor: "start" | "middle" | "end";
}

export interface Plan {
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  log: boolean;
  unnumbered: boolean;
  spots: Map<string, Spot>;
  rows: Tick[];
  days: Tick[];
}

const GAP = 13;
const LANE = 22;
const EDGE = 14;

/** From here on numbers are too far apart for one linear scale. */
const FAR = 50;

const numbersOf = (mark: Mark): number[] => [mark.low, mark.high, mark.value].filter((one) => one !== null);

/** Ticks at round numbers, about two to four: a single one gives no scale. */
function roundTicks(low: number, high: number): number[] {
  const raw = (high - low) / 3 || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  let found: number[] = [];
  for (const part of [10, 5, 2, 1, 0.5]) {
    const step = Math.max(1, part * power);
    const first = Math.ceil(low / step);
    const ticks = Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, at) => Math.round((first + at) * step));
    if (found.length >= 2 && part * power < raw) break;
    found = ticks;
  }
  return [...new Set(found)];
}

const brief = (number: number): string =>
  number >= 1_000_000 ? `${+(number / 1_000_000).toFixed(1)}m` : number >= 10_000 ? `${+(number / 1000).toFixed(1)}k` : number.toLocaleString("en");

function scaleOf(marks: readonly Mark[], top: number, bottom: number) {
  const numbers = marks.flatMap(numbersOf);
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  const log = numbers.length > 0 && most / Math.max(least, 1) > FAR;
  const warp = (number: number) => (log ? Math.log10(Math.max(number, 0.5)) : number);
  let [low, high] = numbers.length ? [warp(least), warp(most)] : [0, 1];
  // A little air, so that open ends have somewhere to point to.
  const air = low === high ? Math.max(1, high * 0.25) : Math.max((high - low) * 0.14, log ? 0 : high * 0.05);
  [low, high] = [low - air, high + air];
  const at = (number: number) => bottom - ((warp(number) - low) / (high - low)) * (bottom - top);
  const shown = numbers.length === 0 ? [] : least === most ? [least] : log
    ? Array.from({ length: 12 }, (_, power) => 10 ** power).filter((one) => warp(one) >= low && warp(one) <= high)
    : roundTicks(Math.max(low, 0), high);
  return { at, log, shown: shown.length ? shown : [least, most] };
}

interface Wanted {
  x: number;
  top: number;
  bottom: number;
}

/** Marks never hide each other: one that would is moved aside, no further than it must, so that days stay true. */
function spread(wanted: readonly Wanted[], left: number, right: number): number[] {
  const placed: Wanted[] = [];
  const free = (one: Wanted, x: number) =>
    x >= left && x <= right &&
    placed.every((other) => Math.abs(other.x - x) >= GAP || other.bottom < one.top || other.top > one.bottom);
  return wanted.map((one) => {
    const steps = Array.from({ length: Math.ceil((right - left) / 4) }, (_, n) => n * 4);
    const found = steps.flatMap((step) => [one.x + step, one.x - step]).find((x) => free(one, x)) ?? one.x;
    placed.push({ ...one, x: found });
    return found;
  });
}

export const laneOf = (plan: Pick<Plan, "bottom">): number => plan.bottom - LANE / 2 + 2;

export function placesOf(marks: readonly Mark[], width: number): Plan {
  const unnumbered = marks.some((mark) => !numbersOf(mark).length);
  const height = (marks.length === 1 ? 92 : marks.length < 4 ? 142 : 190) + (unnumbered ? LANE : 0);
  const [left, right, top, bottom] = [54, width - 16, 18, height - 24];
  const floor = bottom - (unnumbered ? LANE : 0);
  const scale = scaleOf(marks, top, floor);

  const dated = marks.filter((mark) => mark.known).map((mark) => toDay(mark.known as string));
  const [first, last] = [Math.min(...dated), Math.max(...dated)];
  const undated = dated.length < marks.length;
  const start = left + EDGE + (undated && dated.length ? 64 : 0);
  const end = right - EDGE;
  const across = (known: string | null | undefined): number => {
    if (!known) return dated.length ? left + EDGE : (start + end) / 2;
    return first === last ? (start + end) / 2 : start + ((toDay(known) - first) / (last - first)) * (end - start);
  };
  const spots = new Map<string, Spot>();
  for (const mark of marks) {
    const x = across(mark.known);
    if (!numbersOf(mark).length) {
      const y = laneOf({ bottom });
      spots.set(mark.claim, { x, y, low: y, high: y, up: null, down: null });
      continue;
    }
    const point = mark.value ?? mark.low ?? mark.high;
    const low = scale.at(mark.low ?? (point as number));
    const high = scale.at(mark.high ?? (point as number));
    const y = mark.value !== null ? scale.at(mark.value) : mark.low !== null && mark.high !== null ? null : low;
    spots.set(mark.claim, {
      x, y, low: Math.max(low, high), high: Math.min(low, high),
      up: mark.high === null ? top - 8 : null,
      down: mark.low === null ? floor + 2 : null,
    });
  }
  const order = [...spots.values()].sort((a, b) => a.x - b.x);
  const room = order.map((spot) => ({
    x: spot.x, top: (spot.up ?? Math.min(spot.high, spot.y ?? spot.high)) - 6, bottom: (spot.down ?? Math.max(spot.low, spot.y ?? spot.low)) + 6,
  }));
  const xs = spread(room, left + 6, right - 6);
  order.forEach((spot, n) => (spot.x = xs[n] as number));

  const days: Tick[] = [];
  if (dated.length && first === last) days.push({ at: (start + end) / 2, words: day(toIso(first)), anchor: "middle" });
  else if (dated.length) {
    const inner = width > 500 ? [1 / 3, 2 / 3] : [];
    const shown = [...new Set([first, ...inner.map((part) => Math.round(first + part * (last - first))), last])];
    // Near each other, only the ends are told.
    const kept = shown.length > 2 && last - first < 4 ? [first, last] : shown;
    for (const one of kept)
      days.push({ at: across(toIso(one)), words: day(toIso(one)), anchor: one === first ? (undated ? "middle" : "start") : one === last ? "end" : "middle" });
  }
  if (undated) days.push({ at: across(null), words: dated.length ? "no day" : "day not known", anchor: "middle" });
  const named = new Map(scale.shown.filter(Number.isFinite).map((one) => [brief(one), one]));
  const rows = [...named].map(([words, one]): Tick => ({ at: scale.at(one), words, anchor: "end" }));
  return { height, left, right, top, bottom, log: scale.log, unnumbered, spots, rows, days };
}

/** A bow from one mark to another, where its arrow's head lies, and where its sign stands. */
export function joined(from: Spot, to: Spot): { path: string; head: string; x: number; y: number } {
  const middle = (spot: Spot) => spot.y ?? (spot.low + spot.high) / 2;
  const [ax, ay, bx, by] = [from.x, middle(from), to.x, middle(to)];
  const bend = 20 + Math.min(30, Math.abs(ax - bx) * 0.12);
  // One above the other: a bow to the right. Else over both, high enough to be seen between neighbours.
  const steep = Math.abs(ax - bx) < 20 && Math.abs(ay - by) > 24;
  const cx = (ax + bx) / 2 + (steep ? 24 : 0);
  const cy = steep ? (ay + by) / 2 : Math.max(2, Math.min(ay, by) - bend);
  const off = (x: number, y: number) => {
    const length = Math.hypot(cx - x, cy - y) || 1;
    return [x + ((cx - x) / length) * 8, y + ((cy - y) / length) * 8] as const;
  };
  const [sx, sy] = off(ax, ay);
  const [ex, ey] = off(bx, by);
  const turn = (Math.atan2(ey - cy, ex - cx) * 180) / Math.PI;
  const round = (number: number) => number.toFixed(1);
  return {
    path: `M${round(sx)} ${round(sy)}Q${round(cx)} ${round(cy)} ${round(ex)} ${round(ey)}`,
    head: `translate(${round(ex)} ${round(ey)}) rotate(${round(turn)})`,
    x: (sx + 2 * cx + ex) / 4,
    y: (sy + 2 * cy + ey) / 4,
  };
}
