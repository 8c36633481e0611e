// Reports added through the page: files dropped or chosen, or pasted text; then the job, watched until it is done.
import { html, nothing, type TemplateResult } from "lit";
import { ask, send, type Job } from "../api";
import { count } from "../words";

interface Draft {
  files: File[];
  text: string;
  name: string;
  outlet: string;
  published: string;
}

const LARGEST = 20 * 1024 * 1024;
const PAUSE = 400;
const fresh = (): Draft => ({ files: [], text: "", name: "", outlet: "", published: "" });

function size(bytes: number): string {
  if (bytes < 1000) return count(bytes, "byte");
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What is about to be added, and how far what was sent is. It outlives the drawing of the screen. */
export class Adding {
  private draft = fresh();
  private job: Job | null = null;
  private wrong = "";
  private sending = false;
  open = false;
  over = false;

  constructor(private readonly redraw: () => void, private readonly finished: () => Promise<void>) {}

  take(files: Iterable<File>): void {
    // The same file twice in one choice is one file.
    const key = (file: File) => `${file.name} ${file.size} ${file.lastModified}`;
    const known = new Set(this.draft.files.map(key));
    this.draft.files = [...this.draft.files, ...[...files].filter((file) => !known.has(key(file)))];
    this.open = true;
    this.wrong = "";
    this.redraw();
  }

  private async send(): Promise<void> {
    const { files, text, name, outlet, published } = this.draft;
    if (!files.length && !text.trim()) {
      this.wrong = "Choose files, or paste a text.";
      this.redraw();
      return;
    }
    if (files.reduce((sum, file) => sum + file.size, text.length) > LARGEST) {
      this.wrong = "Together these are larger than 20 MB. Add fewer at once, or use the command: rashomon read FILE --ledger LEDGER.";
      this.redraw();
      return;
    }
    const form = new FormData();
    for (const file of files) form.append("files", file, file.name);
    for (const [field, value] of Object.entries({ text, name, outlet, published })) if (value.trim()) form.append(field, value);
    this.sending = true;
    this.wrong = "";
    this.redraw();
    try {
      this.job = await send<Job>("reports", form);
      this.draft = { ...fresh(), outlet, published };
      await this.watch(this.job.id);
    } catch (why) {
      this.wrong = why instanceof Error ? why.message : String(why);
    } finally {
      this.sending = false;
      this.redraw();
    }
  }

  private async watch(id: string): Promise<void> {
    let misses = 0;
    while (this.job?.state === "running") {
      await new Promise((done) => setTimeout(done, PAUSE));
      try {
        this.job = await ask<Job>(`jobs/${id}`);
        misses = 0;
      } catch (why) {
        // A short break of the line is no end; the server goes on reading.
        misses += 1;
        if (misses > 5) throw why;
      }
      this.redraw();
    }
    if (this.job?.added || this.job?.rejected.length) await this.finished();
  }

  private progress(): TemplateResult | typeof nothing {
    const { job } = this;
    if (!job) return nothing;
    const running = job.state === "running";
    const told = [
      `${count(job.added, "report")} added`,
      job.skipped ? `${job.skipped.toLocaleString("en")} already there` : "",
      job.rejected.length ? `${job.rejected.length.toLocaleString("en")} not read` : "",
    ];
    return html`<div class="job card" role="status" aria-live="polite">
      ${running
        ? html`<p>Reading ${job.done} of ${count(job.total, "file")}</p>
            <progress max=${job.total} .value=${job.done} aria-label="Files read"></progress>`
        : html`<p>
            <b>${job.state === "failed" ? "Stopped" : "Done"}</b>
            <button type="button" class="quiet-button" @click=${() => { this.job = null; this.redraw(); }}>Close</button>
          </p>`}
      <p>${told.filter(Boolean).join(" · ")}</p>
      ${job.state === "failed" ? html`<p class="wrong">${job.why}</p>` : nothing}
      ${job.rejected.length
        ? html`<ul class="why">
            ${job.rejected.map((one) => html`<li><bdi class="source">${one.name}</bdi>: ${one.why}</li>`)}
          </ul>`
        : nothing}
    </div>`;
  }

  private field(name: "outlet" | "published" | "name", label: string, note: string, type = "text"): TemplateResult {
    return html`<label
      >${label} <span class="soft small">${note}</span>
      <input
        type=${type}
        name=${name}
        .value=${this.draft[name]}
        @input=${(event: Event) => {
          this.draft[name] = (event.target as HTMLInputElement).value;
        }}
    /></label>`;
  }

  private chosen(): TemplateResult | typeof nothing {
    const { files } = this.draft;
    if (!files.length) return nothing;
    return html`<ul class="files">
      ${files.map(
        (file) => html`<li>
          <bdi class="source">${file.name}</bdi> <span class="soft small">${size(file.size)}</span>
          <button
            type="button"
            aria-label=${`Take out ${file.name}`}
            @click=${() => {
              this.draft.files = files.filter((one) => one !== file);
              this.redraw();
            }}
          >
            ×
          </button>
        </li>`,
      )}
    </ul>`;
  }

  draw(writable: boolean): TemplateResult {
    if (!writable) {
      return html`<p class="soft">
        Reports can be added where a ledger is shown: start <code>rashomon serve --ledger FILE</code>.
      </p>`;
    }
    return html`<details
        class="adding card controls ${this.over ? "over" : ""}"
        .open=${this.open}
        @toggle=${(event: Event) => {
          this.open = (event.target as HTMLDetailsElement).open;
        }}
      >
        <summary>Add reports</summary>
        <form
          @submit=${(event: Event) => {
            event.preventDefault();
            void this.send();
          }}
        >
          <p class="soft small">
            Drop files anywhere on this screen: text, web pages, feeds, tables, mail, archives of them. 20 MB at most at once.
          </p>
          <label class="choose"
            >Files
            <input
              type="file"
              multiple
              @change=${(event: Event) => {
                const input = event.target as HTMLInputElement;
                this.take(input.files ?? []);
                input.value = "";
              }}
          /></label>
          ${this.chosen()}
          <label
            >Or paste a text
            <textarea
              rows="5"
              dir="auto"
              .value=${this.draft.text}
              @input=${(event: Event) => {
                this.draft.text = (event.target as HTMLTextAreaElement).value;
              }}
            ></textarea>
          </label>
          <div class="fields">
            ${this.field("outlet", "Outlet", "who printed it; empty: as the file tells")}
            ${this.field("published", "Day of publication", "empty: as the file tells", "date")}
            ${this.field("name", "Name", "of the pasted text")}
          </div>
          ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
          <button type="submit" class="chief" ?disabled=${this.sending}>${this.sending ? "Reading …" : "Add"}</button>
        </form>
      </details>
      ${this.progress()}`;
  }

  /** Files dropped anywhere on the page are taken; without this the browser would leave the page for them. */
  listen(writable: boolean, signal: AbortSignal): void {
    const holds = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const mark = (over: boolean) => {
      if (this.over === over) return;
      this.over = over;
      this.redraw();
    };
    document.addEventListener("dragover", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = writable ? "copy" : "none";
      if (writable) mark(true);
    }, { signal });
    document.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) mark(false);
    }, { signal });
    document.addEventListener("drop", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      this.over = false;
      if (writable) this.take(event.dataTransfer?.files ?? []);
    }, { signal });
  }
}
