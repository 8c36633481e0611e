// The server's answers, typed by its own description of them (src/api-types.ts is generated: npm run types).
import type { components } from "./api-types";

type Shapes = components["schemas"];
export type About = Shapes["About"];
export type SituationView = Shapes["SituationView"];
export type ControlView = Shapes["ControlView"];
export type StripView = Shapes["StripView"];
export type EventRow = Shapes["EventRow"];
export type EventView = Shapes["EventView"];
export type Spot = Shapes["Spot"];
export type Held = Shapes["Held"];
export type FiguresView = Shapes["FiguresView"];
export type TollRow = Shapes["TollRow"];
export type Mark = Shapes["Mark"];
export type ClaimView = Shapes["ClaimView"];
export type Cited = Shapes["Cited"];
export type ReportView = Shapes["ReportView"];
export type ReportsView = Shapes["ReportsView"];
export type ReportLine = Shapes["ReportLine"];
export type CompareView = Shapes["CompareView"];
export type Matter = Shapes["Matter"];
export type Lit = Shapes["Lit"];
export type SourcesView = Shapes["SourcesView"];
export type Speaker = Shapes["Speaker"];
export type SaidView = Shapes["SaidView"];
export type Named = Shapes["Named"];
export type Job = Shapes["Job"];
export type Relation = Shapes["Relation"];

/** What went wrong, in the server's plain words. */
export class Refused extends Error {
  constructor(message: string, readonly status: number) {
    super(message);
  }
}

export type Asked = Record<string, string | number | readonly string[] | null | undefined>;

export function query(asked: Asked): string {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) found.append(name, String(one));
  }
  const text = found.toString();
  return text ? `?${text}` : "";
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  let why = `${response.status} ${response.statusText}`;
  try {
    why = ((await response.json()) as { detail?: string }).detail ?? why;
  } catch {
    // No JSON: the status says it.
  }
  throw new Refused(why, response.status);
}

export async function ask<T>(path: string, asked: Asked = {}, signal?: AbortSignal): Promise<T> {
  return answer<T>(await fetch(`/api/${path}${query(asked)}`, signal ? { signal } : {}));
}

function csrf(): Record<string, string> {
  const found = document.cookie.match(/(?:^|; )rashomon-csrf=([^;]*)/);
  return found?.[1] ? { "x-rashomon-csrf": found[1] } : {};
}

async function post(path: string, body: unknown): Promise<Response> {
  const form = body instanceof FormData;
  const headers = form ? csrf() : { ...csrf(), "content-type": "application/json" };
  return fetch(`/api/${path}`, { method: "POST", headers, body: form ? body : JSON.stringify(body) });
}

/** Send; a cookie of an older start of the server is changed for a new one, once. */
export async function send<T>(path: string, body: unknown): Promise<T> {
  let response = await post(path, body);
  if (response.status === 403) {
    await ask("about");
    response = await post(path, body);
  }
  return answer<T>(response);
}
export type ChangesView = Shapes["ChangesView"];
export type ChangeRow = Shapes["ChangeRow"];
export type ReviewView = Shapes["ReviewView"];
export type JudgementsView = Shapes["JudgementsView"];
export type Kept = Shapes["Kept"];
