import{S as e,_ as t,a as n,b as r,f as i,i as a,n as o,o as s,s as c,t as l,v as u,y as d}from"./index.js";import{n as f}from"./correcting.js";import{n as p,t as m}from"./reading.js";import{t as h}from"./terms.js";var g=[`asserted`,`reported`,`claimed`,`alleged`,`denied`,`doubted`,`feared`,`suspected`,`planned`,`promised`,`called_for`,`predicted`,`hypothetical`],_=[[`value`,`number printed`,`number`],[`low`,`lowest that the words allow`,`number`],[`high`,`highest that the words allow`,`number`],[`measure`,`what is counted`,[`killed`,`wounded`,`casualties`,`missing`,`captured`,`detained`,`abducted`,`displaced`,`returned`,`affected`,`strikes`,`attacks`,`buildings`,`vehicles`,`fighters`]],[`quantifier`,`how the words bound it`,[`exact`,`at_least`,`more_than`,`at_most`,`less_than`,`about`,`between`,`vague`]],[`unit`,`unit`,[`persons`,`families`,`events`,`objects`]],[`population`,`who is counted`,[`civilians`,`combatants`,`mixed`,`unknown`]],[`flow`,`sort of count`,[`stock`,`flow`,`cumulative`]],[`since`,`counted since`,`date`],[`as_of`,`as of`,`date`]];function v({claim:e}){let t=(e,t,n,r)=>({name:e,words:t,now:n==null?``:String(n),input:r}),n=(n,r)=>e[n].map((e,i)=>t(`${n}.${i}`,`${r}: “${e.text}”`,e.id,`actor`)),r=e.figure;return[t(`stance`,`how it is put forward`,e.stance,g),t(`valid.start`,`first day`,e.valid?.start,`date`),t(`valid.end`,`last day`,e.valid?.end,`date`),t(`place`,`place`,e.place?.id,`place`),...n(`actors`,`who`),...n(`recipients`,`to whom`),...e.by.map((e,n)=>t(`by.${n}`,`source: “${e.name}”`,e.name,`text`)),...r?_.map(([e,n,i])=>t(`figure.${e}`,n,r[e],i)):[],...e.kind===`control`?[t(`change`,`change of control`,e.change,[`gain`,`loss`,`hold`,`contest`,`besiege`])]:[],t(`part`,`only a part of the place`,e.part,[`true`,`false`]),t(`background`,`history, no news`,e.background,[`true`,`false`])]}function y({claim:e}){let t=t=>e[t].map((e,n)=>({field:`${t}.${n}`,kind:`actor`,words:e.text,now:e.id?e.name:``}));return[...e.place?[{field:`place`,kind:`place`,words:e.place.text,now:e.place.id?e.place.name:``}]:[],...t(`actors`),...t(`recipients`)]}var b=class{redraw;finished;task=``;field=``;found=null;looked=``;wrong=``;sending=!1;kept=null;claim=``;constructor(e,t){this.redraw=e,this.finished=t}meet(e){e!==this.claim&&Object.assign(this,{claim:e,task:``,field:``,found:null,looked:``,wrong:``,kept:null})}async keep(e,t){this.sending=!0,this.wrong=``,this.redraw();try{this.kept=await u(e,t),this.task=``,await this.finished()}catch(e){this.wrong=e instanceof Error?e.message:String(e)}finally{this.sending=!1,this.redraw()}}who(e,t){let n=t.author||String(e.get(`author`)??``).trim();return t.author||localStorage.setItem(`author`,n),n}submit(e,t,n){let r=new FormData(e),i=e=>String(r.get(e)??``).trim(),a=y(t).find(e=>e.field===this.field),o=this.task===`name`&&a&&i(`scope`)===`words`,s=this.task===`accept`||this.task===`discount`,c=[o?`words:${a.words}`:s&&i(`whole`)||t.claim.id],l=o?a.kind:this.task===`correct`||this.task===`name`?this.field:``;return this.keep(`judgements`,{word:this.task,subjects:c,field:l,value:l?i(`value`):``,reason:i(`reason`),author:this.who(r,n)})}undoing(t,n){return e`<details class="controls"><summary class="small">Take back</summary>
      <form class="judging" @submit=${e=>{e.preventDefault();let r=new FormData(e.target);this.keep(`undo`,{entry:t,reason:String(r.get(`reason`)??``).trim(),author:this.who(r,n)})}}>${this.reason(n)}<button type="submit" ?disabled=${this.sending}>Take back</button></form></details>`}reason(t){return e`<label>Reason <textarea name="reason" rows="2" required></textarea></label>
      ${t.author?e`<p class="soft small">Kept under the name <bdi>${t.author}</bdi>.</p>`:e`<label>Your name <input name="author" required autocomplete="name" .value=${f(t)} /></label>`}`}async look(e,n){if(n.trim()){this.wrong=``;try{this.found=await t(`names`,{kind:e,words:n}),this.looked=n}catch(e){this.wrong=e instanceof Error?e.message:String(e)}this.redraw()}}candidates(t,n){let r=e=>{e.preventDefault();let n=e.currentTarget.closest(`.candidates`)?.querySelector(`input[type=search]`);this.look(t,n?.value??``)};return e`<div class="candidates">
      <label>Names to choose from <input type="search" dir="auto" .value=${n} @keydown=${e=>e.key===`Enter`&&r(e)} /></label>
      <button type="button" @click=${r}>Look up</button>
      ${this.found===null?d:this.found.length?e`<fieldset><legend>${a(this.found.length,`${t} goes`,`${t}s go`)} by “<bdi>${this.looked}</bdi>”</legend>
            ${this.found.map(t=>e`<label class="choice"><input type="radio" name="value" required value=${t.id} />
              <span><strong>${t.name}</strong> <span class="soft small">${t.note} · ${t.id}</span></span></label>`)}</fieldset>`:e`<p class="soft" role="status">No ${t} goes by “<bdi>${this.looked}</bdi>”. Try another spelling.</p>`}
    </div>`}value(t){let{input:n,now:r}=t;return n===`place`||n===`actor`?this.candidates(n,/“(.*)”$/.exec(t.words)?.[1]??``):typeof n==`string`?e`<label>Right value <input name="value" type=${n} dir="auto" .value=${r} ?required=${n===`text`} /></label>
      ${n===`text`?d:e`<p class="soft small">Empty: open, the words do not say.</p>`}`:e`<label>Right value <select name="value">${n.map(t=>e`<option value=${t} ?selected=${t===r}>${s(t)}</option>`)}</select></label>`}wholes({tolls:t,events:n}){let r=[...t.map(e=>({...e,sort:`figure`})),...n.map(e=>({...e,sort:`event`}))].filter(e=>e.claims>1);if(!r.length)return d;let i=this.task===`accept`,a={figure:i?`Accepting a figure vouches for the claims on which it rests now.`:`A discounted figure is still listed, with no number.`,event:i?`Accepting an event says that it happened, and nothing of its numbers.`:`Discounting an event says that it did not happen: its numbers do not count either.`},o=[...new Set(r.map(e=>a[e.sort])),`Claims that come later are not judged by this.`];return e`<fieldset><legend>${this.task===`accept`?`Accept`:`Discount`}</legend>
      <label class="choice"><input type="radio" name="whole" value="" checked /> <span>this claim alone</span></label>
      ${r.map(t=>e`<label class="choice"><input type="radio" name="whole" value=${t.id} />
        <span>the whole ${t.sort} with its ${t.claims} claims: <span class="source">${t.title}</span></span></label>`)}
      <p class="soft small">${o.join(` `)}</p></fieldset>`}form(t,n){let r=e=>{this.field=e.target.value,this.found=null,this.redraw()},i=this.task===`name`?y(t).map(e=>[e.field,`“${e.words}”${e.now?`, now ${e.now}`:`, not resolved`}`]):v(t).map(e=>[e.name,`${e.words} (${e.now?s(e.now):`open`})`]);i.some(([e])=>e===this.field)||(this.field=i[0]?.[0]??``);let a=v(t).find(e=>e.name===this.field),o=y(t).find(e=>e.field===this.field),c=this.task===`correct`||this.task===`name`,l=(this.task===`name`||a?.input===`place`||a?.input===`actor`)&&c&&!this.found?.length;return e`<form class="judging" @submit=${e=>{e.preventDefault(),this.submit(e.target,t,n)}}>
      ${c?e`<label>${this.task===`name`?`Words`:`Field`}
        <select @change=${r}>${i.map(([t,n])=>e`<option value=${t} ?selected=${t===this.field}>${n}</option>`)}</select></label>`:d}
      ${this.task===`correct`&&a?this.value(a):d}
      ${this.task===`name`&&o?e`${this.candidates(o.kind,o.words)}
            <label>Where <select name="scope"><option value="claim">these words in this report</option>
              <option value="words">these words in every report</option></select></label>`:d}
      ${c?d:this.wholes(t)}${this.reason(n)}
      <div><button type="submit" class="chief" ?disabled=${this.sending||l}>Keep</button>
        <button type="button" @click=${()=>{this.task=``,this.redraw()}}>Cancel</button></div>
    </form>`}draw(t,n){if(!n.writable)return e`<p class="soft small">Judgements are kept in a ledger: rashomon serve --ledger FILE.</p>`;let r=[[`accept`,`Accept`],[`discount`,`Discount`],[`correct`,`Correct a field`]];y(t).length&&r.push([`name`,`Name this place or actor`]);let i=this.kept;return e`<div class="controls">
      <div class="tasks" role="group" aria-label="Judge this claim">${r.map(([t,n])=>e`<button type="button" aria-pressed=${String(t===this.task)}
        @click=${()=>{this.task=t===this.task?``:t,this.field=``,this.found=null,this.kept=null,this.wrong=``,this.redraw()}}>${n}</button>`)}</div>
      ${this.task?this.form(t,n):d}
      ${this.wrong?e`<p class="wrong" role="alert">${this.wrong}</p>`:d}
      <div role="status">${i?e`<p>Kept. ${i.changes.length?`It changed:`:`Nothing else in the account reads otherwise.`}</p>
        <ul class="small">${i.changes.map(t=>e`<li><bdi>${t}</bdi></li>`)}</ul>`:d}</div>
    </div>`}},x=4,S={stated:`the words say so`,tense:`only the tense says so`,published:`the day of publication, for it is told in the present`,event:`the text ties it to an event`,none:`the text does not say`},C={exact:`a named place`,near:`near a named place`,admin2:`somewhere in a district`,admin1:`somewhere in a province`,country:`somewhere in a country`},w={gain:`takes hold`,loss:`loses hold`,hold:`holds`,contest:`is fought over`,besiege:`is besieged`},T=(t,n,r)=>e`<a href=${i(t,`claim`,{claim:n})}>${r}</a>`;function E(t,r){let a=r.more.has(`whole`),{claim:o,report:s}=t,c=i(r,`compare`,{report:[s.id]});return e`<section class="card said">
    <blockquote class="source" dir="auto"><span class="around">${t.lead}</span>${t.before}<mark>${t.quote}</mark>${t.after}<span class="around">${t.trail}</span></blockquote>
    <p class="small soft"><span class="source">${o.outlet||s.name}</span>, ${n(o.published)||`day of publication not known`}${s.dated===`given`||s.dated===`unknown`?``:` (${s.dated})`}
      · <span class="source">${s.title}</span></p>
    <p class="small links controls">
      <a href=${i(r,`claim`,{claim:o.id,whole:a?null:`1`})} aria-expanded=${String(a)}>${a?`Put the whole report away`:`In the whole report`}</a>
      <a href=${c}>Compare this report</a>
      ${/^https?:\/\//.test(s.url)?e`<a href=${s.url} target="_blank" rel="noreferrer noopener">As published</a>`:d}
    </p>
  </section>`}function D({claim:t}){let n=t.by.length-1,r=(e,t)=>e===n&&t===`outlet`?e===0?`Says so itself`:`Printed by`:e===0?`Said by`:`Relayed by`;return e`<section class="card"><h2>Who says so</h2>
    <ol class="chain">${t.by.map((t,n)=>e`<li>
      <span class="soft small">${r(n,t.kind)}</span>
      <strong class="source">${t.name}</strong>
      <span class="small soft">${s(t.kind)}${t.id?` · ${t.id}`:``}</span>
      ${t.text&&t.text!==t.name?e`<span class="small">in the words <q class="source">${t.text}</q></span>`:d}
      ${t.cue?e`<span class="small">by the word <q class="source">${t.cue}</q></span>`:d}
    </li>`)}</ol>
    ${t.by.length?d:e`<p class="soft">No source is told.</p>`}
    <p>Put forward as <strong>${s(t.stance)}</strong>.</p>
  </section>`}var O=t=>e`<li><strong class="source">${t.name}</strong>
  ${t.id?e`<code>${t.id}</code>`:e`<span class="badge open">not resolved</span>`}
  ${t.text===t.name?d:e`<span class="small">in the words <q class="source">${t.text}</q></span>`}
  ${t.sector?e`<span class="small soft">${t.sector}</span>`:d}</li>`,k=t=>t.length?e`<ul>${t.map(O)}</ul>`:e`<span class="soft">not told</span>`;function A(t,n){let r=t.place;if(!r)return e`<span class="soft">not told</span>`;let a=r.radius_km!==null&&r.radius_km!==void 0?` · true point within about ${r.radius_km.toLocaleString(`en`)} km`:``;return e`<strong class="source">${r.name}</strong>
    ${r.id?e`<code>${r.id}</code>`:e`<span class="badge open">not resolved</span>`}
    ${r.text===r.name?d:e`<span class="small">in the words <q class="source">${r.text}</q></span>`}
    <div class="small soft">${[r.id?C[r.precision]??r.precision:``,r.admin1,r.country].filter(Boolean).join(` · `)}${a}
      ${r.id&&r.lat!==null?e`· <a href=${i(n,`situation`,{at:r.id})}>on the map</a>`:d}</div>`}function j(t){let{start:r,end:i,edtf:a,text:o,basis:s}=t.valid??{basis:`none`},c=r&&i?r===i?n(r):`${n(r)} to ${n(i)}`:r?`from ${n(r)}`:i?`by ${n(i)}`:`not told`;return e`<strong>${c}</strong> ${a?e`<code>${a}</code>`:d}
    ${o?e`<span class="small">in the words <q class="source">${o}</q></span>`:d}
    <div class="small soft">${r&&i?r===i?`to the day`:`some time within these days`:`open on a side`} · ${S[s??`none`]??s}</div>`}function M(t){let r=t.figure;if(!r)return d;let i=[s(r.measure),r.population===`unknown`?`not told who`:r.population,r.unit,s(r.quantifier??`exact`),{stock:`at one time`,flow:`within its days`,cumulative:`running total`}[r.flow??`flow`],r.since?`since ${n(r.since)}`:``,r.as_of?`as of ${n(r.as_of)}${r.hour?`, ${r.hour}`:``}`:``,r.additional?`comes on top of another figure`:``,r.earlier?`told as an older count`:``];return e`<dt>How many</dt><dd><strong class="num">${c(r.low??null,r.high??null)}</strong>
    <span class="small">in the words <q class="source">${r.text}</q></span>
    <div class="small soft">${i.filter(Boolean).join(` · `)}</div></dd>`}function N({claim:t},n){let r=[t.plover,t.mode].filter(Boolean).join(` / `),i=[t.acled,t.sub_event].filter(Boolean).join(` / `),a=[t.background?`history, no news`:``,t.caption?`from a caption`:``,t.part?`only a part of the place`:``,t.relation?s(t.relation):``].filter(Boolean);return e`<section class="card"><h2>What it says</h2><dl class="facts">
    <dt>What</dt><dd><strong>${s(t.frame)}</strong> <span class="soft small">${t.kind}${a.length?` · ${a.join(` · `)}`:``}</span>
      ${t.change?e`<div class="small">the one named ${w[t.change]??t.change}</div>`:d}
      ${t.about?e`<div class="small">about <q class="source">${t.about}</q></div>`:d}</dd>
    <dt>Who</dt><dd>${k(t.actors)}</dd>
    <dt>To whom</dt><dd>${k(t.recipients)}</dd>
    ${M(t)}
    <dt>Where</dt><dd>${A(t,n)}</dd>
    <dt>When</dt><dd>${j(t)}</dd>
    <dt>Codes</dt><dd>PLOVER ${r?e`<code>${r}</code>`:e`<span class="soft">none</span>`} · ACLED ${i?e`<code>${i}</code>`:e`<span class="soft">none</span>`}</dd>
  </dl></section>`}function P({claim:t}){return e`<section class="card"><h2 id="decisions">Every decision, with its rule</h2>
    ${t.trace.length?e`<div class="wide" role="group" aria-labelledby="decisions" tabindex="0"><table class="small">
          <thead><tr><th scope="col">Field</th><th scope="col">Value</th><th scope="col">Rule</th><th scope="col">Resting on the words</th></tr></thead>
          <tbody>${t.trace.map(t=>e`<tr><th scope="row">${t.field}</th><td class="source">${t.value||`open`}</td>
            <td class="rule">${t.rule}</td><td class="source">${t.words}</td></tr>`)}</tbody></table></div>`:e`<p class="soft">None is kept.</p>`}
  </section>`}function F(t,r){return e`<section class="card"><h2>How it stands to other claims</h2>
    ${t.relations.length?e`<ul class="near">${t.relations.map(t=>e`<li>
          <strong>${h[t.kind]?.[t.direction===`from`?`forth`:`back`]??s(t.kind)}</strong>
          ${T(r,t.other.id,e`<span class="source">“${t.other.quote}”</span>`)}
          <div class="small soft"><span class="source">${t.other.outlet}</span>, ${n(t.other.published)||`day not known`} · rule: ${t.rule}</div></li>`)}</ul>`:e`<p class="soft">No other claim was found that it repeats, replaces or contradicts.</p>`}
  </section>`}function I(t,r,a){let o=!t.tolls.length&&!t.events.length&&!t.control.length,c=e=>e.claims.filter(e=>e.id!==t.claim.id);return e`<section class="card"><h2>What rests on it</h2>
    ${o?e`<p class="soft">No event, figure or holding.</p>`:d}
    ${t.tolls.length?e`<h3>Figures</h3><ul>${t.tolls.map(t=>e`<li><a class="source" href=${i(a,`figures`,{figure:t.id})}>${t.title}</a></li>`)}</ul>`:d}
    ${t.events.length?e`<h3>Events</h3><ul>${t.events.map(t=>{let i=r.find(e=>e.row.id===t.id);return e`<li><span class="source">${t.title}</span>
        ${i&&c(i).length?e`<details class="open-on-paper"><summary class="small">Told by other claims too: ${c(i).length}</summary><ul>${c(i).map(t=>e`<li class="small">
            ${T(a,t.id,e`<span class="source">“${t.quote}”</span>`)} <span class="soft source">${t.outlet}, ${n(t.published)||`day not known`}</span></li>`)}</ul></details>
          ${i.merged.length?e`<details class="open-on-paper"><summary class="small">Why they were put together</summary><ul>${i.merged.map(t=>e`<li class="small source">${t}</li>`)}</ul></details>`:d}`:d}</li>`})}</ul>`:d}
    ${t.control.length?e`<h3>Who holds what</h3><ul>${t.control.map(r=>e`<li>
      <span class="source">${r.place}</span>: ${r.status===`controls`?`held by`:s(r.status)} <span class="source">${r.holder??`nobody known`}</span>,
      ${r.start?n(r.start):`since when is not told`}${r.end?` to ${n(r.end)}`:`, open`}
      <span class="soft small">${s(r.basis)}${r.against?.includes(t.claim.id)?` · this claim says otherwise`:``}</span></li>`)}</ul>`:d}
  </section>`}var L=e=>e===`event`||e===`figure`;function R(t,r,i){return e`<section class="card"><h2>Judgements by people</h2>
    ${t.judgements.length?e`<ol class="history">${t.judgements.map(a=>e`<li>
          <strong>${s(a.verdict)}</strong>${a.field&&!L(a.field)?e` <span class="source">${a.field} → ${a.value||`open`}</span>`:d}
          ${a.subjects.includes(t.claim.id)&&!L(a.field)?d:e`<span class="source">of ${a.about.join(`; `)}</span>`}
          by <bdi>${a.author}</bdi>, ${n(a.made)}: <span class="source">${a.reason}</span>
          <span class="badge">${a.stands?a.unmet?`stands, but fits no claim any more`:`stands`:`taken back`}</span>
          ${a.stands&&r.writable?i.undoing(a.id,r):d}</li>`)}</ol>`:e`<p class="soft">Nobody has judged this claim.</p>`}
    ${i.draw(t,r)}
  </section>`}async function z(e,n,r){let{known:i}=n,a=await t(`claims/${encodeURIComponent(e)}`,{known:i},r),[o,...s]=await Promise.all([n.more.has(`whole`)?t(`reports/${encodeURIComponent(a.report.id)}`,{known:i},r):null,...a.events.slice(0,x).map(e=>t(`events/${encodeURIComponent(e.id)}`,{known:i},r))]);return{view:a,report:o,events:s}}function B({view:t,events:n,report:r},i,a,o){let{claim:c}=t,l=c.figure?`${s(c.figure.measure)}: ${c.figure.text}`:s(c.frame);return e`<h1><span class="soft">Claim</span> <span class="source">${l}</span></h1>
    <div class="spread ${r?`with-report`:``}">
      <div class="column">
        ${E(t,i)}
        <div class="two">${D(t)}${N(t,i)}</div>
        ${I(t,n,i)}${F(t,i)}${P(t)}${R(t,a,o)}
      </div>
      ${r?e`<aside class="pane" aria-label="The whole report" tabindex="0">${m(r,{...i,more:new URLSearchParams(`whole=1`)},{chosen:new Set([c.id])})}</aside>`:d}
    </div>`}var V=()=>void 0,H=new b(()=>V(),l),U=``,W={title:`Claim`,async show(t,n,a,s){let c=n.more.get(`claim`);if(!c){let[a,s]=[i(n,`figures`),i(n,`situation`)];r(e`<h1>Claim</h1>${o(`No claim chosen`,e`Every number and every event opens the claim that it rests on: start from the
        <a href=${a}>figures</a> or the <a href=${s}>map and timeline</a>.`)}`,t);return}H.meet(c);let l=await z(c,n,s);if(s.aborted)return;V=()=>t.isConnected&&r(B(l,n,a,H),t),V();let u=l.report?c:``;u&&u!==U&&p(t,c),U=u}};export{W as screen};