import{_ as e,f as t,g as n,l as r,m as i,n as a,p as o,r as s,t as c,u as l,v as u,x as d,y as f}from"./index.js";import{t as p}from"./correcting.js";import{t as m}from"./reading.js";var h=20971520,g=400,_=()=>({files:[],text:``,name:``,outlet:``,published:``});function v(e){return e<1e3?a(e,`byte`):e<1e6?`${Math.round(e/1e3)} kB`:`${(e/1e6).toFixed(1)} MB`}var y=class{redraw;finished;draft=_();job=null;wrong=``;sending=!1;open=!1;over=!1;constructor(e,t){this.redraw=e,this.finished=t}take(e){let t=e=>`${e.name} ${e.size} ${e.lastModified}`,n=new Set(this.draft.files.map(t));this.draft.files=[...this.draft.files,...[...e].filter(e=>!n.has(t(e)))],this.open=!0,this.wrong=``,this.redraw()}async send(){let{files:t,text:n,name:r,outlet:i,published:a}=this.draft;if(!t.length&&!n.trim()){this.wrong=`Choose files, or paste a text.`,this.redraw();return}if(t.reduce((e,t)=>e+t.size,n.length)>h){this.wrong=`Together these are larger than 20 MB. Add fewer at once, or use the command: rashomon read FILE --ledger LEDGER.`,this.redraw();return}let o=new FormData;for(let e of t)o.append(`files`,e,e.name);for(let[e,t]of Object.entries({text:n,name:r,outlet:i,published:a}))t.trim()&&o.append(e,t);this.sending=!0,this.wrong=``,this.redraw();try{this.job=await e(`reports`,o),this.draft={..._(),outlet:i,published:a},await this.watch(this.job.id)}catch(e){this.wrong=e instanceof Error?e.message:String(e)}finally{this.sending=!1,this.redraw()}}async watch(e){let t=0;for(;this.job?.state===`running`;){await new Promise(e=>setTimeout(e,g));try{this.job=await n(`jobs/${e}`),t=0}catch(e){if(t+=1,t>5)throw e}this.redraw()}(this.job?.added||this.job?.rejected.length)&&await this.finished()}progress(){let{job:e}=this;if(!e)return u;let t=e.state===`running`,n=[`${a(e.added,`report`)} added`,e.skipped?`${e.skipped.toLocaleString(`en`)} already there`:``,e.rejected.length?`${e.rejected.length.toLocaleString(`en`)} not read`:``];return d`<div class="job card" role="status" aria-live="polite">
      ${t?d`<p>Reading ${e.done} of ${a(e.total,`file`)}</p>
            <progress max=${e.total} .value=${e.done} aria-label="Files read"></progress>`:d`<p>
            <b>${e.state===`failed`?`Stopped`:`Done`}</b>
            <button type="button" class="quiet-button" @click=${()=>{this.job=null,this.redraw()}}>Close</button>
          </p>`}
      <p>${n.filter(Boolean).join(` · `)}</p>
      ${e.state===`failed`?d`<p class="wrong">${e.why}</p>`:u}
      ${e.rejected.length?d`<ul class="why">
            ${e.rejected.map(e=>d`<li><bdi class="source">${e.name}</bdi>: ${e.why}</li>`)}
          </ul>`:u}
    </div>`}field(e,t,n,r=`text`){return d`<label
      >${t} <span class="soft small">${n}</span>
      <input
        type=${r}
        name=${e}
        .value=${this.draft[e]}
        @input=${t=>{this.draft[e]=t.target.value}}
    /></label>`}chosen(){let{files:e}=this.draft;return e.length?d`<ul class="files">
      ${e.map(t=>d`<li>
          <bdi class="source">${t.name}</bdi> <span class="soft small">${v(t.size)}</span>
          <button
            type="button"
            aria-label=${`Take out ${t.name}`}
            @click=${()=>{this.draft.files=e.filter(e=>e!==t),this.redraw()}}
          >
            ×
          </button>
        </li>`)}
    </ul>`:u}draw(e){return e?d`<details
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
          ${this.wrong?d`<p class="wrong" role="alert">${this.wrong}</p>`:u}
          <button type="submit" class="chief" ?disabled=${this.sending}>${this.sending?`Reading …`:`Add`}</button>
        </form>
      </details>
      ${this.progress()}`:d`<p class="soft">
        Reports can be added where a ledger is shown: start <code>rashomon serve --ledger FILE</code>.
      </p>`}listen(e,t){let n=e=>e.dataTransfer?.types.includes(`Files`)??!1,r=e=>{this.over!==e&&(this.over=e,this.redraw())};document.addEventListener(`dragover`,t=>{n(t)&&(t.preventDefault(),t.dataTransfer&&(t.dataTransfer.dropEffect=e?`copy`:`none`),e&&r(!0))},{signal:t}),document.addEventListener(`dragleave`,e=>{e.relatedTarget===null&&r(!1)},{signal:t}),document.addEventListener(`drop`,t=>{n(t)&&(t.preventDefault(),this.over=!1,e&&this.take(t.dataTransfer?.files??[]))},{signal:t})}},b=200,x=4,S=()=>{},C=new y(()=>S(),async()=>c()),w=new p(()=>S(),async e=>{e===`withdraw`&&history.replaceState(null,``,l(t(),`reports`,{report:null})),await c()}),T=b,E=``;function D(e){if(e.dated===`inferred`){let[t,n]=e.window??[null,null];return t&&n?`inferred: ${s(t)} to ${s(n)}`:t||n?`inferred: ${t?`from ${s(t)}`:`until ${s(n)}`}`:`inferred from the text`}return{given:`given`,page:`read off the page`,unknown:``}[e.dated]??e.dated}function O(e,t){let n=[e.outlet,e.published,s(e.published),e.title,e.name,...e.agencies].join(` `).toLowerCase();return t.every(e=>n.includes(e))}var k=class{root;state;about;view;opened;byName;found;constructor(e,t,n,r,i){this.root=e,this.state=t,this.about=n,this.view=r,this.opened=i,this.byName=new Map(r.reports.map(e=>[e.name,e]));let a=this.words.toLowerCase().split(/\s+/).filter(Boolean);this.found=r.reports.filter(e=>O(e,a)).reverse()}get words(){return this.state.more.get(`q`)??``}get picked(){return this.state.more.getAll(`pick`)}pick(e,t){let n=t?[...this.picked,e]:this.picked.filter(t=>t!==e);r(l(this.state,`reports`,{pick:n}),!0)}copies(e){if(!e.copies.length)return u;let t=e.copies.map(e=>this.byName.get(e)?.outlet||e),n=[e.id,...e.copies.flatMap(e=>this.byName.get(e)?.id??[])].slice(0,x);return d`<a class="badge" href=${l(this.state,`compare`,{report:n})}
      >same text as <bdi>${t[0]}</bdi>${t.length>1?` and ${a(t.length-1,`more`)}`.replace(`mores`,`more`):``}</a
    >`}row(e){let t=this.picked.includes(e.id);return d`<li class="row ${e.id===this.opened?.line.id?`open`:``}">
      <input
        type="checkbox"
        class="controls"
        aria-label=${`Compare: ${e.title}, ${e.outlet}`}
        .checked=${t}
        ?disabled=${!t&&this.picked.length>=x}
        @change=${t=>this.pick(e.id,t.target.checked)}
      />
      <span class="when num"
        >${s(e.published)||`day not known`}<span class="soft small">${D(e)}</span></span
      >
      <span class="what">
        <a class="source head" dir="auto" href=${l(this.state,`reports`,{report:e.id})}>${e.title||e.name}</a>
        <span class="small soft"
          ><bdi>${e.outlet||`outlet not known`}</bdi> · ${a(e.claims,`claim`)}${e.agencies.length?d` · credits <bdi>${e.agencies.join(`, `)}</bdi>`:u}</span
        >
        ${this.copies(e)}
      </span>
    </li>`}rejected(){let{rejected:e}=this.view;return e.length?d`<details class="rejected card">
      <summary>${a(e.length,`report`)} could not be read</summary>
      <ul>
        ${e.slice(0,500).map(e=>d`<li><bdi class="source">${e.name}</bdi>: <span class="soft">${e.why}</span></li>`)}
      </ul>
      ${e.length>500?d`<p class="soft small">The first 500 are shown.</p>`:u}
    </details>`:u}list(){if(!this.view.reports.length)return o(`No reports yet`,this.about.writable?`Drop files here, or open “Add reports”.`:`Nothing was read, or nothing is known by that day.`);let e=this.view.reports.length;return d`<div class="tools controls">
        <label
          >Filter <span class="unseen">by outlet, day, headline or agency</span>
          <input
            type="search"
            placeholder="outlet, day, headline, agency"
            .value=${this.words}
            @input=${e=>{T=b,r(l(this.state,`reports`,{q:e.target.value||null}),!0)}}
        /></label>
        <span class="soft small num" role="status"
          >${this.found.length===e?a(e,`report`):`${this.found.length.toLocaleString(`en`)} of ${a(e,`report`)}`}</span
        >
        ${this.picked.length?d`<span class="picked">
              ${this.picked.length>1?d`<a class="go" href=${l(this.state,`compare`,{report:this.picked})}>Compare ${this.picked.length}</a>`:d`<span class="soft small">Choose one more to compare</span>`}
              <button type="button" @click=${()=>r(l(this.state,`reports`,{pick:[]}),!0)}>Clear</button>
            </span>`:u}
      </div>
      ${this.found.length?d`<ol class="rows">
            ${this.found.slice(0,T).map(e=>this.row(e))}
          </ol>`:d`<p class="quiet">No report fits “<bdi>${this.words}</bdi>”.</p>`}
      ${this.found.length>T?d`<button type="button" class="further" @click=${()=>this.further()}>
            Show more (${(this.found.length-T).toLocaleString(`en`)} left)
          </button>`:u}`}further(){T+=b,this.draw()}watch(e){let t=new IntersectionObserver(e=>{e.some(e=>e.isIntersecting)&&this.found.length>T&&this.further()},{rootMargin:`400px`}),n=this.root.querySelector(`.further`);n&&t.observe(n),e.addEventListener(`abort`,()=>t.disconnect())}text(){let e=this.opened;if(!e)return u;let{line:t}=e,n=/^https?:\/\//i.test(t.url);return d`<article class="open-report" aria-label="Report">
      <p class="controls"><a href=${l(this.state,`reports`,{report:null})}>Close</a></p>
      <h2><bdi>${t.outlet||`Outlet not known`}</bdi>, ${s(t.published)||`day not known`}</h2>
      <dl class="small">
        <dt>Day</dt><dd>${D(t)||`not known`}</dd>
        <dt>File</dt><dd class="source">${t.name}</dd>
        ${t.url?d`<dt>Address</dt>
              <dd class="source">${n?d`<a href=${t.url} rel="noopener noreferrer" target="_blank">${t.url}</a>`:t.url}</dd>`:u}
        ${t.agencies.length?d`<dt>Credits</dt><dd><bdi>${t.agencies.join(`, `)}</bdi></dd>`:u}
        ${t.copies.length?d`<dt>Copies</dt><dd>${this.copies(t)}</dd>`:u}
        <dt>SHA-256</dt><dd class="source digest">${t.sha256}</dd>
      </dl>
      ${w.draw(t,this.about)}
      <p class="soft small">
        ${t.claims?d`${a(t.claims,`claim`)}: choose an underlined stretch to open its claim.`:`No claims were found in this text.`}
      </p>
      ${m(e,this.state)}
    </article>`}draw(){f(d`<h1>Reports</h1>
        ${C.draw(this.about.writable)} ${C.over?d`<p class="drop-here" aria-hidden="true">Drop to add</p>`:u}
        ${w.withdrawn(this.about)} ${this.rejected()}
        <div class="pair ${this.opened?`with-text`:``}">
          <section class="listing" aria-label="Reports read">${this.list()}</section>
          ${this.text()}
        </div>`,this.root)}},A=null,j=null,M={title:`Reports`,async show(e,r,a,o){let s=t();e.dataset.ready||f(i(`Loading the reports`),e);let c=`${a.revision} ${s.known}`;A?.key!==c&&(A={key:c,view:await n(`reports`,{known:s.known},o)});let l=s.more.get(`report`);l&&j?.key!==`${c} ${l}`&&(j={key:`${c} ${l}`,view:await n(`reports/${encodeURIComponent(l)}`,{known:s.known},o)}),E!==c&&(T=b),E=c;let u=new k(e,s,a,A.view,l?j?.view??null:null),d=e.querySelector(`.open-report h2`)?.textContent;S=()=>u.draw(),u.draw(),u.watch(o),C.listen(a.writable,o);let p=e.querySelector(`.open-report`);p&&p.querySelector(`h2`)?.textContent!==d&&matchMedia(`(max-width: 60rem)`).matches&&p.scrollIntoView()}};export{M as screen};