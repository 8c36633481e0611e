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

/** Ticks at round numbers, at most about four. */
function roundTicks(low: number, high: number): number[] {
  const raw = (high - low) / 3 || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 5, 10].map((one) => one * power).find((one) => one >= raw) ?? raw);
  const found: number[] = [];
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) found.push(Math.round(at));
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
  const air = (high - low) * 0.14 || Math.max(1, high * 0.25);
  [low, high] = [low - air, high + air];
  const at = (number: number) => bottom - ((warp(number) - low) / (high - low)) * (bottom - top);
  const shown = numbers.length === 0 ? [] : least === most ? [least] : log
    ? Array.from({ length: 12 }, (_, power) => 10 ** power).filter((one) => warp(one) >= low && warp(one) <= high)
    : roundTicks(Math.max(low, 0), high);
  return { at, log, shown: shown.length ? shown : [least, most] };
}

/** Marks never hide each other: those too near are moved apart, and back from the right edge. */
function spread(wanted: number[], left: number, right: number): number[] {
  const gap = Math.min(GAP, (right - left) / Math.max(1, wanted.length - 1));
  const found = [...wanted];
  for (let i = 1; i < found.length; i += 1) found[i] = Math.max(found[i] as number, (found[i - 1] as number) + gap);
  for (let i = found.length - 1; i >= 0; i -= 1) {
    const limit = i === found.length - 1 ? right : (found[i + 1] as number) - gap;
    found[i] = Math.min(found[i] as number, limit);
  }
  return found;
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
  const start = left + EDGE + (undated && dated.length ? 40 : 0);
  const end = right - EDGE;
  const across = (known: string | null | undefined): number => {
    if (!known) return dated.length ? left + EDGE : (start + end) / 2;
    return first === last ? (start + end) / 2 : start + ((toDay(known) - first) / (last - first)) * (end - start);
  };
  const order = [...marks].sort((a, b) => across(a.known) - across(b.known));
  const wanted = order.map((mark) => across(mark.known));
  // Marks of one day stand about that day, not all to its right.
  const centred = wanted.map((x, i) => {
    const same = wanted.filter((other) => other === x).length;
    return x + (i - wanted.indexOf(x) - (same - 1) / 2) * GAP;
  });
  const xs = spread(centred.map((x) => Math.max(x, left + 6)), left + 6, right - 6);

  const spots = new Map<string, Spot>();
  order.forEach((mark, i) => {
    const x = xs[i] as number;
    if (!numbersOf(mark).length) {
      const y = laneOf({ bottom });
      spots.set(mark.claim, { x, y, low: y, high: y, up: null, down: null });
      return;
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
  });

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
  const rows = scale.shown.filter(Number.isFinite).map((one): Tick => ({ at: scale.at(one), words: brief(one), anchor: "end" }));
  return { height, left, right, top, bottom, log: scale.log, unnumbered, spots, rows, days };
}

/** A bow from one mark to another, where its arrow's head lies, and where its sign stands. */
export function joined(from: Spot, to: Spot): { path: string; head: string; x: number; y: number } {
  const middle = (spot: Spot) => spot.y ?? (spot.low + spot.high) / 2;
  const [ax, ay, bx, by] = [from.x, middle(from), to.x, middle(to)];
  const bend = 16 + Math.min(30, Math.abs(ax - bx) * 0.12);
  const steep = Math.abs(ax - bx) < 20;
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
