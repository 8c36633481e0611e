// Days of events as the page counts them: where a side is open, the day that is told stands for the event.
import type { EventRow } from "../api";
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
