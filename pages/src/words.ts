// Numbers, days and labels as every screen prints them.
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 2015-05-18 → 18 May 2015; "" for none. */
export function day(iso: string | null | undefined): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  return found ? `${Number(found[3])} ${MONTHS[Number(found[2]) - 1]} ${found[1]}` : "";
}

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

/** A range with open sides told in words: "at least 500", "8,000 to 40,000", "not in numbers". */
export function range(low: number | null, high: number | null): string {
  const shown = (number: number) => number.toLocaleString("en");
  if (low === null && high === null) return "not in numbers";
  if (low === high) return shown(low as number);
  if (high === null) return `at least ${shown(low as number)}`;
  if (low === null) return `at most ${shown(high)}`;
  return `${shown(low)} to ${shown(high)}`;
}

export const label = (code: string): string => code.replaceAll("_", " ");

export const toDay = (iso: string): number => Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86_400_000);
export const toIso = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10);
