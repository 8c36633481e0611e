import{S as e,_ as t,a as n,b as r,d as i,f as a,i as o,m as s,n as c,r as l,t as u,v as d,y as f}from"./index.js";import{t as p}from"./correcting.js";import{t as m}from"./knownby.js";import{t as h}from"./reading.js";import{t as g}from"./rows.js";var _=20971520,v=400,y=()=>({files:[],text:``,name:``,outlet:``,published:``});function b(e){return e<1e3?o(e,`byte`):e<1e6?`${Math.round(e/1e3)} kB`:`${(e/1e6).toFixed(1)} MB`}var x=class{redraw;finished;draft=y();job=null;wrong=``;sending=!1;open=!1;over=!1;constructor(e,t){this.redraw=e,this.finished=t}take(e){let t=e=>`${e.name} ${e.size} ${e.lastModified}`,n=new Set(this.draft.files.map(t));this.draft.files=[...this.draft.files,...[...e].filter(e=>!n.has(t(e)))],this.open=!0,this.wrong=``,this.redraw()}async send(){let{files:e,text:t,name:n,outlet:r,published:i}=this.draft;if(!e.length&&!t.trim()){this.wrong=`Choose files, or paste a text.`,this.redraw();return}if(e.reduce((e,t)=>e+t.size,t.length)>_){this.wrong=`Together these are larger than 20 MB. Add fewer at once, or use the command: rashomon read FILE --ledger LEDGER.`,this.redraw();return}let a=new FormData;for(let t of e)a.append(`files`,t,t.name);for(let[e,o]of Object.entries({text:t,name:n,outlet:r,published:i}))o.trim()&&a.append(e,o);this.sending=!0,this.wrong=``,this.redraw();try{this.job=await d(`reports`,a),this.draft={...y(),outlet:r,published:i},await this.watch(this.job.id)}catch(e){this.wrong=e instanceof Error?e.message:String(e)}finally{this.sending=!1,this.redraw()}}async watch(e){let n=0;for(;this.job?.state===`running`;){await new Promise(e=>setTimeout(e,v));try{this.job=await t(`jobs/${e}`),n=0}catch(e){if(n+=1,n>5)throw e}this.redraw()}(this.job?.added||this.job?.rejected.length)&&await this.finished()}progress(){let{job:t}=this;if(!t)return f;let n=t.state===`running`,r=[`${o(t.added,`report`)} added`,t.skipped?`${t.skipped.toLocaleString(`en`)} already there`:``,t.rejected.length?`${t.rejected.length.toLocaleString(`en`)} not read`:``];return e`<div class="job card" role="status" aria-live="polite">
      ${n?e`<p>Reading ${t.done} of ${o(t.total,`file`)}</p>
            <progress max=${t.total} .value=${t.done} aria-label="Files read"></progress>`:e`<p>
            <b>${t.state===`failed`?`Stopped`:`Done`}</b>
            <button type="button" class="quiet-button" @click=${()=>{this.job=null,this.redraw()}}>Close</button>
          </p>`}
      <p>${r.filter(Boolean).join(` · `)}</p>
      ${t.state===`failed`?e`<p class="wrong">${t.why}</p>`:f}
      ${t.rejected.length?e`<ul class="why">
            ${t.rejected.map(t=>e`<li><bdi class="source">${t.name}</bdi>: ${t.why}</li>`)}
          </ul>`:f}
    </div>`}field(t,n,r,i=`text`){return e`<label
      >${n} <span class="soft small">${r}</span>
      <input
        type=${i}
        name=${t}
        .value=${this.draft[t]}
        @input=${e=>{this.draft[t]=e.target.value}}
    /></label>`}chosen(){let{files:t}=this.draft;return t.length?e`<ul class="files">
      ${t.map(n=>e`<li>
          <bdi class="source">${n.name}</bdi> <span class="soft small">${b(n.size)}</span>
          <button
            type="button"
            aria-label=${`Take out ${n.name}`}
            @click=${()=>{this.draft.files=t.filter(e=>e!==n),this.redraw()}}
          >
            ×
          </button>
        </li>`)}
    </ul>`:f}draw(t){return t?e`<details
        class="adding card controls ${this.over?`over`:``}"
        .open=${this.open}
        @toggle=${e=>{this.open=e.target.open}}
      >
        <summary>Add reports</summary>
        <form
          @submit=${e=>{e.preventDefault(),this.send()}}
        >
          <p class="soft small">
            Drop files anywhere on this screen: text, web pages, feeds, tables, mail, archives of them. 20 MB at most at once.
          </p>
          <label class="choose"
            >Files
            <input
              type="file"
              multiple
              @change=${e=>{let t=e.target;this.take(t.files??[]),t.value=``}}
          /></label>
          ${this.chosen()}
          <label
            >Or paste a text
            <textarea
              rows="5"
              dir="auto"
              .value=${this.draft.text}
              @input=${e=>{this.draft.text=e.target.value}}
            ></textarea>
          </label>
          <div class="fields">
            ${this.field(`outlet`,`Outlet`,`who printed it; empty: as the file tells`)}
            ${this.field(`published`,`Day of publication`,`empty: as the file tells`,`date`)}
            ${this.field(`name`,`Name`,`of the pasted text`)}
          </div>
          ${this.wrong?e`<p class="wrong" role="alert">${this.wrong}</p>`:f}
          <button type="submit" class="chief" ?disabled=${this.sending}>${this.sending?`Reading …`:`Add`}</button>
        </form>
      </details>
      ${this.progress()}`:e`<p class="soft">
        Reports can be added where a ledger is shown: start <code>rashomon serve --ledger FILE</code>.
      </p>`}listen(e,t){let n=e=>e.dataTransfer?.types.includes(`Files`)??!1,r=e=>{this.over!==e&&(this.over=e,this.redraw())};document.addEventListener(`dragover`,t=>{n(t)&&(t.preventDefault(),t.dataTransfer&&(t.dataTransfer.dropEffect=e?`copy`:`none`),e&&r(!0))},{signal:t}),document.addEventListener(`dragleave`,e=>{e.relatedTarget===null&&r(!1)},{signal:t}),document.addEventListener(`drop`,t=>{n(t)&&(t.preventDefault(),this.over=!1,e&&this.take(t.dataTransfer?.files??[]))},{signal:t})}},S=4,C=()=>{},w=new x(()=>C(),async()=>u()),T=new p(()=>C(),async e=>{e===`withdraw`&&history.replaceState(null,``,a(s(),`reports`,{report:null})),await u()}),E=null;function D(e){if(e.dated===`inferred`){let[t,r]=e.window??[null,null];return t&&r?`inferred: ${n(t)} to ${n(r)}`:t||r?`inferred: ${t?`from ${n(t)}`:`until ${n(r)}`}`:`inferred from the text`}return{given:`given`,page:`read off the page`,unknown:``}[e.dated]??e.dated}function O(e,t){let r=[e.outlet,e.published,n(e.published),e.title,e.name,...e.agencies].join(` `).toLowerCase();return t.every(e=>r.includes(e))}var k=class{root;state;about;view;opened;byName;found;constructor(e,t,n,r,i){this.root=e,this.state=t,this.about=n,this.view=r,this.opened=i,this.byName=new Map(r.reports.map(e=>[e.name,e]));let a=this.words.toLowerCase().split(/\s+/).filter(Boolean);this.found=r.reports.filter(e=>O(e,a)).reverse()}get words(){return this.state.more.get(`q`)??``}get picked(){return this.state.more.getAll(`pick`)}pick(e,t){let n=t?[...this.picked,e]:this.picked.filter(t=>t!==e);i(a(this.state,`reports`,{pick:n}),!0)}copies(t){if(!t.copies.length)return f;let n=t.copies.map(e=>this.byName.get(e)?.outlet||e),r=[t.id,...t.copies.flatMap(e=>this.byName.get(e)?.id??[])].slice(0,S);return e`<a class="badge" href=${a(this.state,`compare`,{report:r})}
      >same text as <bdi>${n[0]}</bdi>${n.length>1?` and ${o(n.length-1,`more`)}`.replace(`mores`,`more`):``}</a
    >`}row(t){let r=this.picked.includes(t.id);return e`<div class="row ${t.id===this.opened?.line.id?`open`:``}">
      <input
        type="checkbox"
        class="controls"
        aria-label=${`Compare: ${t.title}, ${t.outlet}`}
        .checked=${r}
        ?disabled=${!r&&this.picked.length>=S}
        @change=${e=>this.pick(t.id,e.target.checked)}
      />
      <span class="when num"
        >${n(t.published)||`day not known`}<span class="soft small">${D(t)}</span></span
      >
      <span class="what">
        <a class="source head" dir="auto" href=${a(this.state,`reports`,{report:t.id})}>${t.title||t.name}</a>
        <span class="small soft"
          ><bdi>${t.outlet||`outlet not known`}</bdi> · ${o(t.claims,`claim`)}${t.agencies.length?e` · credits <bdi>${t.agencies.join(`, `)}</bdi>`:f}</span
        >
        ${this.copies(t)}
      </span>
    </div>`}rejected(){let{rejected:t}=this.view;return t.length?e`<details class="rejected card">
      <summary>${o(t.length,`report`)} could not be read</summary>
      <ul>
        ${t.slice(0,500).map(t=>e`<li><bdi class="source">${t.name}</bdi>: <span class="soft">${t.why}</span></li>`)}
      </ul>
      ${t.length>500?e`<p class="soft small">The first 500 are shown.</p>`:f}
    </details>`:f}list(){if(!this.view.reports.length)return c(`No reports yet`,this.about.writable?`Drop files here, or open “Add reports”.`:`Nothing was read, or nothing is known by that day.`);let t=this.view.reports.length;return e`<div class="tools controls">
        <label
          >Filter <span class="unseen">by outlet, day, headline or agency</span>
          <input
            type="search"
            placeholder="outlet, day, headline, agency"
            .value=${this.words}
            @input=${e=>i(a(this.state,`reports`,{q:e.target.value||null}),!0)}
        /></label>
        <span class="soft small num" role="status"
          >${this.found.length===t?o(t,`report`):`${this.found.length.toLocaleString(`en`)} of ${o(t,`report`)}`}</span
        >
        ${this.picked.length?e`<span class="picked">
              ${this.picked.length>1?e`<a class="go" href=${a(this.state,`compare`,{report:this.picked})}>Compare ${this.picked.length}</a>`:e`<span class="soft small">Choose one more to compare</span>`}
              <button type="button" @click=${()=>i(a(this.state,`reports`,{pick:[]}),!0)}>Clear</button>
            </span>`:f}
      </div>
      ${this.found.length?f:e`<p class="quiet">No report fits “<bdi>${this.words}</bdi>”.</p>`}`}text(){let t=this.opened;if(!t)return f;let{line:r}=t,i=/^https?:\/\//i.test(r.url);return e`<article class="open-report" aria-label="Report">
      <p class="controls"><a href=${a(this.state,`reports`,{report:null})}>Close</a></p>
      <h2><bdi>${r.outlet||`Outlet not known`}</bdi>, ${n(r.published)||`day not known`}</h2>
      <dl class="small">
        <dt>Day</dt><dd>${D(r)||`not known`}</dd>
        <dt>File</dt><dd class="source">${r.name}</dd>
        ${r.url?e`<dt>Address</dt>
              <dd class="source">${i?e`<a href=${r.url} rel="noopener noreferrer" target="_blank">${r.url}</a>`:r.url}</dd>`:f}
        ${r.agencies.length?e`<dt>Credits</dt><dd><bdi>${r.agencies.join(`, `)}</bdi></dd>`:f}
        ${r.copies.length?e`<dt>Copies</dt><dd>${this.copies(r)}</dd>`:f}
        <dt>SHA-256</dt><dd class="source digest">${r.sha256}</dd>
      </dl>
      ${T.draw(r,this.about)}
      <p class="soft small">
        ${r.claims?e`${o(r.claims,`claim`)}: choose an underlined stretch to open its claim.`:`No claims were found in this text.`}
      </p>
      ${h(t,this.state)}
    </article>`}draw(){r(e`<h1>Reports</h1>
        ${w.draw(this.about.writable)} ${w.over?e`<p class="drop-here" aria-hidden="true">Drop to add</p>`:f}
        ${T.withdrawn(this.about)} ${this.rejected()} ${this.opened?f:m(this.about,this.state.known)}
        <div class="pair ${this.opened?`with-text`:``}">
          <section class="listing" aria-label="Reports read">${this.list()}<div class="lines"></div></section>
          ${this.text()}
        </div>`,this.root);let t=this.root.querySelector(`.lines`);E?.isIn(t)||(E?.end(),E=new g(t,{row:t=>A?.row(t)??e``,key:e=>e.id,one:`report`,guess:70})),E.show(this.found)}},A=null,j=null,M=null,N={title:`Reports`,async show(e,n,i,a){let o=s();e.dataset.ready||r(l(`Loading the reports`),e);let c=`${i.revision} ${o.known}`;j?.key!==c&&(j={key:c,view:await t(`reports`,{known:o.known},a)});let u=o.more.get(`report`);u&&M?.key!==`${c} ${u}`&&(M={key:`${c} ${u}`,view:await t(`reports/${encodeURIComponent(u)}`,{known:o.known},a)});let d=A=new k(e,o,i,j.view,u?M?.view??null:null),f=e.querySelector(`.open-report h2`)?.textContent;C=()=>d.draw(),d.draw(),w.listen(i.writable,a);let p=e.querySelector(`.open-report`);p&&p.querySelector(`h2`)?.textContent!==f&&matchMedia(`(max-width: 60rem)`).matches&&p.scrollIntoView()}};export{N as screen};