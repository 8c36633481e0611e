import{_ as e,f as t,g as n,i as r,l as i,n as a,p as o,r as s,u as c,v as l,x as u,y as ee}from"./index.js";import{t as te}from"./live.js";function ne(e,t,n){return e.length?u`<ol class="decisions" aria-label="Decisions">
    ${e.map(e=>d(e,t,n))}
  </ol>`:o(`Nobody has decided anything yet`,`Answers to the open questions are listed here.`)}function d(e,t,n){let i=e.made.slice(11,16);return u`<li class="card ${e.stands?``:`gone`}">
    <p>
      <b>${r(e.verdict)}</b>
      ${e.field?u`<span class="source">${r(e.field)}${e.value?` → ${e.value}`:``}</span>`:l}
      ${e.stands?l:u`<span class="badge">taken back</span>`}
      ${e.unmet?u`<span class="badge">meets no claim any more</span>`:l}
    </p>
    <ul class="about">
      ${e.about.map(e=>u`<li><span class="source">${e}</span></li>`)}
    </ul>
    <p class="small">
      <b>Reason:</b> <span class="source">${e.reason}</span>
      <span class="soft">· <span class="source">${e.author}</span>, ${s(e.made)} ${i} · ${e.id.slice(0,8)}</span>
    </p>
    ${e.stands&&t?u`<button type="button" @click=${()=>n(e)}
          >Take back<span class="unseen"> ${r(e.verdict)}: ${e.reason}</span></button
        >`:l}
  </li>`}var f=500,p=class{moved;questions=[];decisions=[];total=0;news=null;given=[];answered=new Set;turn=Promise.resolve();waiting=0;constructor(e){this.moved=e}async load(e){let[t,r]=await Promise.all([n(`review`,{limit:f},e),n(`judgements`,{},e)]);this.questions=t.questions,this.total=t.total,this.decisions=r.rows}async enter(e){await this.turn,await this.load(e),this.answered.clear(),this.news=null}open(e,t){let n=t.toLowerCase().split(/\s+/).filter(Boolean);return this.questions.filter(t=>!this.answered.has(t.id)&&(!e||t.kind===e)&&n.every(e=>re(t).includes(e)))}answer(e,t,n){this.answered.add(e.id);let r={entry:``,question:e.id};this.given.push(r),this.say(`${_(t.word)}: being kept …`),this.inTurn(async()=>{try{let e=await m(t,n);r.entry=e.entry,this.say(`${_(t.word)}: kept.`,e.changes)}catch(t){this.given.splice(this.given.indexOf(r),1),this.answered.delete(e.id),this.fail(t)}})}takeBack(e){this.inTurn(async()=>{let t=this.given.at(-1);t&&(await this.undo(t.entry,e),this.answered.delete(t.question))})}takeBackEntry(e,t){this.inTurn(()=>this.undo(e,t))}say(e,t=[],n=!1){this.news={text:e,changes:t,failed:n},this.moved()}fail(e){this.say(`Nothing was kept: ${e instanceof Error?e.message:String(e)}`,[],!0)}async undo(t,n){try{let r=await e(`undo`,{entry:t,...n}),i=this.given.findIndex(e=>e.entry===t);i>=0&&this.given.splice(i,1),this.say(`Taken back.`,r.changes)}catch(e){this.fail(e)}}inTurn(e){this.waiting+=1,this.turn=this.turn.then(e).then(async()=>{if(--this.waiting,!this.waiting){try{await this.load()}catch(e){this.fail(e)}this.moved()}})}};function m(t,n){if(t.word===`undo`)return e(`undo`,{entry:t.subjects[0],...n});let{word:r,subjects:i,field:a,value:o}=t;return e(`judgements`,{verdict:r,subjects:i,field:a,value:o,...n})}function re(e){let t=e.words.map(e=>`${e.outlet} ${e.report} ${e.quote}`).join(` `);return`${h(e.kind)} ${e.title} ${e.why} ${t}`.toLowerCase()}var ie={contested_toll:`contested figure`,attribution_conflict:`who said it`,one_origin:`one voice`,near_events:`one event or two`,near_tolls:`one figure or two`,unresolved_actor:`who is meant`,unresolved_place:`where`,undated_report:`no date`,contested_control:`contested place`,unmet:`decision without its claim`},h=e=>ie[e],g={same:`Same`,different:`Different`,unsure:`Unsure`,accept:`Accepted`,discount:`Discounted`,name:`Named`,correct:`Corrected`,undo:`Taken back`},_=e=>g[e]??e,v=e=>e.offers.filter(e=>e.word===`name`||e.word===`correct`);function y(e){let t={value:``,label:``};if(e.kind===`undated_report`)return{...t,word:`correct`,subjects:e.subjects,field:`published`};if(e.kind!==`unresolved_actor`&&e.kind!==`unresolved_place`)return null;let[n=``,r=``]=e.subjects,i=r!==`place`||e.offers.some(e=>e.word===`name`);return{...t,word:i?`name`:`correct`,subjects:[n],field:r}}function b(e,t,n){let r=e.offers.filter(e=>e.word===t);if(t!==`accept`&&t!==`discount`)return r[0];let i=e.words[n]?.claim;return r.find(e=>e.subjects[0]===i)}var x=e=>sessionStorage.getItem(`review.${e}`)??``;function S(e){return{reason:x(`reason`),author:x(`author`)||e}}function ae(e){sessionStorage.setItem(`review.reason`,e.reason),sessionStorage.setItem(`review.author`,e.author)}var C=(e,t)=>String(new FormData(e).get(t)??``).trim();function w(e){return e.preventDefault(),e.target}function oe(e,t,n){return u`<form @submit=${e=>{let r=w(e),i={reason:C(r,`reason`),author:C(r,`author`)};i.reason&&i.author&&(ae(i),t(),n(i))}}>
    <h2 id="box">Who answers, and why?</h2>
    <p class="small soft">Both are shown wherever an answer counts, and kept for the next ones in this tab.</p>
    <label>Reason <input name="reason" required autofocus autocomplete="off" .value=${e.reason} /></label>
    <label>Your name <input name="author" required autocomplete="name" .value=${e.author} /></label>
    ${T(`Go on`,t)}
  </form>`}function se(e,t,n,r){return u`<form @submit=${e=>{let t=w(e),i={reason:C(t,`reason`),author:C(t,`author`)};i.reason&&i.author&&(n(),r(i))}}>
    <h2 id="box">Take back “${e.verdict}”?</h2>
    <p class="small soft">By <span class="source">${e.author}</span>: <span class="source">${e.reason}</span></p>
    <label>Reason <input name="reason" required autofocus autocomplete="off" /></label>
    <label>Your name <input name="author" required autocomplete="name" .value=${t.author} /></label>
    ${T(`Take it back`,n)}
  </form>`}var T=(e,t)=>u`<p class="ending">
    <button type="submit" class="chief">${e}</button> <button type="button" @click=${t}>Cancel</button>
  </p>`,E=class{question;draw;close;then;found=null;why=``;constructor(e,t,n,r){this.question=e,this.draw=t,this.close=n,this.then=r}show(){let e=v(this.question),t=y(this.question);return u`<h2 id="box">What is meant?</h2>
      ${e.length?u`<ul class="candidates">
            ${e.map((e,t)=>u`<li>
                  <button type="button" ?autofocus=${t===0} @click=${()=>this.choose(e)}>
                    <span class="source">${e.label||e.value}</span>
                  </button>
                </li>`)}
          </ul>`:u`<p class="soft">The report names nothing that might be meant.</p>`}
      ${t?t.field===`published`?this.dayForm(t):this.nameForm(t):l}
      <p class="ending"><button type="button" @click=${this.close}>Cancel</button></p>`}dayForm(e){return u`<form @submit=${t=>this.choose({...e,value:C(w(t),`value`)})}>
      <label>Day of publication <input type="date" name="value" required /></label>
      <button type="submit">Take this day</button>
    </form>`}nameForm(e){return u`<form role="search" @submit=${t=>void this.look(e,C(w(t),`value`))}>
        <label>Look up a name <input type="search" name="value" required autocomplete="off" /></label>
        <button type="submit">Look up</button>
      </form>
      <div role="status">
        ${this.why||this.found&&!this.found.length?u`<p>${this.why||`No such name is known.`}</p>`:l}
      </div>
      ${this.found?.length?u`<ul class="candidates" aria-label="Found">
            ${this.found.map(t=>u`<li>
                  <button type="button" @click=${()=>this.choose({...e,value:t.id})}>
                    <span class="source">${t.name}</span> <span class="small soft">${t.note}</span>
                  </button>
                </li>`)}
          </ul>`:l}`}async look(e,t){try{this.found=await n(`names`,{kind:e.field===`place`?`place`:`actor`,words:t}),this.why=``}catch(e){this.why=e instanceof Error?e.message:String(e)}this.draw()}choose(e){e.value&&(this.close(),this.then(e))}},ce=[[`j k`,`next, previous question`],[`1 – 6`,`pick a quote: what accept and discount are said of`],[`s d u`,`one thing, two things, cannot be told`],[`a x`,`count the picked quote for certain, or not at all`],[`n`,`name which place, actor or day is meant`],[`z`,`take back the last answer given here`],[`r`,`another reason, another name`],[`/`,`only questions with some words`],[`?`,`this list`]];function le(e,t,n){return u`<h2 id="box">Keys</h2>
    <dl class="keys">
      ${ce.map(([e,t])=>u`<div><dt>${e.split(` `).map(e=>e===`–`?`– `:u`<kbd>${e}</kbd> `)}</dt><dd>${t}</dd></div>`)}
    </dl>
    <label class="turn"
      ><input type="checkbox" .checked=${e} @change=${e=>t(e.target.checked)} />
      Answer with single keys</label
    >
    <p class="ending"><button type="button" class="chief" autofocus @click=${n}>Close</button></p>`}var D=e=>e.charAt(0).toUpperCase()+e.slice(1);function ue(e,t,n,r){let{asked:i,about:a}=fe(t);return u`<header class="asked">
      <p class="small soft">
        <span class="badge">${h(t.kind)}</span>
        <span title="How many people it concerns, on a scale of tens">impact ${t.impact.toFixed(1)}</span> ·
        <span title="How far the rules were from deciding it, 0 to 1">openness ${t.ambiguity.toFixed(1)}</span>
      </p>
      <h2 id="asked" tabindex="-1">${i}</h2>
      ${a.length>1?u`<ol class="homes">
            ${a.map(e=>u`<li><span class="source">${e}</span></li>`)}
          </ol>`:a.map(e=>u`<p><span class="source">${e}</span></p>`)}
      <p class="small"><b>Why it is open:</b> <span class="source">${t.why}</span></p>
    </header>
    ${t.words.length?u`<ol class="sides" aria-label="Quotes">
          ${t.words.map((i,a)=>de(e,t,i,a,a===n,r))}
        </ol>`:u`<p class="soft">No quote belongs to it any more.</p>`}`}function de(e,t,n,r,i,a){let o=t.words.length>1;return u`<li class="card ${i&&o?`picked`:``}">
    <div class="who">
      <b class="source">${n.outlet||n.report}</b>
      <span class="small soft">${n.published?s(n.published):`day not known`}</span>
      ${o?u`<button type="button" class="small" aria-pressed=${i?`true`:`false`} aria-keyshortcuts=${r+1}
            @click=${()=>a(r)}>Quote <kbd>${r+1}</kbd></button>`:l}
    </div>
    ${n.by.length?u`<p class="small soft">according to <span class="source">${n.by.join(` → `)}</span></p>`:l}
    <blockquote class="source">${n.before}<mark>${n.quote}</mark>${n.after}</blockquote>
    <a class="small" href=${c(e,`claim`,{claim:n.claim})}
      >Open the claim<span class="unseen"> of quote ${r+1}</span></a
    >
  </li>`}function fe(e){let t=e.title.indexOf(`? `);if(t<0)return{asked:D(e.title),about:[]};let n=D(e.title.slice(0,t+1)),r=e.title.slice(t+2),i=e.kind===`near_events`||e.kind===`near_tolls`?r.split(` / `):[r];return{asked:n,about:i.length===2?i:[r]}}function pe(e,t,n,r){let i=e.words.length>1?` quote ${t+1}`:``,a=(r,i,a)=>{let o=b(e,i,t);return{key:r,name:a,ready:o!==void 0,act:()=>o&&n(o)}},o=[a(`s`,`same`,`Same`),a(`d`,`different`,`Different`),a(`u`,`unsure`,`Unsure`),a(`a`,`accept`,`Accept${i}`),a(`x`,`discount`,`Discount${i}`),{key:`n`,name:`Name …`,ready:y(e)!==null||v(e).length>0,act:r}],s=b(e,`undo`,t);return s?[{key:`x`,name:`Take it back`,ready:!0,act:()=>n(s)}]:o}var O=e=>u`<button type="button" ?disabled=${!e.ready} aria-keyshortcuts=${e.key} @click=${e.act}>
    ${e.name} <kbd aria-hidden="true">${e.key}</kbd>
  </button>`,k=matchMedia(`(min-width: 60rem)`),A=`review.keys-off`,j=null,M,N,P=``,F=0,I=0,L=null,R=new p(H),z={title:`Review`,async show(e,t,n,r){let i=j!==e||M.revision!==n.revision;N=t,M=n,i&&(L=null,await R.enter(r)),j=e,H()}},B=()=>R.open(N.more.get(`kind`)??``,N.more.get(`words`)??``);function V(e){let t=e.findIndex(e=>e.id===N.more.get(`question`));return I=Math.max(0,Math.min(t>=0?t:I,e.length-1)),e[I]??null}function H(){if(!j?.isConnected)return;let e=N.more.get(`tab`)===`decisions`;ee(u`<h1>Review</h1>
      <nav class="tabs controls" aria-label="Review">
        <a href=${c(N,`review`,{tab:null})} aria-current=${e?l:`page`}
          >Open questions <span class="num">${R.total}</span></a
        >
        <a href=${c(N,`review`,{tab:`decisions`})} aria-current=${e?`page`:l}
          >Decisions <span class="num">${R.decisions.length}</span></a
        >
      </nav>
      ${M.writable?l:me()} ${he()}
      ${e?ne(R.decisions,M.writable,we):ge()}
      <dialog aria-labelledby="box" @close=${xe}>${L?L():l}</dialog>`,j)}var me=()=>u`<p class="card note">
    These reports were only read, so no answer can be kept here. To keep answers, read the reports into a ledger and
    show that: <code>rashomon read REPORTS --ledger my.ledger</code>, then
    <code>rashomon serve --ledger my.ledger</code>.
  </p>`,U=e=>u`<li><span class="source">${e}</span></li>`;function he(){let e=R.news,t=e?.changes.slice(0,2)??[];return u`<div class="news ${e?.failed?`failed`:``}">
    <div role="status" aria-live="polite">
      ${e?u`<p>
              ${e.text}
              ${e.changes.length?u`It changed ${a(e.changes.length,`line`)} of the account:`:e.text.endsWith(`…`)||e.failed?l:`Nothing in the account reads otherwise.`}
            </p>
            ${t.length?u`<ul>${t.map(U)}</ul>`:l}
            ${e.changes.length>t.length?u`<details>
                  <summary class="small">${e.changes.length-t.length} more</summary>
                  <ul>${e.changes.slice(t.length).map(U)}</ul>
                </details>`:l}`:l}
    </div>
  </div>`}function ge(){let e=B(),t=V(e),n=S(M.author);return t&&P!==t.id&&(P=t.id,F=0),u`<div class="desk">
    <section class="left" aria-label="Questions">
      ${_e()}
      <details class="queue" ?open=${k.matches}>
        <summary>
          ${t?`Question ${I+1} of ${e.length}`:`No question`}${R.total>R.questions.length?` (the first ${R.questions.length} of ${R.total})`:``}
        </summary>
        <ol>
          ${e.map(e=>ve(e,e===t))}
        </ol>
      </details>
    </section>
    <section class="right" aria-label="Question">
      ${t?u`${ue(N,t,F,K)}
            ${M.writable?u`<div class="answers controls" role="group" aria-label="Answers">${W(t).map(O)}</div>`:l}`:o(`Nothing is open`,R.questions.length?`No question is left with these words.`:``)}
      <div class="moves controls" role="group" aria-label="Moves">
        ${G(e).map(O)}
      </div>
      ${M.writable&&n.reason?u`<p class="small soft">
            Answers are kept with the reason <span class="source">“${n.reason}”</span> by
            <span class="source">${n.author}</span>.
          </p>`:l}
    </section>
  </div>`}function _e(){let e=[...new Set(R.questions.map(e=>e.kind))],t=e=>i(c(N,`review`,{question:null,...e}),!0),n=e=>e.target.value||null;return u`<form class="filters controls" role="search" @submit=${e=>e.preventDefault()}>
    <label
      ><span>With words <kbd aria-hidden="true">/</kbd></span>
      <input id="words" type="search" aria-keyshortcuts="/" .value=${te(N.more.get(`words`)??``)}
        @input=${e=>t({words:n(e)})} />
    </label>
    <label
      >Kind
      <select @change=${e=>t({kind:n(e)})}>
        <option value="">all</option>
        ${e.map(e=>u`<option value=${e} ?selected=${N.more.get(`kind`)===e}>${h(e)}</option>`)}
      </select>
    </label>
  </form>`}function ve(e,t){return u`<li>
    <a href=${c(N,`review`,{question:e.id})} aria-current=${t?`true`:l}
      @click=${ye}>
      <span class="small soft">${h(e.kind)}</span>
      <span class="source">${e.title}</span>
    </a>
  </li>`}function ye(e){let t=e.currentTarget.closest(`details`);!k.matches&&t&&(t.open=!1)}function W(e){return pe(e,F,t=>Y(e,t),()=>Ce(e))}function G(e){let t=[{key:`k`,name:`Previous`,ready:I>0,act:()=>q(-1)},{key:`j`,name:`Next`,ready:I<e.length-1,act:()=>q(1)}];return M.writable&&t.push({key:`z`,name:`Undo last`,ready:R.given.length>0,act:be},{key:`r`,name:`Reason …`,ready:!0,act:()=>$(()=>H())}),t.push({key:`?`,name:`Keys`,ready:!0,act:Se}),t}function K(e){F=e,H()}function q(e){let t=B()[I+e];t&&J(t)}function J(e){i(c(N,`review`,{question:e?.id??null}),!0),N=t(),H();let n=j?.querySelector(`#asked`);n?.focus({preventScroll:!0}),j?.querySelector(`.queue [aria-current]`)?.scrollIntoView({block:`nearest`}),k.matches||n?.scrollIntoView({block:`start`})}function Y(e,t){X(n=>{R.answer(e,t,n),J(B()[I])})}function be(){let e=R.given.at(-1)?.question??null;X(t=>{R.takeBack(t),i(c(N,`review`,{question:e}),!0)})}function X(e){let t=S(M.author);t.reason&&t.author?e(t):$(e)}function Z(e){L=e,H(),j?.querySelector(`dialog`)?.showModal()}function Q(){j?.querySelector(`dialog`)?.close()}function xe(e){e.target.open||(L=null,H())}var $=e=>Z(()=>oe(S(M.author),Q,e)),Se=()=>Z(()=>le(!localStorage.getItem(A),e=>e?localStorage.removeItem(A):localStorage.setItem(A,`1`),Q));function Ce(e){let t=new E(e,H,Q,t=>Y(e,t));Z(()=>t.show())}function we(e){Z(()=>se(e,S(M.author),Q,t=>R.takeBackEntry(e.id,t)))}function Te(e){return e instanceof Element&&e.closest(`input:not([type=checkbox]), select, textarea, dialog`)!==null}document.addEventListener(`keydown`,e=>{if(!j?.isConnected||L||localStorage.getItem(A)||N.more.get(`tab`)===`decisions`||e.ctrlKey||e.metaKey||e.altKey||e.isComposing||Te(e.target))return;if(e.key===`/`){e.preventDefault(),j.querySelector(`#words`)?.focus();return}let t=B(),n=V(t),r=Number(e.key)-1;if(n&&r>=0&&r<n.words.length&&/^[1-6]$/.test(e.key)){K(r);return}let i=[...G(t),...n&&M.writable?W(n):[]].find(t=>t.key===e.key);i&&(e.preventDefault(),i.ready?i.act():R.say(`“${i.name.replace(` …`,``)}” is no answer here.`,[],!0))}),k.addEventListener(`change`,H);export{z as screen};