import{S as e,_ as t,a as n,b as r,d as i,f as a,i as o,m as s,n as c,r as l,y as u}from"./index.js";import{n as d,r as f,t as p}from"./reading.js";var m=4,h=`ABCDEF`,g=40,_=null,v=null,y=``,b=!1;async function x(e,n,r){let i=`${e.revision} ${n.known}`;return _?.key!==i&&(_={key:i,view:await t(`reports`,{known:n.known},r)}),_.view}async function S(e,n,r,i){let a=[e.revision,n.known,...r].join(` `);return v?.key!==a&&(v={key:a,view:await t(`compare`,{report:r,known:n.known},i)}),v.view}function C(e){let t=t=>e.matters.filter(e=>e.verdict===t),n=e=>e.sides.find(e=>e.claims.length)?.report;return[{name:`Differ`,verdict:`differ`,matters:t(`differ`)},{name:`Agree`,verdict:`agree`,matters:t(`agree`)},...e.reports.map((e,r)=>({name:`Only in ${h[r]}`,verdict:`only`,matters:t(`only`).filter(t=>n(t)===e.line.name)}))]}var w=e=>e.outlet||`outlet not known`,T=e=>n(e.published)||`day not known`;function E(t,r,s,c){let l=y.toLowerCase().split(/\s+/).filter(Boolean),u=e=>{let t=`${e.outlet} ${e.published??``} ${n(e.published)} ${e.title} ${e.name}`.toLowerCase();return l.every(e=>t.includes(e))},d=t.reports.filter(e=>!s.includes(e.id)&&u(e)).reverse();return e`<section class="picker card controls" aria-label="Choose reports">
    <label
      >Search by outlet, day or headline
      <input
        type="search"
        autocomplete="off"
        .value=${y}
        @input=${e=>{y=e.target.value,c()}}
    /></label>
    <p class="soft small" role="status">
      ${d.length>g?`${o(d.length,`report`)}; the first ${g} are shown`:o(d.length,`report`)}
    </p>
    <ul>
      ${d.slice(0,g).map(t=>e`<li>
          <button
            type="button"
            @click=${()=>{y=``,b=s.length+1<2,i(a(r,`compare`,{report:[...s,t.id],matter:null,tab:null}))}}
          >
            <span class="source head" dir="auto">${t.title}</span>
            <span class="soft small"><bdi>${w(t)}</bdi> · ${T(t)} · ${o(t.claims,`claim`)}</span>
          </button>
        </li>`)}
    </ul>
  </section>`}function D(t,n,r){let i=t.map(e=>e.id);return e`<ul class="chips">
    ${t.map((t,r)=>e`<li class="chip">
        <b class="letter">${h[r]}</b>
        <span class="told"><bdi>${w(t)}</bdi> <span class="soft">${T(t)}</span></span>
        <a
          class="drop"
          href=${a(n,`compare`,{report:i.filter(e=>e!==t.id),matter:null,tab:null})}
          aria-label=${`Take out ${h[r]}: ${w(t)}, ${T(t)}`}
          >×</a
        >
      </li>`)}
    ${t.length<m?e`<li>
          <button
            type="button"
            class="controls"
            aria-expanded=${String(b||t.length<2)}
            @click=${()=>{b=!b,r()}}
          >
            Add a report
          </button>
        </li>`:u}
  </ul>`}function O(t){if(!t.copies.length)return u;let n=e=>t.reports.findIndex(t=>t.line.name===e);return e`${t.copies.map(t=>{let r=t.map(n).filter(e=>e>=0).sort();return e`<p class="notice" role="note">
      <b>${r.map(e=>h[e]).join(` and `)} carry one text.</b> Where they say the same, that is one voice
      printed more than once, not two.
    </p>`})}`}var k=class{root;view;state;around;matterOf=new Map;quotes=new Map;order;groups;constructor(e,t,n,r){this.root=e,this.view=t,this.state=n,this.around=r,this.groups=C(t),this.order=this.groups.flatMap(e=>e.matters);for(let e of t.matters)for(let t of e.sides)for(let n of t.claims)this.matterOf.set(n.claim,e);for(let e of t.reports){let t=f(e.text);for(let n of e.lit)this.quotes.set(n.claim,e.text.slice(t(n.start),t(n.end)))}}get chosen(){let e=this.state.more.get(`matter`);return this.order.find(t=>t.id===e)}get tab(){return this.state.more.get(`tab`)??`matters`}choose(e,t){this.state.more.set(`matter`,e.id),t!==void 0&&this.state.more.set(`tab`,t),this.keep(),this.draw(),this.reveal(e)}keep(){history.replaceState(null,``,a(this.state,`compare`))}turn(e){this.state.more.set(`tab`,e),this.keep(),this.draw(),this.chosen&&this.reveal(this.chosen)}reveal(e){for(let t of e.sides){let e=this.root.querySelector(`[data-report="${CSS.escape(t.report)}"]`),n=t.claims[0];e&&n&&d(e,n.claim)}this.root.querySelector(`[data-matter="${CSS.escape(e.id)}"]`)?.scrollIntoView({block:`nearest`})}step(e){if(!this.order.length)return;let t=this.chosen?this.order.indexOf(this.chosen):e>0?-1:0,n=this.order[(t+e+this.order.length)%this.order.length],r=matchMedia(`(max-width: 45rem)`).matches;this.choose(n,r&&this.tab!==`matters`?this.firstSide(n):void 0),document.activeElement?.closest(`.matters`)&&this.root.querySelector(`[data-matter="${CSS.escape(n.id)}"]`)?.focus({preventScroll:!0})}firstSide(e){let t=this.view.reports.findIndex((t,n)=>String(n)===this.tab&&e.sides.some(e=>e.report===t.line.name&&e.claims.length));if(t>=0)return String(t);let n=e.sides.find(e=>e.claims.length)?.report;return String(this.view.reports.findIndex(e=>e.line.name===n))}matter(t){let n=t.id===this.chosen?.id;return e`<li>
      <button
        type="button"
        class="matter ${t.verdict}"
        data-matter=${t.id}
        aria-current=${n?`true`:u}
        @click=${()=>this.choose(t)}
      >
        <span class="title" dir="auto"><bdi>${t.title}</bdi></span>
        ${t.rule?e`<span class="rule">${t.rule}</span>`:u}
        ${t.sides.map((e,n)=>this.side(e.claims,h[n],t))}
      </button>
      ${n?this.opened(t):u}
    </li>`}side(t,n,r){let i=t[0];if(!i)return u;let a=this.quotes.get(i.claim)??``,s=t.length-1;return e`<span class="side"
      >${r.verdict===`only`?u:e`<b class="letter">${n}</b>`}
      <q class="source">${a}</q>
      ${i.stance===`asserted`?u:e`<span class="badge">${i.stance.replaceAll(`_`,` `)}</span>`}
      ${s?e`<span class="soft small">and ${o(s,`more place`)}</span>`:u}</span
    >`}opened(t){return e`<p class="opened small">
      ${t.sides.flatMap((t,n)=>t.claims.map((r,i)=>e`<a href=${a(this.state,`claim`,{claim:r.claim})}
            >Claim ${h[n]}${t.claims.length>1?i+1:``}</a
          > `))}
      <span class="go-text"
        >${t.sides.map((n,r)=>n.claims.length?e`<button type="button" @click=${()=>this.choose(t,String(r))}>Text ${h[r]}</button>`:u)}</span
      >
    </p>`}matters(){return e`<section class="matters" aria-label="Matters" data-tab="matters">
      ${this.groups.map(t=>e`<h2 class="group ${t.verdict}">
            ${t.name} <span class="badge num">${t.matters.length}</span>
          </h2>
          ${t.matters.length?e`<ul>
                ${t.matters.map(e=>this.matter(e))}
              </ul>`:e`<p class="soft small">
                ${t.verdict===`differ`?`No rule finds a difference between them.`:t.verdict===`agree`?`Nothing that they tell of is held to be one matter.`:`Nothing that the others do not tell.`}
              </p>`}`)}
      <p class="soft small">What a report does not tell is not denied by it.</p>
    </section>`}column(t){let n=this.view.reports[t];if(!n)return e``;let{line:r}=n,i=new Set(this.chosen?.sides.flatMap(e=>e.claims.map(e=>e.claim))??[]),a=this.chosen&&!this.chosen.sides.find(e=>e.report===r.name)?.claims.length;return e`<section class="column" data-report=${r.name} data-tab=${t} aria-label=${`Report ${h[t]}`}>
      <h2>
        <b class="letter">${h[t]}</b> <bdi>${w(r)}</bdi>
        <span class="soft small">${T(r)}${r.dated===`inferred`?` (inferred)`:``} · ${o(r.claims,`claim`)}</span>
      </h2>
      <p class="silent small" role="status">${a?`Says nothing of this matter.`:``}</p>
      <div class="pane" tabindex="0" role="region" aria-label=${`Text of ${w(r)}, ${T(r)}`}>
        ${p(n,this.state,{chosen:i,lit:n.lit.filter(e=>this.matterOf.has(e.claim)),tone:e=>`tone-${this.matterOf.get(e.claim)?.verdict??``}`,pick:e=>{let t=this.matterOf.get(e.claim);t&&this.choose(t)}})}
      </div>
    </section>`}tabs(){let t=[[`matters`,`Matters (${this.order.length})`]];return this.view.reports.forEach((e,n)=>t.push([String(n),`${h[n]} ${e.line.outlet}`])),e`<div class="tabs controls" role="group" aria-label="Show">
      ${t.map(([t,n])=>e`<button type="button" aria-pressed=${String(this.tab===t)} @click=${()=>this.turn(t)}>${n}</button>`)}
    </div>`}bar(){let t=this.chosen?this.order.indexOf(this.chosen)+1:0;return e`<div class="bar controls">
      <button type="button" @click=${()=>this.step(-1)} ?disabled=${!this.order.length}>‹ Previous <kbd>p</kbd></button>
      <span class="soft small num" aria-live="polite"
        >${t?e`${t} of ${this.order.length}<span class="now">: <bdi>${this.chosen?.title}</bdi></span>`:o(this.order.length,`matter`)}</span
      >
      <button type="button" @click=${()=>this.step(1)} ?disabled=${!this.order.length}>Next <kbd>n</kbd> ›</button>
      <span class="legend small soft"
        ><span class="stretch tone-differ">differ</span> <span class="stretch tone-agree">agree</span>
        <span class="stretch tone-only">only here</span></span
      >
    </div>`}draw(){r(e`${this.around()} ${O(this.view)} ${this.tabs()} ${this.bar()}
        <div class="board of-${this.view.reports.length}" data-open=${this.tab}>
          ${this.matters()}
          <div class="columns of-${this.view.reports.length}">${this.view.reports.map((e,t)=>this.column(t))}</div>
        </div>`,this.root)}};function A(e,t){document.addEventListener(`keydown`,t=>{if(!(t.ctrlKey||t.metaKey||t.altKey)&&!t.target?.closest?.(`input, textarea, select`)){if(t.key===`n`)e.step(1);else if(t.key===`p`)e.step(-1);else return;t.preventDefault()}},{signal:t})}var j={title:`Compare`,async show(t,n,i,d){let f=s(),p=[...new Set(f.more.getAll(`report`))].slice(0,m);t.dataset.ready||r(l(`Loading the reports`),t);let h=await x(i,f,d),g=new Map(h.reports.flatMap(e=>[[e.id,e],[e.name,e]])),_=p.flatMap(e=>g.get(e)??[]),v=p.length-_.length,y=()=>{},C=()=>e`<h1>Compare reports</h1>
      ${v?e`<p class="notice" role="alert">${o(v,`report`)} of this address ${v===1?`is`:`are`} not here, or not yet known on that day.</p>`:u}
      ${D(_,f,()=>y())}
      ${b||_.length<2?E(h,f,_.map(e=>e.id),()=>y()):u}`;if(_.length<2){let n=h.reports.length<2?e`There ${h.reports.length?`is one report`:`are no reports`} here. <a href=${a(f,`reports`)}>Add some</a>.`:_.length?`Choose one more report above.`:`Choose two to four reports above.`;y=()=>r(e`${C()} ${c(`What do they agree on, where do they differ?`,n)}`,t),y();return}let w=await S(i,f,_.map(e=>e.id),d),T=new k(t,w,f,C);y=()=>T.draw(),T.draw(),A(T,d);let O=w.matters.find(e=>e.id===f.more.get(`matter`));O&&T.reveal(O)}};export{C as groupsOf,j as screen};