// What a screen is, and the states that every screen shares: loading, empty, failed.
import { html, nothing, type TemplateResult } from "lit";
import type { About } from "./api";
import { addressOf, type State } from "./state";
import { day } from "./words";

export interface Screen {
  title: string;
  /** Draw into the root; called again when the state changes. The signal ends what an older call still waits for. */
  show(root: HTMLElement, state: State, about: About, signal: AbortSignal): Promise<void>;
}

export const loading = (what: string): TemplateResult =>
  html`<div class="quiet" role="status" aria-live="polite"><span class="spinner" aria-hidden="true"></span> ${what} …</div>`;

export const empty = (title: string, advice: string | TemplateResult = ""): TemplateResult =>
  html`<div class="empty"><h2>${title}</h2>${advice ? html`<p>${advice}</p>` : nothing}</div>`;

export const failed = (why: unknown, again: () => void): TemplateResult =>
  html`<div class="empty" role="alert">
    <h2>This could not be shown</h2>
    <p>${why instanceof Error ? why.message : String(why)}</p>
    <button type="button" @click=${again}>Try again</button>
  </div>`;

/** What is asked for came only later: no failure, and there is a way on. */
export const notYetKnown = (state: State): TemplateResult =>
  empty(
    `This was not known by ${day(state.known)}`,
    html`What it rests on was published later. <a href=${addressOf({ ...state, known: "" })}>Take everything that was read</a>.`,
  );
