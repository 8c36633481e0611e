import{f as e,g as t,l as n,m as r,n as i,p as a,r as o,u as s,v as c,x as l,y as u}from"./index.js";import{n as d,r as f,t as p}from"./reading.js";var m=4,h=`ABCDEF`,g=40,_=null,v=null,y=``,b=!1;async function x(e,n,r){let i=`${e.revision} ${n.known}`;return _?.key!==i&&(_={key:i,view:await t(`reports`,{known:n.known},r)}),_.view}async function S(e,n,r,i){let a=[e.revision,n.known,...r].join(` `);return v?.key!==a&&(v={key:a,view:await t(`compare`,{report:r,known:n.known},i)}),v.view}function C(e){let t=t=>e.matters.filter(e=>e.verdict===t),n=e=>e.sides.find(e=>e.claims.length)?.report;return[{name:`Differ`,verdict:`differ`,matters:t(`differ`)},{name:`Agree`,verdict:`agree`,matters:t(`agree`)},...e.reports.map((e,r)=>({name:`Only in ${h[r]}`,verdict:`only`,matters:t(`only`).filter(t=>n(t)===e.line.name)}))]}var w=e=>e.outlet||`outlet not known`,T=e=>o(e.published)||`day not known`;function E(e,t,r,a){let c=y.toLowerCase().split(/\s+/).filter(Boolean),u=e=>{let t=`${e.outlet} ${e.published??``} ${o(e.published)} ${e.title} ${e.name}`.toLowerCase();return c.every(e=>t.includes(e))},d=e.reports.filter(e=>!r.includes(e.id)&&u(e));return l`<section class="picker card controls" aria-label="Choose reports">
    <label
      >Search by outlet, day or headline
      <input
        type="search"
        autocomplete="off"
        .value=${y}
        @input=${e=>{y=e.target.value,a()}}
    /></label>
    <p class="soft small" role="status">
      ${d.length>g?`${i(d.length,`report`)}; the first ${g} are shown`:i(d.length,`report`)}
    </p>
    <ul>
      ${d.slice(0,g).map(e=>l`<li>
          <button
            type="button"
            @click=${()=>{y=``,b=r.length+1<2,n(s(t,`compare`,{report:[...r,e.id],matter:null,tab:null}))}}
          >
            <span class="source head" dir="auto">${e.title}</span>
            <span class="soft small"><bdi>${w(e)}</bdi> · ${T(e)} · ${i(e.claims,`claim`)}</span>
          </button>
        </li>`)}
    </ul>
  </section>`}function D(e,t,n){let r=e.map(e=>e.id);return l`<ul class="chips">
    ${e.map((e,n)=>l`<li class="chip">
        <b class="letter">${h[n]}</b>
        <span class="told"><bdi>${w(e)}</bdi> <span class="soft">${T(e)}</span></span>
        <a
          class="drop"
          href=${s(t,`compare`,{report:r.filter(t=>t!==e.id),matter:null,tab:null})}
          aria-label=${`Take out ${h[n]}: ${w(e)}, ${T(e)}`}
          >×</a
        >
      </li>`)}
    ${e.length<m?l`<li>
          <button
            type="button"
            class="controls"
            aria-expanded=${String(b||e.length<2)}
            @click=${()=>{b=!b,n()}}
          >
            Add a report
          </button>
        </li>`:c}
  </ul>`}function O(e){if(!e.copies.length)return c;let t=t=>e.reports.findIndex(e=>e.line.name===t);return l`${e.copies.map(e=>{let n=e.map(t).filter(e=>e>=0).sort();return l`<p class="notice" role="note">
      <b>${n.map(e=>h[e]).join(` and `)} carry one text.</b> Where they say the same, that is one voice
      printed more than once, not two.
    </p>`})}`}var k=class{root;view;state;around;matterOf=new Map;quotes=new Map;order;groups;constructor(e,t,n,r){this.root=e,this.view=t,this.state=n,this.around=r,this.groups=C(t),this.order=this.groups.flatMap(e=>e.matters);for(let e of t.matters)for(let t of e.sides)for(let n of t.claims)this.matterOf.set(n.claim,e);for(let e of t.reports){let t=f(e.text);for(let n of e.lit)this.quotes.set(n.claim,e.text.slice(t(n.start),t(n.end)))}}get chosen(){let e=this.state.more.get(`matter`);return this.order.find(t=>t.id===e)}get tab(){return this.state.more.get(`tab`)??`matters`}choose(e,t){this.state.more.set(`matter`,e.id),t!==void 0&&this.state.more.set(`tab`,t),this.keep(),this.draw(),this.reveal(e)}keep(){history.replaceState(null,``,s(this.state,`compare`))}turn(e){this.state.more.set(`tab`,e),this.keep(),this.draw(),this.chosen&&this.reveal(this.chosen)}reveal(e){for(let t of e.sides){let e=this.root.querySelector(`[data-report="${CSS.escape(t.report)}"]`),n=t.claims[0];e&&n&&d(e,n.claim)}this.root.querySelector(`[data-matter="${CSS.escape(e.id)}"]`)?.scrollIntoView({block:`nearest`})}step(e){if(!this.order.length)return;let t=this.chosen?this.order.indexOf(this.chosen):e>0?-1:0,n=this.order[(t+e+this.order.length)%this.order.length],r=matchMedia(`(max-width: 45rem)`).matches;this.choose(n,r&&this.tab!==`matters`?this.firstSide(n):void 0),document.activeElement?.closest(`.matters`)&&this.root.querySelector(`[data-matter="${CSS.escape(n.id)}"]`)?.focus({preventScroll:!0})}firstSide(e){let t=this.view.reports.findIndex((t,n)=>String(n)===this.tab&&e.sides.some(e=>e.report===t.line.name&&e.claims.length));if(t>=0)return String(t);let n=e.sides.find(e=>e.claims.length)?.report;return String(this.view.reports.findIndex(e=>e.line.name===n))}matter(e){let t=e.id===this.chosen?.id;return l`<li>
      <button
        type="button"
        class="matter ${e.verdict}"
        data-matter=${e.id}
        aria-current=${t?`true`:c}
        @click=${()=>this.choose(e)}
      >
        <span class="title" dir="auto"><bdi>${e.title}</bdi></span>
        ${e.rule?l`<span class="rule">${e.rule}</span>`:c}
        ${e.sides.map((t,n)=>this.side(t.claims,h[n],e))}
      </button>
      ${t?this.opened(e):c}
    </li>`}side(e,t,n){let r=e[0];if(!r)return c;let a=this.quotes.get(r.claim)??``,o=e.length-1;return l`<span class="side"
      >${n.verdict===`only`?c:l`<b class="letter">${t}</b>`}
      <q class="source">${a}</q>
      ${r.stance===`asserted`?c:l`<span class="badge">${r.stance.replaceAll(`_`,` `)}</span>`}
      ${o?l`<span class="soft small">and ${i(o,`more place`)}</span>`:c}</span
    >`}opened(e){return l`<p class="opened small">
      ${e.sides.flatMap((e,t)=>e.claims.map((n,r)=>l`<a href=${s(this.state,`claim`,{claim:n.claim})}
            >Claim ${h[t]}${e.claims.length>1?r+1:``}</a
          > `))}
      <span class="go-text"
        >${e.sides.map((t,n)=>t.claims.length?l`<button type="button" @click=${()=>this.choose(e,String(n))}>Text ${h[n]}</button>`:c)}</span
      >
    </p>`}matters(){return l`<section class="matters" aria-label="Matters" data-tab="matters">
      ${this.groups.map(e=>l`<h2 class="group ${e.verdict}">
            ${e.name} <span class="badge num">${e.matters.length}</span>
          </h2>
          ${e.matters.length?l`<ul>
                ${e.matters.map(e=>this.matter(e))}
              </ul>`:l`<p class="soft small">
                ${e.verdict===`differ`?`No rule finds a difference between them.`:e.verdict===`agree`?`Nothing that they tell of is held to be one matter.`:`Nothing that the others do not tell.`}
              </p>`}`)}
      <p class="soft small">What a report does not tell is not denied by it.</p>
    </section>`}column(e){let t=this.view.reports[e];if(!t)return l``;let{line:n}=t,r=new Set(this.chosen?.sides.flatMap(e=>e.claims.map(e=>e.claim))??[]),a=this.chosen&&!this.chosen.sides.find(e=>e.report===n.name)?.claims.length;return l`<section class="column" data-report=${n.name} data-tab=${e} aria-label=${`Report ${h[e]}`}>
      <h2>
        <b class="letter">${h[e]}</b> <bdi>${w(n)}</bdi>
        <span class="soft small">${T(n)}${n.dated===`inferred`?` (inferred)`:``} · ${i(n.claims,`claim`)}</span>
      </h2>
      <p class="silent small" role="status">${a?`Says nothing of this matter.`:``}</p>
      <div class="pane" tabindex="0" role="region" aria-label=${`Text of ${w(n)}, ${T(n)}`}>
        ${p(t,this.state,{chosen:r,lit:t.lit.filter(e=>this.matterOf.has(e.claim)),tone:e=>`tone-${this.matterOf.get(e.claim)?.verdict??``}`,pick:e=>{let t=this.matterOf.get(e.claim);t&&this.choose(t)}})}
      </div>
    </section>`}tabs(){let e=[[`matters`,`Matters (${this.order.length})`]];return this.view.reports.forEach((t,n)=>e.push([String(n),`${h[n]} ${t.line.outlet}`])),l`<div class="tabs controls" role="group" aria-label="Show">
      ${e.map(([e,t])=>l`<button type="button" aria-pressed=${String(this.tab===e)} @click=${()=>this.turn(e)}>${t}</button>`)}
    </div>`}bar(){let e=this.chosen?this.order.indexOf(this.chosen)+1:0;return l`<div class="bar controls">
      <button type="button" @click=${()=>this.step(-1)} ?disabled=${!this.order.length}>‹ Previous <kbd>p</kbd></button>
      <span class="soft small num" aria-live="polite"
        >${e?l`${e} of ${this.order.length}<span class="now">: <bdi>${this.chosen?.title}</bdi></span>`:i(this.order.length,`matter`)}</span
      >
      <button type="button" @click=${()=>this.step(1)} ?disabled=${!this.order.length}>Next <kbd>n</kbd> ›</button>
      <span class="legend small soft"
        ><span class="stretch tone-differ">differ</span> <span class="stretch tone-agree">agree</span>
        <span class="stretch tone-only">only here</span></span
      >
    </div>`}draw(){u(l`${this.around()} ${O(this.view)} ${this.tabs()} ${this.bar()}
        <div class="board of-${this.view.reports.length}" data-open=${this.tab}>
          ${this.matters()}
          <div class="columns of-${this.view.reports.length}">${this.view.reports.map((e,t)=>this.column(t))}</div>
        </div>`,this.root)}};function A(e,t){document.addEventListener(`keydown`,t=>{if(!(t.ctrlKey||t.metaKey||t.altKey)&&!t.target?.closest?.(`input, textarea, select`)){if(t.key===`n`)e.step(1);else if(t.key===`p`)e.step(-1);else return;t.preventDefault()}},{signal:t})}var j={title:`Compare`,async show(t,n,o,d){let f=e(),p=[...new Set(f.more.getAll(`report`))].slice(0,m);t.dataset.ready||u(r(`Loading the reports`),t);let h=await x(o,f,d),g=new Map(h.reports.flatMap(e=>[[e.id,e],[e.name,e]])),_=p.flatMap(e=>g.get(e)??[]),v=p.length-_.length,y=()=>{},C=()=>l`<h1>Compare reports</h1>
      ${v?l`<p class="notice" role="alert">${i(v,`report`)} of this address ${v===1?`is`:`are`} not here, or not yet known on that day.</p>`:c}
      ${D(_,f,()=>y())}
      ${b||_.length<2?E(h,f,_.map(e=>e.id),()=>y()):c}`;if(_.length<2){let e=h.reports.length<2?l`There ${h.reports.length?`is one report`:`are no reports`} here. <a href=${s(f,`reports`)}>Add some</a>.`:_.length?`Choose one more report above.`:`Choose two to four reports above.`;y=()=>u(l`${C()} ${a(`What do they agree on, where do they differ?`,e)}`,t),y();return}let w=await S(o,f,_.map(e=>e.id),d),T=new k(t,w,f,C);y=()=>T.draw(),T.draw(),A(T,d);let O=w.matters.find(e=>e.id===f.more.get(`matter`));O&&T.reveal(O)}};export{C as groupsOf,j as screen};