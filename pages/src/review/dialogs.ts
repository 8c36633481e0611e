// What the review screen asks in a box of its own: who answers and why, what is meant, why something is taken back.
import { html, nothing, type TemplateResult } from "lit";
import { ask, type Named } from "../api";
import { namings, unfinished, type Decision, type Offer, type Question, type Signature } from "./desk";

const kept = (name: keyof Signature): string => sessionStorage.getItem(`review.${name}`) ?? "";

/** Who answers and why, as told before in this tab. */
export function signature(author: string): Signature {
  return { reason: kept("reason"), author: kept("author") || author };
}

function sign(by: Signature): void {
  sessionStorage.setItem("review.reason", by.reason);
  sessionStorage.setItem("review.author", by.author);
}

const told = (form: HTMLFormElement, name: string): string => String(new FormData(form).get(name) ?? "").trim();

function submitted(event: Event): HTMLFormElement {
  event.preventDefault();
  return event.target as HTMLFormElement;
}

/** Reason and author; `then` goes on with what was to be kept. */
export function signing(by: Signature, close: () => void, then: (by: Signature) => void): TemplateResult {
  const send = (event: Event): void => {
    const form = submitted(event);
    const given = { reason: told(form, "reason"), author: told(form, "author") };
    if (!given.reason || !given.author) return;
    sign(given);
    close();
    then(given);
  };
  return html`<form @submit=${send}>
    <h2 id="box">Who answers, and why?</h2>
    <p class="small soft">Both are shown wherever an answer counts, and kept for the next ones in this tab.</p>
    <label>Reason <input name="reason" required autofocus autocomplete="off" .value=${by.reason} /></label>
    <label>Your name <input name="author" required autocomplete="name" .value=${by.author} /></label>
    ${ending("Go on", close)}
  </form>`;
}

/** Why a decision is taken back. */
export function undoing(
  row: Decision,
  by: Signature,
  close: () => void,
  then: (by: Signature) => void,
): TemplateResult {
  const send = (event: Event): void => {
    const form = submitted(event);
    const given = { reason: told(form, "reason"), author: told(form, "author") };
    if (!given.reason || !given.author) return;
    close();
    then(given);
  };
  return html`<form @submit=${send}>
    <h2 id="box">Take back “${row.verdict}”?</h2>
    <p class="small soft">By <span class="source">${row.author}</span>: <span class="source">${row.reason}</span></p>
    <label>Reason <input name="reason" required autofocus autocomplete="off" /></label>
    <label>Your name <input name="author" required autocomplete="name" .value=${by.author} /></label>
    ${ending("Take it back", close)}
  </form>`;
}

const ending = (go: string, close: () => void): TemplateResult =>
  html`<p class="ending">
    <button type="submit" class="chief">${go}</button> <button type="button" @click=${close}>Cancel</button>
  </p>`;

/** Which place, actor or day is meant: one of those offered, or one looked up. */
export class Naming {
  private found: readonly Named[] | null = null;
  private why = "";

  constructor(
    readonly question: Question,
    private readonly draw: () => void,
    private readonly close: () => void,
    private readonly then: (offer: Offer) => void,
  ) {}

  show(): TemplateResult {
    const offers = namings(this.question);
    const bare = unfinished(this.question);
    return html`<h2 id="box">What is meant?</h2>
      ${offers.length
        ? html`<ul class="candidates">
            ${offers.map(
              (one, at) =>
                html`<li>
                  <button type="button" ?autofocus=${at === 0} @click=${() => this.choose(one)}>
                    <span class="source">${one.label || one.value}</span>
                  </button>
                </li>`,
            )}
          </ul>`
        : html`<p class="soft">The report names nothing that might be meant.</p>`}
      ${bare ? (bare.field === "published" ? this.dayForm(bare) : this.nameForm(bare)) : nothing}
      <p class="ending"><button type="button" @click=${this.close}>Cancel</button></p>`;
  }

  private dayForm(bare: Offer): TemplateResult {
    return html`<form @submit=${(event: Event) => this.choose({ ...bare, value: told(submitted(event), "value") })}>
      <label>Day of publication <input type="date" name="value" required /></label>
      <button type="submit">Take this day</button>
    </form>`;
  }

  private nameForm(bare: Offer): TemplateResult {
    return html`<form role="search" @submit=${(event: Event) => void this.look(bare, told(submitted(event), "value"))}>
        <label>Look up a name <input type="search" name="value" required autocomplete="off" /></label>
        <button type="submit">Look up</button>
      </form>
      <div role="status">
        ${this.why || (this.found && !this.found.length) ? html`<p>${this.why || "No such name is known."}</p>` : nothing}
      </div>
      ${this.found?.length
        ? html`<ul class="candidates" aria-label="Found">
            ${this.found.map(
              (one) =>
                html`<li>
                  <button type="button" @click=${() => this.choose({ ...bare, value: one.id })}>
                    <span class="source">${one.name}</span> <span class="small soft">${one.note}</span>
                  </button>
                </li>`,
            )}
          </ul>`
        : nothing}`;
  }

  private async look(bare: Offer, words: string): Promise<void> {
    try {
      this.found = await ask<Named[]>("names", { kind: bare.field === "place" ? "place" : "actor", words });
      this.why = "";
    } catch (why) {
      this.why = why instanceof Error ? why.message : String(why);
    }
    this.draw();
  }

  private choose(offer: Offer): void {
    if (!offer.value) return;
    this.close();
    this.then(offer);
  }
}

const KEYS: readonly (readonly [string, string])[] = [
  ["j k", "next, previous question"],
  ["1 – 6", "pick a quote: what accept and discount are said of"],
  ["s d u", "one thing, two things, cannot be told"],
  ["a x", "count the picked quote for certain, or not at all"],
  ["A X", "the same for the whole event or figure that the quote is counted in"],
  ["n", "name which place, actor or day is meant"],
  ["z", "take back the last answer given here"],
  ["r", "another reason, another name"],
  ["/", "only questions with some words"],
  ["?", "this list"],
];

/** What the keys do; they can be turned off, for those to whom single keys happen by accident. */
export function help(keysOn: boolean, turn: (on: boolean) => void, close: () => void): TemplateResult {
  return html`<h2 id="box">Keys</h2>
    <dl class="keys">
      ${KEYS.map(([key, what]) => html`<div><dt>${key.split(" ").map((one) => one === "–" ? "– " : html`<kbd>${one}</kbd> `)}</dt><dd>${what}</dd></div>`)}
    </dl>
    <label class="turn"
      ><input type="checkbox" .checked=${keysOn} @change=${(event: Event) => turn((event.target as HTMLInputElement).checked)} />
      Answer with single keys</label
    >
    <p class="ending"><button type="button" class="chief" autofocus @click=${close}>Close</button></p>`;
}
