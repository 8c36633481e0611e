import{_ as e,a as t,g as n,i as r,n as i,p as a,r as o,t as s,u as c,v as l,x as u,y as d}from"./index.js";import{n as f}from"./correcting.js";import{n as p,t as m}from"./reading.js";import{t as h}from"./terms.js";var g=[`asserted`,`reported`,`claimed`,`alleged`,`denied`,`doubted`,`feared`,`suspected`,`planned`,`promised`,`called_for`,`predicted`,`hypothetical`],_=[[`value`,`number printed`,`number`],[`low`,`lowest that the words allow`,`number`],[`high`,`highest that the words allow`,`number`],[`measure`,`what is counted`,[`killed`,`wounded`,`casualties`,`missing`,`captured`,`detained`,`abducted`,`displaced`,`returned`,`affected`,`strikes`,`attacks`,`buildings`,`vehicles`,`fighters`]],[`quantifier`,`how the words bound it`,[`exact`,`at_least`,`more_than`,`at_most`,`less_than`,`about`,`between`,`vague`]],[`unit`,`unit`,[`persons`,`families`,`events`,`objects`]],[`population`,`who is counted`,[`civilians`,`combatants`,`mixed`,`unknown`]],[`flow`,`sort of count`,[`stock`,`flow`,`cumulative`]],[`since`,`counted since`,`date`],[`as_of`,`as of`,`date`]];function v({claim:e}){let t=(e,t,n,r)=>({name:e,words:t,now:n==null?``:String(n),input:r}),n=(n,r)=>e[n].map((e,i)=>t(`${n}.${i}`,`${r}: “${e.text}”`,e.id,`actor`)),r=e.figure;return[t(`stance`,`how it is put forward`,e.stance,g),t(`valid.start`,`first day`,e.valid?.start,`date`),t(`valid.end`,`last day`,e.valid?.end,`date`),t(`place`,`place`,e.place?.id,`place`),...n(`actors`,`who`),...n(`recipients`,`to whom`),...e.by.map((e,n)=>t(`by.${n}`,`source: “${e.name}”`,e.name,`text`)),...r?_.map(([e,n,i])=>t(`figure.${e}`,n,r[e],i)):[],...e.kind===`control`?[t(`change`,`change of control`,e.change,[`gain`,`loss`,`hold`,`contest`,`besiege`])]:[],t(`part`,`only a part of the place`,e.part,[`true`,`false`]),t(`background`,`history, no news`,e.background,[`true`,`false`])]}function y({claim:e}){let t=t=>e[t].map((e,n)=>({field:`${t}.${n}`,kind:`actor`,words:e.text,now:e.id?e.name:``}));return[...e.place?[{field:`place`,kind:`place`,words:e.place.text,now:e.place.id?e.place.name:``}]:[],...t(`actors`),...t(`recipients`)]}var b=class{redraw;finished;task=``;field=``;found=null;looked=``;wrong=``;sending=!1;kept=null;claim=``;constructor(e,t){this.redraw=e,this.finished=t}meet(e){e!==this.claim&&Object.assign(this,{claim:e,task:``,field:``,found:null,looked:``,wrong:``,kept:null})}async keep(t,n){this.sending=!0,this.wrong=``,this.redraw();try{this.kept=await e(t,n),this.task=``,await this.finished()}catch(e){this.wrong=e instanceof Error?e.message:String(e)}finally{this.sending=!1,this.redraw()}}who(e,t){let n=t.author||String(e.get(`author`)??``).trim();return t.author||localStorage.setItem(`author`,n),n}submit(e,t,n){let r=new FormData(e),i=e=>String(r.get(e)??``).trim(),a=y(t).find(e=>e.field===this.field),o=this.task===`name`&&a&&i(`scope`)===`words`,s=[o?`words:${a.words}`:t.claim.id],c=o?a.kind:this.task===`correct`||this.task===`name`?this.field:``;return this.keep(`judgements`,{verdict:this.task,subjects:s,field:c,value:c?i(`value`):``,reason:i(`reason`),author:this.who(r,n)})}undoing(e,t){return u`<details class="controls"><summary class="small">Take back</summary>
      <form class="judging" @submit=${n=>{n.preventDefault();let r=new FormData(n.target);this.keep(`undo`,{entry:e,reason:String(r.get(`reason`)??``).trim(),author:this.who(r,t)})}}>${this.reason(t)}<button type="submit" ?disabled=${this.sending}>Take back</button></form></details>`}reason(e){return u`<label>Reason <textarea name="reason" rows="2" required></textarea></label>
      ${e.author?u`<p class="soft small">Kept under the name <bdi>${e.author}</bdi>.</p>`:u`<label>Your name <input name="author" required autocomplete="name" .value=${f(e)} /></label>`}`}async look(e,t){if(t.trim()){this.wrong=``;try{this.found=await n(`names`,{kind:e,words:t}),this.looked=t}catch(e){this.wrong=e instanceof Error?e.message:String(e)}this.redraw()}}candidates(e,t){let n=t=>{t.preventDefault();let n=t.currentTarget.closest(`.candidates`)?.querySelector(`input[type=search]`);this.look(e,n?.value??``)};return u`<div class="candidates">
      <label>Names to choose from <input type="search" dir="auto" .value=${t} @keydown=${e=>e.key===`Enter`&&n(e)} /></label>
      <button type="button" @click=${n}>Look up</button>
      ${this.found===null?l:this.found.length?u`<fieldset><legend>${i(this.found.length,`${e} goes`,`${e}s go`)} by “<bdi>${this.looked}</bdi>”</legend>
            ${this.found.map(e=>u`<label class="choice"><input type="radio" name="value" required value=${e.id} />
              <span><strong>${e.name}</strong> <span class="soft small">${e.note} · ${e.id}</span></span></label>`)}</fieldset>`:u`<p class="soft" role="status">No ${e} goes by “<bdi>${this.looked}</bdi>”. Try another spelling.</p>`}
    </div>`}value(e){let{input:t,now:n}=e;return t===`place`||t===`actor`?this.candidates(t,/“(.*)”$/.exec(e.words)?.[1]??``):typeof t==`string`?u`<label>Right value <input name="value" type=${t} dir="auto" .value=${n} ?required=${t===`text`} /></label>
      ${t===`text`?l:u`<p class="soft small">Empty: open, the words do not say.</p>`}`:u`<label>Right value <select name="value">${t.map(e=>u`<option value=${e} ?selected=${e===n}>${r(e)}</option>`)}</select></label>`}form(e,t){let n=e=>{this.field=e.target.value,this.found=null,this.redraw()},i=this.task===`name`?y(e).map(e=>[e.field,`“${e.words}”${e.now?`, now ${e.now}`:`, not resolved`}`]):v(e).map(e=>[e.name,`${e.words} (${e.now?r(e.now):`open`})`]);i.some(([e])=>e===this.field)||(this.field=i[0]?.[0]??``);let a=v(e).find(e=>e.name===this.field),o=y(e).find(e=>e.field===this.field),s=this.task===`correct`||this.task===`name`,c=(this.task===`name`||a?.input===`place`||a?.input===`actor`)&&s&&!this.found?.length;return u`<form class="judging" @submit=${n=>{n.preventDefault(),this.submit(n.target,e,t)}}>
      ${s?u`<label>${this.task===`name`?`Words`:`Field`}
        <select @change=${n}>${i.map(([e,t])=>u`<option value=${e} ?selected=${e===this.field}>${t}</option>`)}</select></label>`:l}
      ${this.task===`correct`&&a?this.value(a):l}
      ${this.task===`name`&&o?u`${this.candidates(o.kind,o.words)}
            <label>Where <select name="scope"><option value="claim">these words in this report</option>
              <option value="words">these words in every report</option></select></label>`:l}
      ${this.reason(t)}
      <div><button type="submit" class="chief" ?disabled=${this.sending||c}>Keep</button>
        <button type="button" @click=${()=>{this.task=``,this.redraw()}}>Cancel</button></div>
    </form>`}draw(e,t){if(!t.writable)return u`<p class="soft small">Judgements are kept in a ledger: rashomon serve --ledger FILE.</p>`;let n=[[`accept`,`Accept`],[`discount`,`Discount`],[`correct`,`Correct a field`]];y(e).length&&n.push([`name`,`Name this place or actor`]);let r=this.kept;return u`<div class="controls">
      <div class="tasks" role="group" aria-label="Judge this claim">${n.map(([e,t])=>u`<button type="button" aria-pressed=${String(e===this.task)}
        @click=${()=>{this.task=e===this.task?``:e,this.field=``,this.found=null,this.kept=null,this.wrong=``,this.redraw()}}>${t}</button>`)}</div>
      ${this.task?this.form(e,t):l}
      ${this.wrong?u`<p class="wrong" role="alert">${this.wrong}</p>`:l}
      <div role="status">${r?u`<p>Kept. ${r.changes.length?`It changed:`:`Nothing else in the account reads otherwise.`}</p>
        <ul class="small">${r.changes.map(e=>u`<li><bdi>${e}</bdi></li>`)}</ul>`:l}</div>
    </div>`}},x=4,S={stated:`the words say so`,tense:`only the tense says so`,published:`the day of publication, for it is told in the present`,event:`the text ties it to an event`,none:`the text does not say`},C={exact:`a named place`,near:`near a named place`,admin2:`somewhere in a district`,admin1:`somewhere in a province`,country:`somewhere in a country`},w={gain:`takes hold`,loss:`loses hold`,hold:`holds`,contest:`is fought over`,besiege:`is besieged`},T=(e,t,n)=>u`<a href=${c(e,`claim`,{claim:t})}>${n}</a>`;function E(e,t){let n=t.more.has(`whole`),{claim:r,report:i}=e,a=c(t,`compare`,{report:[i.id]});return u`<section class="card said">
    <blockquote class="source" dir="auto"><span class="around">${e.lead}</span>${e.before}<mark>${e.quote}</mark>${e.after}<span class="around">${e.trail}</span></blockquote>
    <p class="small soft"><span class="source">${r.outlet||i.name}</span>, ${o(r.published)||`day of publication not known`}${i.dated===`given`||i.dated===`unknown`?``:` (${i.dated})`}
      · <span class="source">${i.title}</span></p>
    <p class="small links controls">
      <a href=${c(t,`claim`,{claim:r.id,whole:n?null:`1`})} aria-expanded=${String(n)}>${n?`Put the whole report away`:`In the whole report`}</a>
      <a href=${a}>Compare this report</a>
      ${/^https?:\/\//.test(i.url)?u`<a href=${i.url} target="_blank" rel="noreferrer noopener">As published</a>`:l}
    </p>
  </section>`}function D({claim:e}){let t=e.by.length-1,n=(e,n)=>e===t&&n===`outlet`?e===0?`Says so itself`:`Printed by`:e===0?`Said by`:`Relayed by`;return u`<section class="card"><h2>Who says so</h2>
    <ol class="chain">${e.by.map((e,t)=>u`<li>
      <span class="soft small">${n(t,e.kind)}</span>
      <strong class="source">${e.name}</strong>
      <span class="small soft">${r(e.kind)}${e.id?` · ${e.id}`:``}</span>
      ${e.text&&e.text!==e.name?u`<span class="small">in the words <q class="source">${e.text}</q></span>`:l}
      ${e.cue?u`<span class="small">by the word <q class="source">${e.cue}</q></span>`:l}
    </li>`)}</ol>
    ${e.by.length?l:u`<p class="soft">No source is told.</p>`}
    <p>Put forward as <strong>${r(e.stance)}</strong>.</p>
  </section>`}var O=e=>u`<li><strong class="source">${e.name}</strong>
  ${e.id?u`<code>${e.id}</code>`:u`<span class="badge open">not resolved</span>`}
  ${e.text===e.name?l:u`<span class="small">in the words <q class="source">${e.text}</q></span>`}
  ${e.sector?u`<span class="small soft">${e.sector}</span>`:l}</li>`,k=e=>e.length?u`<ul>${e.map(O)}</ul>`:u`<span class="soft">not told</span>`;function A(e,t){let n=e.place;if(!n)return u`<span class="soft">not told</span>`;let r=n.radius_km!==null&&n.radius_km!==void 0?` · true point within about ${n.radius_km.toLocaleString(`en`)} km`:``;return u`<strong class="source">${n.name}</strong>
    ${n.id?u`<code>${n.id}</code>`:u`<span class="badge open">not resolved</span>`}
    ${n.text===n.name?l:u`<span class="small">in the words <q class="source">${n.text}</q></span>`}
    <div class="small soft">${[n.id?C[n.precision]??n.precision:``,n.admin1,n.country].filter(Boolean).join(` · `)}${r}
      ${n.id&&n.lat!==null?u`· <a href=${c(t,`situation`,{at:n.id})}>on the map</a>`:l}</div>`}function j(e){let{start:t,end:n,edtf:r,text:i,basis:a}=e.valid??{basis:`none`},s=t&&n?t===n?o(t):`${o(t)} to ${o(n)}`:t?`from ${o(t)}`:n?`by ${o(n)}`:`not told`;return u`<strong>${s}</strong> ${r?u`<code>${r}</code>`:l}
    ${i?u`<span class="small">in the words <q class="source">${i}</q></span>`:l}
    <div class="small soft">${t&&n?t===n?`to the day`:`some time within these days`:`open on a side`} · ${S[a??`none`]??a}</div>`}function M(e){let n=e.figure;if(!n)return l;let i=[r(n.measure),n.population===`unknown`?`not told who`:n.population,n.unit,r(n.quantifier??`exact`),{stock:`at one time`,flow:`within its days`,cumulative:`running total`}[n.flow??`flow`],n.since?`since ${o(n.since)}`:``,n.as_of?`as of ${o(n.as_of)}`:``,n.additional?`comes on top of another figure`:``];return u`<dt>How many</dt><dd><strong class="num">${t(n.low??null,n.high??null)}</strong>
    <span class="small">in the words <q class="source">${n.text}</q></span>
    <div class="small soft">${i.filter(Boolean).join(` · `)}</div></dd>`}function N({claim:e},t){let n=[e.plover,e.mode].filter(Boolean).join(` / `),i=[e.acled,e.sub_event].filter(Boolean).join(` / `),a=[e.background?`history, no news`:``,e.caption?`from a caption`:``,e.part?`only a part of the place`:``,e.relation?r(e.relation):``].filter(Boolean);return u`<section class="card"><h2>What it says</h2><dl class="facts">
    <dt>What</dt><dd><strong>${r(e.frame)}</strong> <span class="soft small">${e.kind}${a.length?` · ${a.join(` · `)}`:``}</span>
      ${e.change?u`<div class="small">the one named ${w[e.change]??e.change}</div>`:l}
      ${e.about?u`<div class="small">about <q class="source">${e.about}</q></div>`:l}</dd>
    <dt>Who</dt><dd>${k(e.actors)}</dd>
    <dt>To whom</dt><dd>${k(e.recipients)}</dd>
    ${M(e)}
    <dt>Where</dt><dd>${A(e,t)}</dd>
    <dt>When</dt><dd>${j(e)}</dd>
    <dt>Codes</dt><dd>PLOVER ${n?u`<code>${n}</code>`:u`<span class="soft">none</span>`} · ACLED ${i?u`<code>${i}</code>`:u`<span class="soft">none</span>`}</dd>
  </dl></section>`}function P({claim:e}){return u`<section class="card"><h2 id="decisions">Every decision, with its rule</h2>
    ${e.trace.length?u`<div class="wide" role="group" aria-labelledby="decisions" tabindex="0"><table class="small">
          <thead><tr><th scope="col">Field</th><th scope="col">Value</th><th scope="col">Rule</th><th scope="col">Resting on the words</th></tr></thead>
          <tbody>${e.trace.map(e=>u`<tr><th scope="row">${e.field}</th><td class="source">${e.value||`open`}</td>
            <td class="rule">${e.rule}</td><td class="source">${e.words}</td></tr>`)}</tbody></table></div>`:u`<p class="soft">None is kept.</p>`}
  </section>`}function F(e,t){return u`<section class="card"><h2>How it stands to other claims</h2>
    ${e.relations.length?u`<ul class="near">${e.relations.map(e=>u`<li>
          <strong>${h[e.kind]?.[e.direction===`from`?`forth`:`back`]??r(e.kind)}</strong>
          ${T(t,e.other.id,u`<span class="source">“${e.other.quote}”</span>`)}
          <div class="small soft"><span class="source">${e.other.outlet}</span>, ${o(e.other.published)||`day not known`} · rule: ${e.rule}</div></li>`)}</ul>`:u`<p class="soft">No other claim was found that it repeats, replaces or contradicts.</p>`}
  </section>`}function I(e,t,n){let i=!e.tolls.length&&!e.events.length&&!e.control.length,a=t=>t.claims.filter(t=>t.id!==e.claim.id);return u`<section class="card"><h2>What rests on it</h2>
    ${i?u`<p class="soft">No event, figure or holding.</p>`:l}
    ${e.tolls.length?u`<h3>Figures</h3><ul>${e.tolls.map(e=>u`<li><a class="source" href=${c(n,`figures`,{figure:e.id})}>${e.title}</a></li>`)}</ul>`:l}
    ${e.events.length?u`<h3>Events</h3><ul>${e.events.map(e=>{let r=t.find(t=>t.row.id===e.id);return u`<li><span class="source">${e.title}</span>
        ${r&&a(r).length?u`<details><summary class="small">Told by other claims too: ${a(r).length}</summary><ul>${a(r).map(e=>u`<li class="small">
            ${T(n,e.id,u`<span class="source">“${e.quote}”</span>`)} <span class="soft source">${e.outlet}, ${o(e.published)||`day not known`}</span></li>`)}</ul></details>
          ${r.merged.length?u`<details><summary class="small">Why they were put together</summary><ul>${r.merged.map(e=>u`<li class="small source">${e}</li>`)}</ul></details>`:l}`:l}</li>`})}</ul>`:l}
    ${e.control.length?u`<h3>Who holds what</h3><ul>${e.control.map(t=>u`<li>
      <span class="source">${t.place}</span>: ${t.status===`controls`?`held by`:r(t.status)} <span class="source">${t.holder??`nobody known`}</span>,
      ${t.start?o(t.start):`since when is not told`}${t.end?` to ${o(t.end)}`:`, open`}
      <span class="soft small">${r(t.basis)}${t.against?.includes(e.claim.id)?` · this claim says otherwise`:``}</span></li>`)}</ul>`:l}
  </section>`}function L(e,t,n){return u`<section class="card"><h2>Judgements by people</h2>
    ${e.judgements.length?u`<ol class="history">${e.judgements.map(e=>u`<li>
          <strong>${r(e.verdict)}</strong>${e.field?u` <span class="source">${e.field} → ${e.value||`open`}</span>`:l}
          by <bdi>${e.author}</bdi>, ${o(e.made)}: <span class="source">${e.reason}</span>
          <span class="badge">${e.stands?e.unmet?`stands, but fits no claim any more`:`stands`:`taken back`}</span>
          ${e.stands&&t.writable?n.undoing(e.id,t):l}</li>`)}</ol>`:u`<p class="soft">Nobody has judged this claim.</p>`}
    ${n.draw(e,t)}
  </section>`}async function R(e,t,r){let{known:i}=t,a=await n(`claims/${encodeURIComponent(e)}`,{known:i},r),[o,...s]=await Promise.all([t.more.has(`whole`)?n(`reports/${encodeURIComponent(a.report.id)}`,{known:i},r):null,...a.events.slice(0,x).map(e=>n(`events/${encodeURIComponent(e.id)}`,{known:i},r))]);return{view:a,report:o,events:s}}function z({view:e,events:t,report:n},i,a,o){let{claim:s}=e,c=s.figure?`${r(s.figure.measure)}: ${s.figure.text}`:r(s.frame);return u`<h1><span class="soft">Claim</span> <span class="source">${c}</span></h1>
    <div class="spread ${n?`with-report`:``}">
      <div class="column">
        ${E(e,i)}
        <div class="two">${D(e)}${N(e,i)}</div>
        ${I(e,t,i)}${F(e,i)}${P(e)}${L(e,a,o)}
      </div>
      ${n?u`<aside class="pane" aria-label="The whole report" tabindex="0">${m(n,{...i,more:new URLSearchParams(`whole=1`)},{chosen:new Set([s.id])})}</aside>`:l}
    </div>`}var B=()=>void 0,V=new b(()=>B(),s),H=``,U={title:`Claim`,async show(e,t,n,r){let i=t.more.get(`claim`);if(!i){let[n,r]=[c(t,`figures`),c(t,`situation`)];d(u`<h1>Claim</h1>${a(`No claim chosen`,u`Every number and every event opens the claim that it rests on: start from the
        <a href=${n}>figures</a> or the <a href=${r}>map and timeline</a>.`)}`,e);return}V.meet(i);let o=await R(i,t,r);if(r.aborted)return;B=()=>e.isConnected&&d(z(o,t,n,V),e),B();let s=o.report?i:``;s&&s!==H&&p(e,i),H=s}};export{U as screen};