// The timeline: events by day in columns; below, one bar for each stretch of days within which something happened.
// What is not known exactly has no sharp end: such bars fade out.
import { inks, onColours } from "./colours";
import { onPaper } from "./paper";
import type { Stretch } from "./spans";

const COLUMNS = 56; // height of the columns in pixels
const LANES = 5;
const LANE = 5;
const AXIS = 18;
export const TIMELINE_HEIGHT = COLUMNS + LANES * LANE + AXIS + 6;
const TAIL = 26; // pixels over which an open end fades out
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `part`: it shows some of the days only, so its ends are days like others. */
export interface Domain { first: number; last: number; part?: boolean }

export class Timeline {
  private stretches: readonly Stretch[] = [];
  private domain: Domain = { first: 0, last: 1 };
  private chosen: { from: number | null; to: number | null } = { from: null, to: null };
  private readonly ends: (() => void)[] = [];

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly brushed: (from: number, to: number, done: boolean) => void,
  ) {
    const sized = new ResizeObserver(() => this.draw());
    sized.observe(canvas);
    this.ends.push(() => sized.disconnect(), onColours(() => this.draw()), onPaper(() => this.draw()));
    this.drag();
  }

  end(): void {
    for (const end of this.ends) end();
  }

  show(stretches: readonly Stretch[], domain: Domain, from: number | null, to: number | null): void {
    this.stretches = stretches;
    this.domain = domain;
    this.chosen = { from, to };
    this.draw();
  }

  private draw(): void {
    const width = this.canvas.clientWidth;
    if (!width) return;
    const sharp = devicePixelRatio || 1;
    this.canvas.width = width * sharp;
    this.canvas.height = TIMELINE_HEIGHT * sharp;
    const context = this.canvas.getContext("2d") as CanvasRenderingContext2D;
    context.scale(sharp, sharp);
    const ink = inks();
    const { first, last } = this.domain;
    const a = width / (last - first + 1);
    const x = (day: number) => (day - first) * a;
    this.drawChosen(context, x, width, ink("--mark"));
    drawColumns(context, this.stretches, this.domain, width, ink("--accent"));
    drawStretches(context, this.stretches, x, width, ink("--soft"));
    drawAxis(context, this.domain, x, width, ink("--line"), ink("--soft"));
  }

  private drawChosen(context: CanvasRenderingContext2D, x: (day: number) => number, width: number, colour: string): void {
    const { from, to } = this.chosen;
    if (from === null && to === null) return;
    const left = from === null ? 0 : x(from);
    const right = to === null ? width : x(to + 1);
    context.fillStyle = colour;
    context.globalAlpha = 0.3;
    context.fillRect(left, 0, Math.max(2, right - left), TIMELINE_HEIGHT - AXIS);
    context.globalAlpha = 1;
  }

  /** Drawing over the strip chooses days, as the handles below it do. */
  private drag(): void {
    let began: number | null = null;
    const dayAt = (event: PointerEvent) => {
      const box = this.canvas.getBoundingClientRect();
      const share = Math.min(0.9999, Math.max(0, (event.clientX - box.left) / box.width));
      return Math.floor(this.domain.first + share * (this.domain.last - this.domain.first + 1));
    };
    const tell = (event: PointerEvent, done: boolean) => {
      if (began === null) return;
      const day = dayAt(event);
      this.brushed(Math.min(began, day), Math.max(began, day), done);
    };
    this.canvas.addEventListener("pointerdown", (event) => {
      began = dayAt(event);
      this.canvas.setPointerCapture(event.pointerId);
    });
    this.canvas.addEventListener("pointermove", (event) => tell(event, false));
    this.canvas.addEventListener("pointerup", (event) => {
      tell(event, true);
      began = null;
    });
    this.canvas.addEventListener("pointercancel", () => (began = null));
  }
}

/** Columns of events whose day is told, and paler on top of those told from or until that day only. */
function drawColumns(
  context: CanvasRenderingContext2D, stretches: readonly Stretch[], { first, last }: Domain, width: number, colour: string,
): void {
  const days = last - first + 1;
  const columns = Math.max(1, Math.min(days, Math.floor(width / 3)));
  const exact = new Float64Array(columns);
  const open = new Float64Array(columns);
  const column = (day: number) => Math.floor(((day - first) / days) * columns);
  for (const { start, end, events } of stretches) {
    const at = start ?? end;
    if (at === null || at < first || at > last) continue;
    if (start === end) exact[column(at)]! += events;
    else if (start === null || end === null) open[column(at)]! += events;
  }
  let most = 1;
  for (let at = 0; at < columns; at++) most = Math.max(most, exact[at]! + open[at]!);
  // Square roots: one event beside a day of a hundred can still be seen.
  const height = (count: number) => (COLUMNS - 4) * Math.sqrt(count / most);
  const each = width / columns;
  const wide = Math.min(each > 4 ? each - 1 : each, 14);
  context.fillStyle = colour;
  for (let at = 0; at < columns; at++) {
    const [whole, sure] = [height(exact[at]! + open[at]!), exact[at]! ? height(exact[at]!) : 0];
    const left = at * each + (each - wide) / 2;
    context.globalAlpha = 0.35;
    context.fillRect(left, COLUMNS - whole, wide, whole - sure);
    context.globalAlpha = 1;
    context.fillRect(left, COLUMNS - sure, wide, sure);
  }
}

function drawStretches(
  context: CanvasRenderingContext2D, all: readonly Stretch[], x: (day: number) => number, width: number, colour: string,
): void {
  const free = new Float64Array(LANES);
  const stretches = all.filter(({ start, end }) => start !== end).sort((one, other) => left(one) - left(other));
  context.fillStyle = colour;
  let drawn = -1;
  for (const one of stretches) {
    const from = one.start === null ? x((one.end as number) + 1) - TAIL : x(one.start);
    const to = one.end === null ? x(one.start as number) + TAIL : x(one.end + 1);
    if (to < 0 || from > width) continue;
    let lane = free.findIndex((until) => until <= from);
    if (lane < 0) {
      // All lanes are taken: a hundred bars over each other are one, and not drawn a hundred times.
      if (to <= drawn) continue;
      lane = LANES - 1;
      drawn = to;
    }
    free[lane] = Math.max(free[lane]!, to + 1);
    const fade = context.createLinearGradient(from, 0, to, 0);
    const edge = Math.min(0.5, 6 / Math.max(1, to - from));
    const [rise, fall] = one.start === null ? [1, 1] : one.end === null ? [0, 0] : [edge, 1 - edge];
    if (rise > 0) fade.addColorStop(0, "transparent");
    fade.addColorStop(rise, colour);
    fade.addColorStop(fall, colour);
    if (fall < 1) fade.addColorStop(1, "transparent");
    context.fillStyle = fade;
    context.fillRect(from, COLUMNS + 4 + lane * LANE, Math.max(3, to - from), LANE - 2);
  }
}

const left = ({ start, end }: Stretch): number => start ?? (end as number);

function drawAxis(
  context: CanvasRenderingContext2D, { first, last }: Domain, x: (day: number) => number, width: number, line: string,
  ink: string,
): void {
  const top = TIMELINE_HEIGHT - AXIS;
  context.fillStyle = line;
  context.fillRect(0, COLUMNS, width, 1);
  context.fillRect(0, top, width, 1);
  context.fillStyle = ink;
  context.font = "11px system-ui, sans-serif";
  context.textBaseline = "middle";
  let until = -Infinity;
  for (const { day, text } of ticks(first, last, width)) {
    const at = x(day);
    if (at < until || at + context.measureText(text).width > width) continue;
    context.fillRect(at, top, 1, 4);
    context.fillText(text, at + 3, top + 10);
    until = at + context.measureText(text).width + 14;
  }
}

/** First days of months or years, or every few days, as the width allows. */
function ticks(first: number, last: number, width: number): { day: number; text: string }[] {
  const days = last - first + 1;
  const room = Math.max(2, width / 80);
  const date = (day: number) => new Date(day * 86_400_000);
  if (days <= 45) {
    const step = Math.max(1, Math.ceil(days / room));
    return Array.from({ length: Math.ceil(days / step) }, (_, at) => first + at * step).map((day) => ({
      day, text: `${date(day).getUTCDate()} ${MONTHS[date(day).getUTCMonth()]}`,
    }));
  }
  const months = days / 30.44;
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((one) => months / one <= room) ?? 240;
  const found: { day: number; text: string }[] = [];
  const began = date(first);
  for (let month = Math.ceil((began.getUTCFullYear() * 12 + began.getUTCMonth()) / step) * step; ; month += step) {
    const [year, of] = [Math.floor(month / 12), month % 12];
    const day = Date.UTC(year, of, 1) / 86_400_000;
    if (day > last) return found;
    if (day >= first) found.push({ day, text: of && step < 12 ? `${MONTHS[of]} ${year}` : String(year) });
  }
}
