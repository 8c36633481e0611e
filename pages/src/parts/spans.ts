// Days of events as the page counts them: where a side is open, the day that is told stands for the event.
import type { EventRow, StripView } from "../api";
import { toDay } from "../words";

export interface Dated {
  event: EventRow;
  /** Days since 1970; null where that side is open. */
  start: number | null;
  end: number | null;
}

export const dated = (events: readonly EventRow[]): Dated[] =>
  events.map((event) => ({
    event,
    start: event.start ? toDay(event.start) : null,
    end: event.end ? toDay(event.end) : null,
  }));

/** Whether the days told meet the days asked for; without any day told only where none are asked for. */
export function meets(one: Dated, from: number | null, to: number | null): boolean {
  if (from === null && to === null) return true;
  const first = one.start ?? one.end;
  const last = one.end ?? one.start;
  if (first === null || last === null) return false;
  return (from === null || last >= from) && (to === null || first <= to);
}

/** Days within which so many events lie. */
export interface Stretch {
  start: number | null;
  end: number | null;
  events: number;
}

/** Events of the same days together: a timeline draws as much for twenty thousand as for two hundred. */
export function stretchesOf(events: readonly Dated[]): Stretch[] {
  const found = new Map<string, Stretch>();
  for (const { start, end } of events) {
    const key = `${start} ${end}`;
    const known = found.get(key);
    if (known) known.events += 1;
    else found.set(key, { start, end, events: 1 });
  }
  return [...found.values()];
}

export const stretchesTold = ({ stretches }: StripView): Stretch[] =>
  stretches.map(({ start, end, events }) => ({ start: start ? toDay(start) : null, end: end ? toDay(end) : null, events }));
