// A claim judged by a person: accepted, struck out, a field corrected, its place or an actor named. Kept with a reason.
import { html, nothing, type TemplateResult } from "lit";
import { ask, send, type About, type ClaimView, type Kept, type Named } from "../api";
import { count, label } from "../words";
import { author } from "./correcting";
import "../styles/judging.css";

type Task = "" | "accept" | "discount" | "correct" | "name";
type Input = readonly string[] | "date" | "number" | "text" | "place" | "actor";

interface Field {
  name: string;
  words: string;
  now: string;
  input: Input;
}

interface Mention {
  field: string;
  kind: "place" | "actor";
  words: string;
  now: string;
}

const STANCES = [
  "asserted", "reported", "claimed", "alleged", "denied", "doubted", "feared", "suspected", "planned", "promised",
  "called_for", "predicted", "hypothetical",
];
const FIGURE: [string, string, Input][] = [
  ["value", "number printed", "number"], ["low", "lowest that the words allow", "number"],
  ["high", "highest that the words allow", "number"],
  ["measure", "what is counted", ["killed", "wounded", "casualties", "missing", "captured", "detained", "abducted", "displaced", "returned", "affected", "strikes", "attacks", "buildings", "vehicles", "fighters"]],
  ["quantifier", "how the words bound it", ["exact", "at_least", "more_than", "at_most", "less_than", "about", "between", "vague"]],
  ["unit", "unit", ["persons", "families", "events", "objects"]],
  ["population", "who is counted", ["civilians", "combatants", "mixed", "unknown"]],
  ["flow", "sort of count", ["stock", "flow", "cumulative"]],
  ["since", "counted since", "date"], ["as_of", "as of", "date"],
];

/** Everything of this claim that a person can put right. */
function fieldsOf({ claim }: ClaimView): Field[] {
  const plain = (name: string, words: string, now: unknown, input: Input): Field => ({
    name, words, now: now === null || now === undefined ? "" : String(now), input,
  });
  const parties = (side: "actors" | "recipients", words: string) =>
    claim[side].map((one, n) => plain(`${side}.${n}`, `${words}: “${one.text}”`, one.id, "actor"));
  const figure = claim.figure as Record<string, unknown> | null | undefined;
  return [
    plain("stance", "how it is put forward", claim.stance, STANCES),
    plain("valid.start", "first day", claim.valid?.start, "date"),
    plain("valid.end", "last day", claim.valid?.end, "date"),
    plain("place", "place", claim.place?.id, "place"),
    ...parties("actors", "who"),
    ...parties("recipients", "to whom"),
    ...claim.by.map((one, n) => plain(`by.${n}`, `source: “${one.name}”`, one.name, "text")),
    ...(figure ? FIGURE.map(([name, words, input]) => plain(`figure.${name}`, words, figure[name], input)) : []),
    ...(claim.kind === "control" ? [plain("change", "change of control", claim.change, ["gain", "loss", "hold", "contest", "besiege"])] : []),
    plain("part", "only a part of the place", claim.part, ["true", "false"]),
    plain("background", "history, no news", claim.background, ["true", "false"]),
  ];
}

function mentionsOf({ claim }: ClaimView): Mention[] {
  const parties = (side: "actors" | "recipients") =>
    claim[side].map((one, n): Mention => ({ field: `${side}.${n}`, kind: "actor", words: one.text, now: one.id ? one.name : "" }));
  const place: Mention[] = claim.place
    ? [{ field: "place", kind: "place", words: claim.place.text, now: claim.place.id ? claim.place.name : "" }]
    : [];
  return [...place, ...parties("actors"), ...parties("recipients")];
}

export class Judging {
  private task: Task = "";
  private field = "";
  private found: Named[] | null = null;
  private looked = "";
  private wrong = "";
  private sending = false;
  private kept: Kept | null = null;
  private claim = "";

  constructor(private readonly redraw: () => void, private readonly finished: () => Promise<void>) {}

  /** Another claim is shown: what was begun on the last one is let go. */
  meet(claim: string): void {
    if (claim === this.claim) return;
    Object.assign(this, { claim, task: "", field: "", found: null, looked: "", wrong: "", kept: null });
  }

  private async keep(path: string, said: object): Promise<void> {
    this.sending = true;
    this.wrong = "";
    this.redraw();
    try {
      this.kept = await send<Kept>(path, said);
      this.task = "";
      await this.finished();
    } catch (why) {
      this.wrong = why instanceof Error ? why.message : String(why);
    } finally {
      this.sending = false;
      this.redraw();
    }
  }

  private who(given: FormData, about: About): string {
    const name = about.author || String(given.get("author") ?? "").trim();
    if (!about.author) localStorage.setItem("author", name);
    return name;
  }

  private submit(form: HTMLFormElement, view: ClaimView, about: About): Promise<void> {
    const given = new FormData(form);
    const told = (name: string) => String(given.get(name) ?? "").trim();
    const mention = mentionsOf(view).find((one) => one.field === this.field);
    const everywhere = this.task === "name" && mention && told("scope") === "words";
    const counts = this.task === "accept" || this.task === "discount";
    const subjects = [everywhere ? `words:${mention.words}` : (counts && told("whole")) || view.claim.id];
    const field = everywhere ? mention.kind : this.task === "correct" || this.task === "name" ? this.field : "";
    return this.keep("judgements", {
      word: this.task, subjects, field, value: field ? told("value") : "", reason: told("reason"), author: this.who(given, about),
    });
  }

  /** Take a decision back, asked for in the history. */
  undoing(entry: string, about: About): TemplateResult {
    return html`<details class="controls"><summary class="small">Take back</summary>
      <form class="judging" @submit=${(event: Event) => {
        event.preventDefault();
        const given = new FormData(event.target as HTMLFormElement);
        void this.keep("undo", { entry, reason: String(given.get("reason") ?? "").trim(), author: this.who(given, about) });
      }}>${this.reason(about)}<button type="submit" ?disabled=${this.sending}>Take back</button></form></details>`;
  }

  private reason(about: About): TemplateResult {
    return html`<label>Reason <textarea name="reason" rows="2" required></textarea></label>
      ${about.author
        ? html`<p class="soft small">Kept under the name <bdi>${about.author}</bdi>.</p>`
        : html`<label>Your name <input name="author" required autocomplete="name" .value=${author(about)} /></label>`}`;
  }

  private async look(kind: string, words: string): Promise<void> {
    if (!words.trim()) return;
    this.wrong = "";
    try {
      this.found = await ask<Named[]>("names", { kind, words });
      this.looked = words;
    } catch (why) {
      this.wrong = why instanceof Error ? why.message : String(why);
    }
    this.redraw();
  }

  private candidates(kind: "place" | "actor", words: string): TemplateResult {
    const search = (event: Event) => {
      event.preventDefault();
      const input = (event.currentTarget as Element).closest(".candidates")?.querySelector<HTMLInputElement>("input[type=search]");
      void this.look(kind, input?.value ?? "");
    };
    return html`<div class="candidates">
      <label>Names to choose from <input type="search" dir="auto" .value=${words} @keydown=${(event: KeyboardEvent) => event.key === "Enter" && search(event)} /></label>
      <button type="button" @click=${search}>Look up</button>
      ${this.found === null ? nothing : this.found.length
        ? html`<fieldset><legend>${count(this.found.length, `${kind} goes`, `${kind}s go`)} by “<bdi>${this.looked}</bdi>”</legend>
            ${this.found.map((one) => html`<label class="choice"><input type="radio" name="value" required value=${one.id} />
              <span><strong>${one.name}</strong> <span class="soft small">${one.note} · ${one.id}</span></span></label>`)}</fieldset>`
        : html`<p class="soft" role="status">No ${kind} goes by “<bdi>${this.looked}</bdi>”. Try another spelling.</p>`}
    </div>`;
  }

  private value(field: Field): TemplateResult {
    const { input, now } = field;
    if (input === "place" || input === "actor") return this.candidates(input, /“(.*)”$/.exec(field.words)?.[1] ?? "");
    if (typeof input !== "string")
      return html`<label>Right value <select name="value">${input.map((one) => html`<option value=${one} ?selected=${one === now}>${label(one)}</option>`)}</select></label>`;
    return html`<label>Right value <input name="value" type=${input} dir="auto" .value=${now} ?required=${input === "text"} /></label>
      ${input === "text" ? nothing : html`<p class="soft small">Empty: open, the words do not say.</p>`}`;
  }

  /** What is accepted or discounted: the claim alone, or all that it is counted in. */
  private wholes({ tolls, events }: ClaimView): TemplateResult | typeof nothing {
    const homes = [
      ...tolls.map((one) => ({ ...one, sort: "figure" })),
      ...events.map((one) => ({ ...one, sort: "event" })),
    ].filter((one) => one.claims > 1);
    if (!homes.length) return nothing;
    const accepts = this.task === "accept";
    const said: Record<string, string> = {
      figure: accepts ? "Accepting a figure vouches for the claims on which it rests now." : "A discounted figure is still listed, with no number.",
      event: accepts ? "Accepting an event says that it happened, and nothing of its numbers." : "Discounting an event says that it did not happen: its numbers do not count either.",
    };
    const rules = [...new Set(homes.map((one) => said[one.sort])), "Claims that come later are not judged by this."];
    return html`<fieldset><legend>${this.task === "accept" ? "Accept" : "Discount"}</legend>
      <label class="choice"><input type="radio" name="whole" value="" checked /> <span>this claim alone</span></label>
      ${homes.map((one) => html`<label class="choice"><input type="radio" name="whole" value=${one.id} />
        <span>the whole ${one.sort} with its ${one.claims} claims: <span class="source">${one.title}</span></span></label>`)}
      <p class="soft small">${rules.join(" ")}</p></fieldset>`;
  }

  private form(view: ClaimView, about: About): TemplateResult {
    const choose = (event: Event) => {
      this.field = (event.target as HTMLSelectElement).value;
      this.found = null;
      this.redraw();
    };
    const options = this.task === "name"
      ? mentionsOf(view).map((one) => [one.field, `“${one.words}”${one.now ? `, now ${one.now}` : ", not resolved"}`] as const)
      : fieldsOf(view).map((one) => [one.name, `${one.words} (${one.now ? label(one.now) : "open"})`] as const);
    if (!options.some(([name]) => name === this.field)) this.field = options[0]?.[0] ?? "";
    const field = fieldsOf(view).find((one) => one.name === this.field);
    const mention = mentionsOf(view).find((one) => one.field === this.field);
    const needs = this.task === "correct" || this.task === "name";
    const unchosen = (this.task === "name" || field?.input === "place" || field?.input === "actor") && needs && !this.found?.length;
    return html`<form class="judging" @submit=${(event: Event) => {
        event.preventDefault();
        void this.submit(event.target as HTMLFormElement, view, about);
      }}>
      ${needs ? html`<label>${this.task === "name" ? "Words" : "Field"}
        <select @change=${choose}>${options.map(([name, words]) => html`<option value=${name} ?selected=${name === this.field}>${words}</option>`)}</select></label>` : nothing}
      ${this.task === "correct" && field ? this.value(field) : nothing}
      ${this.task === "name" && mention
        ? html`${this.candidates(mention.kind, mention.words)}
            <label>Where <select name="scope"><option value="claim">these words in this report</option>
              <option value="words">these words in every report</option></select></label>`
        : nothing}
      ${needs ? nothing : this.wholes(view)}${this.reason(about)}
      <div><button type="submit" class="chief" ?disabled=${this.sending || unchosen}>Keep</button>
        <button type="button" @click=${() => { this.task = ""; this.redraw(); }}>Cancel</button></div>
    </form>`;
  }

  draw(view: ClaimView, about: About): TemplateResult | typeof nothing {
    if (!about.writable) return html`<p class="soft small">Judgements are kept in a ledger: rashomon serve --ledger FILE.</p>`;
    const tasks: [Task, string][] = [["accept", "Accept"], ["discount", "Discount"], ["correct", "Correct a field"]];
    if (mentionsOf(view).length) tasks.push(["name", "Name this place or actor"]);
    const kept = this.kept;
    return html`<div class="controls">
      <div class="tasks" role="group" aria-label="Judge this claim">${tasks.map(([task, words]) => html`<button type="button" aria-pressed=${String(task === this.task)}
        @click=${() => { this.task = task === this.task ? "" : task; this.field = ""; this.found = null; this.kept = null; this.wrong = ""; this.redraw(); }}>${words}</button>`)}</div>
      ${this.task ? this.form(view, about) : nothing}
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      <div role="status">${kept ? html`<p>Kept. ${kept.changes.length ? "It changed:" : "Nothing else in the account reads otherwise."}</p>
        <ul class="small">${kept.changes.map((one) => html`<li><bdi>${one}</bdi></li>`)}</ul>` : nothing}</div>
    </div>`;
  }
}
