// Changes: what somebody has to know who looked on a day, grouped by the day on which it became known.
import "../styles/changes.css";
import { html, nothing, render, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { ask, type About, type ChangeRow, type ChangesView } from "../api";
import { knownBy } from "../parts/knownby";
import { empty, type Screen } from "../screen";
import { go, linkTo, type State } from "../state";
import { count, day, label, toDay, toIso } from "../words";

type Change = ChangeRow["change"];

const KINDS: readonly Change["kind"][] = [
  "withdrawn", "disputed", "superseded", "settled", "revised", "new", "judged", "undone",
];
const SUBJECTS: Record<Change["subject"], string> = {
  control: "control", toll: "figures", event: "events", report: "reports", judgement: "decisions",
};
const MOST = 2000;

export const screen: Screen = {
  title: "Changes",
  async show(root, state, about, signal) {
    const last = about.days.at(-1)?.day;
    if (!last) {
      render(empty("No report has a day yet", "Changes are told by the days on which reports were published."), root);
      return;
    }
    const looked = lookedLast(about);
    const asked = state.more.get("since") ?? "";
    const since = asked || looked || weekBefore(state.known || last);
    const state_ = { ...state, more: new URLSearchParams(state.more) };
    state_.more.set("since", since);
    // The address tells the whole view, so that a link shows another person the same.
    if (!asked) history.replaceState(null, "", linkTo(state_, "changes"));
    const view =
      state.known && !isTime(since) && state.known < since
        ? null
        : await ask<ChangesView>("changes", { since, known: state.known, limit: MOST }, signal);
    render(page(state_, about, since, looked, view), root);
  },
};

function page(state: State, about: About, since: string, looked: string, view: ChangesView | null): TemplateResult {
  return html`<h1>Changes since ${moment(since)}</h1>
    <p class="soft">
      What reads otherwise for somebody who ${view?.remembered ? knewThen(since) : `knew only what was published by ${moment(since)}`},
      ${state.known ? `and now knows what was published by ${day(state.known)}` : "and now knows everything read so far"}.
      ${view && !view.remembered && about.writable
        ? html`<span class="small">This ledger was begun later, so days of publication alone decide.</span>`
        : nothing}
    </p>
    ${days(state, about, since, looked)} ${view ? found(state, since, view) : misplaced()}`;
}

const misplaced = (): TemplateResult =>
  empty("These two days are the wrong way round", "“Known by” has to lie on or after the day that is compared with.");

/** A time of looking, not a day: "2026-11-20T18:03:00.000Z". */
const isTime = (since: string): boolean => since.length > "2026-11-20".length;

function moment(since: string): string {
  if (!isTime(since)) return day(since);
  const at = new Date(since);
  const two = (number: number) => String(number).padStart(2, "0");
  const local = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day(local)}, ${two(at.getHours())}:${two(at.getMinutes())}`;
}

const knewThen = (since: string): string =>
  isTime(since)
    ? "knew what this ledger held then"
    : `knew what this ledger held by ${moment(since)} and had been published by then`;

// -- days -------------------------------------------------------------------------------------------------------------

function days(state: State, about: About, since: string, looked: string): TemplateResult {
  const upTo = state.known || (about.days.at(-1)?.day ?? since);
  const earlier = about.days.filter((one) => one.day < upTo).at(-1)?.day;
  const quick: (readonly [string, string])[] = [["Last week", weekBefore(upTo)]];
  if (earlier) quick.push(["Last report day", earlier]);
  if (looked) quick.push(["Since I looked here last", looked]);
  const value = (event: Event) => (event.target as HTMLInputElement).value;
  return html`<form class="days controls" @submit=${(event: Event) => event.preventDefault()}>
    <label
      >Since
      <input type="date" required .value=${live(since.slice(0, 10))}
        @change=${(event: Event) => value(event) && go(linkTo(state, "changes", { since: value(event) }))} />
    </label>
    <nav aria-label="Days to compare with">
      ${quick.map(
        ([name, from]) =>
          html`<a href=${linkTo(state, "changes", { since: from })} aria-current=${from === since ? "true" : nothing}
            >${name} <span class="small">(${moment(from)})</span></a
          >`,
      )}
    </nav>
    ${knownBy(about, state.known)}
  </form>`;
}

const weekBefore = (from: string): string => toIso(toDay(from) - 7);

/** When this browser was here before the ledger grew; "" where it never was. Reports that came since may be of any day. */
function lookedLast(about: About): string {
  if (!about.writable) return "";
  const place = `looked:${about.title}`;
  const grown = `${about.reports} ${about.claims}`;
  const [before = "", seen = "", ...held] = (localStorage.getItem(place) ?? "").split(" ");
  const since = held.join(" ") === grown ? before : seen;
  localStorage.setItem(place, `${since} ${new Date().toISOString()} ${grown}`);
  return since;
}

// -- what changed -----------------------------------------------------------------------------------------------------

function found(state: State, since: string, view: ChangesView): TemplateResult {
  if (!view.rows.length)
    return empty(
      `Nothing has changed since ${moment(since)}`,
      "No report, no figure, no event and no decision is otherwise. An earlier day shows more.",
    );
  const kinds = state.more.getAll("kind");
  const subjects = state.more.getAll("about");
  const wanted = view.rows.filter(
    ({ change }) =>
      (!kinds.length || kinds.includes(change.kind)) && (!subjects.length || subjects.includes(change.subject)),
  );
  return html`${filters(state, view.rows, kinds, subjects)}
    <p role="status" class="small soft">
      ${count(wanted.length, "change")}${wanted.length < view.total ? ` of ${view.total.toLocaleString("en")}` : ""}
    </p>
    ${wanted.length
      ? byDay(wanted).map(([on, rows]) => section(state, on, rows))
      : empty("No change of this sort", html`<a href=${linkTo(state, "changes", { kind: null, about: null })}>Show all</a>`)}`;
}

function filters(state: State, rows: readonly ChangeRow[], kinds: string[], subjects: string[]): TemplateResult {
  const tally = (key: "kind" | "subject", code: string) => rows.filter(({ change }) => change[key] === code).length;
  const group = (title: string, name: string, chosen: string[], all: (readonly [string, string, number])[]) =>
    html`<fieldset>
      <legend>${title}</legend>
      ${all
        .filter(([code, , many]) => many || chosen.includes(code))
        .map(([code, told, many]) => {
          const on = chosen.includes(code);
          const next = on ? chosen.filter((one) => one !== code) : [...chosen, code];
          return html`<button type="button" aria-pressed=${on ? "true" : "false"}
            @click=${() => go(linkTo(state, "changes", { [name]: next }))}>${told} <span class="num">${many}</span></button>`;
        })}
    </fieldset>`;
  return html`<div class="filters controls">
    ${group("Kind", "kind", kinds, KINDS.map((one) => [one, one, tally("kind", one)]))}
    ${group(
      "About", "about", subjects,
      Object.entries(SUBJECTS).map(([code, told]) => [code, told, tally("subject", code)]),
    )}
  </div>`;
}

/** Rows come in order of days, and within a day by weight. */
function byDay(rows: readonly ChangeRow[]): [string, ChangeRow[]][] {
  const sorted = new Map<string, ChangeRow[]>();
  for (const row of rows) {
    const on = row.change.day ?? "";
    sorted.set(on, [...(sorted.get(on) ?? []), row]);
  }
  return [...sorted];
}

function section(state: State, on: string, rows: readonly ChangeRow[]): TemplateResult {
  const heading = `day-${on || "none"}`;
  return html`<section aria-labelledby=${heading}>
    <h2 id=${heading}>${on ? day(on) : "Without a day"} <span class="small soft">${count(rows.length, "change")}</span></h2>
    <ol class="rows">
      ${rows.map((row) => line(state, row))}
    </ol>
  </section>`;
}

function line(state: State, { text, change, cited }: ChangeRow): TemplateResult {
  const value = (told: string) => (change.field === "status" ? label(told) : told);
  // The sentence often tells what moved and why; what it does not tell stands below it.
  const told = [change.before, change.after].every((one) => text.includes(value(one)));
  const moved = change.kind !== "new" && !told && change.subject !== "report";
  const why = change.rule && !text.includes(change.rule) ? change.rule : "";
  return html`<li class="card ${change.kind}">
    <p class="labels">
      <span class="badge kind">${change.kind}</span>
      <span class="small soft">${SUBJECTS[change.subject]}${change.kind !== "new" && change.field ? `: ${label(change.field)}` : ""}</span>
      ${change.late ? html`<span class="badge late" title="Published before, and read only since">learnt late</span><span class="small soft">published before, read only since</span>` : nothing}
    </p>
    <p class="told"><span class="source">${text}</span></p>
    ${moved
      ? html`<p class="moved">
          <span class="unseen">Before:</span> <span class="source before">${value(change.before) || "not told"}</span>
          <span aria-hidden="true">→</span> <span class="unseen">now:</span>
          <span class="source">${value(change.after) || "no more"}</span>
        </p>`
      : nothing}
    ${why ? html`<p class="small"><b>Why:</b> <span class="source">${why}</span></p>` : nothing}
    ${cited.length ? quotes(state, cited) : nothing}
  </li>`;
}

const OPEN = 2;

function quotes(state: State, cited: ChangeRow["cited"]): TemplateResult {
  const one = (claim: ChangeRow["cited"][number]) =>
    html`<li>
      <q class="source">${claim.quote}</q>
      <a class="small" href=${linkTo(state, "claim", { claim: claim.id })}
        ><span class="source">${claim.outlet}</span>${claim.published ? `, ${day(claim.published)}` : ""}</a
      >
    </li>`;
  const more = cited.slice(OPEN);
  return html`<ul class="words">${cited.slice(0, OPEN).map(one)}</ul>
    ${more.length
      ? html`<details class="small open-on-paper">
          <summary>${count(more.length, "more quote")}</summary>
          <ul class="words">${more.map(one)}</ul>
        </details>`
      : nothing}`;
}
