// A report's day and outlet corrected by a person, or the report withdrawn: each with a reason, kept as a decision.
import { html, nothing, type TemplateResult } from "lit";
import { send, type About, type Kept, type ReportLine } from "../api";

type What = "published" | "outlet" | "withdraw";

export const author = (about: About): string => about.author || localStorage.getItem("author") || "";

export class Correcting {
  private what: What = "published";
  private wrong = "";
  private sending = false;
  private done: { line: ReportLine; kept: Kept; what: What } | null = null;

  constructor(private readonly redraw: () => void, private readonly finished: (what: What) => Promise<void>) {}

  private async send(form: HTMLFormElement, line: ReportLine, about: About): Promise<void> {
    const given = new FormData(form);
    const told = (name: string) => String(given.get(name) ?? "").trim();
    const who = about.author || told("author");
    if (!about.author) localStorage.setItem("author", who);
    const reason = told("reason");
    this.sending = true;
    this.wrong = "";
    this.redraw();
    try {
      const kept =
        this.what === "withdraw"
          ? await send<Kept>("withdraw", { report: line.id, reason, author: who })
          : await send<Kept>("judgements", {
              word: "correct", subjects: [line.id], field: this.what, value: told("value"), reason, author: who,
            });
      this.done = { line, kept, what: this.what };
      form.querySelector<HTMLInputElement>('[name="reason"]')!.value = "";
      await this.finished(this.what);
    } catch (why) {
      this.wrong = why instanceof Error ? why.message : String(why);
    } finally {
      this.sending = false;
      this.redraw();
    }
  }

  private async undo(entry: string, about: About): Promise<void> {
    this.done = null;
    try {
      await send<Kept>("undo", { entry, reason: "withdrawn by mistake", author: author(about) });
      await this.finished("published");
    } catch (why) {
      this.wrong = why instanceof Error ? why.message : String(why);
      this.redraw();
    }
  }

  /** What was withdrawn last, with the way back, for it is in the list no more. */
  withdrawn(about: About): TemplateResult | typeof nothing {
    const { done } = this;
    if (done?.what !== "withdraw") return nothing;
    return html`<div class="card job" role="status">
      <p>Withdrawn: <span class="source">${done.line.title || done.line.name}</span>. It counts no longer.</p>
      ${done.kept.changes.length ? html`<ul class="small">${done.kept.changes.map((one) => html`<li><bdi>${one}</bdi></li>`)}</ul>` : nothing}
      <button type="button" @click=${() => void this.undo(done.kept.entry, about)}>Undo</button>
      <button type="button" @click=${() => { this.done = null; this.redraw(); }}>Close</button>
    </div>`;
  }

  draw(line: ReportLine, about: About): TemplateResult | typeof nothing {
    if (!about.writable) return nothing;
    const names: [What, string][] = [["published", "Correct the day"], ["outlet", "Correct the outlet"], ["withdraw", "Withdraw the report"]];
    const kept = this.done?.line.id === line.id ? this.done.kept : null;
    return html`<details class="correcting controls">
      <summary>Correct or withdraw</summary>
      ${kept
        ? html`<div role="status">
            <p>Kept. ${kept.changes.length ? "It changed:" : "Nothing in the account reads otherwise."}</p>
            <ul class="small">${kept.changes.map((one) => html`<li><bdi>${one}</bdi></li>`)}</ul>
          </div>`
        : nothing}
      <form
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.send(event.target as HTMLFormElement, line, about);
        }}
      >
        <label
          >What
          <select
            @change=${(event: Event) => {
              this.what = (event.target as HTMLSelectElement).value as What;
              this.redraw();
            }}
          >
            ${names.map(([what, name]) => html`<option value=${what} ?selected=${what === this.what}>${name}</option>`)}
          </select></label
        >
        ${this.what === "published"
          ? html`<label>Day of publication <input type="date" name="value" required .value=${line.published ?? ""} /></label>`
          : nothing}
        ${this.what === "outlet"
          ? html`<label>Outlet <input name="value" required dir="auto" .value=${line.outlet} /></label>`
          : nothing}
        <label>Reason <input name="reason" required /></label>
        ${about.author
          ? html`<p class="soft small">Kept under the name <bdi>${about.author}</bdi>.</p>`
          : html`<label>Your name <input name="author" required autocomplete="name" .value=${author(about)} /></label>`}
        ${this.what === "withdraw"
          ? html`<p class="soft small">It counts no longer; its text and the reason stay in the ledger, and it can be undone.</p>`
          : nothing}
        ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
        <button type="submit" ?disabled=${this.sending}>${this.what === "withdraw" ? "Withdraw" : "Keep"}</button>
      </form>
    </details>`;
  }
}
