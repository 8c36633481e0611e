import{S as e,_ as t,a as n,b as r,d as i,f as a,i as o,m as s,n as c,o as l,v as u,y as d}from"./index.js";import{t as ee}from"./live.js";function te(t,n,r){return t.length?e`<ol class="decisions" aria-label="Decisions">
    ${t.map(e=>f(e,n,r))}
  </ol>`:c(`Nobody has decided anything yet`,`Answers to the open questions are listed here.`)}function f(t,r,i){let a=t.made.slice(11,16);return e`<li class="card ${t.stands?``:`gone`}">
    <p>
      <b>${l(t.verdict)}</b>
      ${t.field?e`<span class="source">${l(t.field)}${t.value?` → ${t.value}`:``}</span>`:d}
      ${t.stands?d:e`<span class="badge">taken back</span>`}
      ${t.unmet?e`<span class="badge">meets no claim any more</span>`:d}
    </p>
    <ul class="about">
      ${t.about.map(t=>e`<li><span class="source">${t}</span></li>`)}
    </ul>
    <p class="small">
      <b>Reason:</b> <span class="source">${t.reason}</span>
      <span class="soft">· <span class="source">${t.author}</span>, ${n(t.made)} ${a} · ${t.id.slice(0,8)}</span>
    </p>
    ${t.stands&&r?e`<button type="button" @click=${()=>i(t)}
          >Take back<span class="unseen"> ${l(t.verdict)}: ${t.reason}</span></button
        >`:d}
  </li>`}var p=500,m=class{moved;questions=[];decisions=[];total=0;news=null;given=[];answered=new Set;turn=Promise.resolve();waiting=0;constructor(e){this.moved=e}async load(e){let[n,r]=await Promise.all([t(`review`,{limit:p},e),t(`judgements`,{},e)]);this.questions=n.questions,this.total=n.total,this.decisions=r.rows}async enter(e){await this.turn,await this.load(e),this.answered.clear(),this.news=null}open(e,t){let n=t.toLowerCase().split(/\s+/).filter(Boolean);return this.questions.filter(t=>!this.answered.has(t.id)&&(!e||t.kind===e)&&n.every(e=>ne(t).includes(e)))}answer(e,t,n){this.answered.add(e.id);let r={entry:``,question:e.id};this.given.push(r),this.say(`${_(t.word)}: being kept …`),this.inTurn(async()=>{try{let e=await h(t,n);r.entry=e.entry,this.say(`${_(t.word)}: kept.`,e.changes)}catch(t){this.given.splice(this.given.indexOf(r),1),this.answered.delete(e.id),this.fail(t)}})}takeBack(e){this.inTurn(async()=>{let t=this.given.at(-1);t&&(await this.undo(t.entry,e),this.answered.delete(t.question))})}takeBackEntry(e,t){this.inTurn(()=>this.undo(e,t))}say(e,t=[],n=!1){this.news={text:e,changes:t,failed:n},this.moved()}fail(e){this.say(`Nothing was kept: ${e instanceof Error?e.message:String(e)}`,[],!0)}async undo(e,t){try{let n=await u(`undo`,{entry:e,...t}),r=this.given.findIndex(t=>t.entry===e);r>=0&&this.given.splice(r,1),this.say(`Taken back.`,n.changes)}catch(e){this.fail(e)}}inTurn(e){this.waiting+=1,this.turn=this.turn.then(e).then(async()=>{if(--this.waiting,!this.waiting){try{await this.load()}catch(e){this.fail(e)}this.moved()}})}};function h(e,t){if(e.word===`undo`)return u(`undo`,{entry:e.subjects[0],...t});let{word:n,subjects:r,field:i,value:a}=e;return u(`judgements`,{word:n,subjects:r,field:i,value:a,...t})}function ne(e){let t=e.words.map(e=>`${e.outlet} ${e.report} ${e.quote}`).join(` `);return`${g(e.kind)} ${e.title} ${e.why} ${t}`.toLowerCase()}var re={contested_toll:`contested figure`,attribution_conflict:`who said it`,one_origin:`one voice`,near_events:`one event or two`,near_tolls:`one figure or two`,unresolved_actor:`who is meant`,unresolved_place:`where`,undated_report:`no date`,contested_control:`contested place`,unmet:`decision without its claim`},g=e=>re[e],ie={same:`Same`,different:`Different`,unsure:`Unsure`,accept:`Accepted`,discount:`Discounted`,name:`Named`,correct:`Corrected`,undo:`Taken back`},_=e=>ie[e]??e,v=e=>e.offers.filter(e=>e.word===`name`||e.word===`correct`);function y(e){let t={value:``,label:``};if(e.kind===`undated_report`)return{...t,word:`correct`,subjects:e.subjects,field:`published`};if(e.kind!==`unresolved_actor`&&e.kind!==`unresolved_place`)return null;let[n=``,r=``]=e.subjects,i=r!==`place`||e.offers.some(e=>e.word===`name`);return{...t,word:i?`name`:`correct`,subjects:[n],field:r}}function b(e,t,n){let r=e.offers.filter(e=>e.word===t);if(t!==`accept`&&t!==`discount`)return r[0];let i=e.words[n]?.claim;return r.find(e=>e.subjects[0]===i)}var x=e=>sessionStorage.getItem(`review.${e}`)??``;function S(e){return{reason:x(`reason`),author:x(`author`)||e}}function ae(e){sessionStorage.setItem(`review.reason`,e.reason),sessionStorage.setItem(`review.author`,e.author)}var C=(e,t)=>String(new FormData(e).get(t)??``).trim();function w(e){return e.preventDefault(),e.target}function oe(t,n,r){return e`<form @submit=${e=>{let t=w(e),i={reason:C(t,`reason`),author:C(t,`author`)};i.reason&&i.author&&(ae(i),n(),r(i))}}>
    <h2 id="box">Who answers, and why?</h2>
    <p class="small soft">Both are shown wherever an answer counts, and kept for the next ones in this tab.</p>
    <label>Reason <input name="reason" required autofocus autocomplete="off" .value=${t.reason} /></label>
    <label>Your name <input name="author" required autocomplete="name" .value=${t.author} /></label>
    ${T(`Go on`,n)}
  </form>`}function se(t,n,r,i){return e`<form @submit=${e=>{let t=w(e),n={reason:C(t,`reason`),author:C(t,`author`)};n.reason&&n.author&&(r(),i(n))}}>
    <h2 id="box">Take back “${t.verdict}”?</h2>
    <p class="small soft">By <span class="source">${t.author}</span>: <span class="source">${t.reason}</span></p>
    <label>Reason <input name="reason" required autofocus autocomplete="off" /></label>
    <label>Your name <input name="author" required autocomplete="name" .value=${n.author} /></label>
    ${T(`Take it back`,r)}
  </form>`}var T=(t,n)=>e`<p class="ending">
    <button type="submit" class="chief">${t}</button> <button type="button" @click=${n}>Cancel</button>
  </p>`,ce=class{question;draw;close;then;found=null;why=``;constructor(e,t,n,r){this.question=e,this.draw=t,this.close=n,this.then=r}show(){let t=v(this.question),n=y(this.question);return e`<h2 id="box">What is meant?</h2>
      ${t.length?e`<ul class="candidates">
            ${t.map((t,n)=>e`<li>
                  <button type="button" ?autofocus=${n===0} @click=${()=>this.choose(t)}>
                    <span class="source">${t.label||t.value}</span>
                  </button>
                </li>`)}
          </ul>`:e`<p class="soft">The report names nothing that might be meant.</p>`}
      ${n?n.field===`published`?this.dayForm(n):this.nameForm(n):d}
      <p class="ending"><button type="button" @click=${this.close}>Cancel</button></p>`}dayForm(t){return e`<form @submit=${e=>this.choose({...t,value:C(w(e),`value`)})}>
      <label>Day of publication <input type="date" name="value" required /></label>
      <button type="submit">Take this day</button>
    </form>`}nameForm(t){return e`<form role="search" @submit=${e=>void this.look(t,C(w(e),`value`))}>
        <label>Look up a name <input type="search" name="value" required autocomplete="off" /></label>
        <button type="submit">Look up</button>
      </form>
      <div role="status">
        ${this.why||this.found&&!this.found.length?e`<p>${this.why||`No such name is known.`}</p>`:d}
      </div>
      ${this.found?.length?e`<ul class="candidates" aria-label="Found">
            ${this.found.map(n=>e`<li>
                  <button type="button" @click=${()=>this.choose({...t,value:n.id})}>
                    <span class="source">${n.name}</span> <span class="small soft">${n.note}</span>
                  </button>
                </li>`)}
          </ul>`:d}`}async look(e,n){try{this.found=await t(`names`,{kind:e.field===`place`?`place`:`actor`,words:n}),this.why=``}catch(e){this.why=e instanceof Error?e.message:String(e)}this.draw()}choose(e){e.value&&(this.close(),this.then(e))}},E=[[`j k`,`next, previous question`],[`1 – 6`,`pick a quote: what accept and discount are said of`],[`s d u`,`one thing, two things, cannot be told`],[`a x`,`count the picked quote for certain, or not at all`],[`n`,`name which place, actor or day is meant`],[`z`,`take back the last answer given here`],[`r`,`another reason, another name`],[`/`,`only questions with some words`],[`?`,`this list`]];function le(t,n,r){return e`<h2 id="box">Keys</h2>
    <dl class="keys">
      ${E.map(([t,n])=>e`<div><dt>${t.split(` `).map(t=>t===`–`?`– `:e`<kbd>${t}</kbd> `)}</dt><dd>${n}</dd></div>`)}
    </dl>
    <label class="turn"
      ><input type="checkbox" .checked=${t} @change=${e=>n(e.target.checked)} />
      Answer with single keys</label
    >
    <p class="ending"><button type="button" class="chief" autofocus @click=${r}>Close</button></p>`}var D=e=>e.charAt(0).toUpperCase()+e.slice(1);function ue(t,n,r,i){let{asked:a,about:o}=fe(n);return e`<header class="asked">
      <details class="rank small soft">
        <summary><span class="badge">${g(n.kind)}</span> impact ${n.impact.toFixed(1)} · openness ${n.ambiguity.toFixed(1)}</summary>
        <p>The list is sorted by impact times openness. <b>Impact</b>: how many people it concerns, in powers of ten (3 is about a
          thousand), the dead counting in full. <b>Openness</b>: how far the rules were from deciding it, from 0 to 1.</p>
      </details>
      <h2 id="asked" tabindex="-1">${a}</h2>
      ${o.length>1?e`<ol class="homes">
            ${o.map(t=>e`<li><span class="source">${t}</span></li>`)}
          </ol>`:o.map(t=>e`<p><span class="source">${t}</span></p>`)}
      <p class="small"><b>Why it is open:</b> <span class="source">${n.why}</span></p>
    </header>
    ${n.words.length?e`<ol class="sides" aria-label="Quotes">
          ${n.words.map((e,a)=>de(t,n,e,a,a===r,i))}
        </ol>`:e`<p class="soft">No quote belongs to it any more.</p>`}`}function de(t,r,i,o,s,c){let l=r.words.length>1;return e`<li class="card ${s&&l?`picked`:``}">
    <div class="who">
      <b class="source">${i.outlet||i.report}</b>
      <span class="small soft">${i.published?n(i.published):`day not known`}</span>
      ${l?e`<button type="button" class="small" aria-pressed=${s?`true`:`false`} aria-keyshortcuts=${o+1}
            @click=${()=>c(o)}>Quote <kbd>${o+1}</kbd></button>`:d}
    </div>
    ${i.by.length?e`<p class="small soft">according to <span class="source">${i.by.join(` → `)}</span></p>`:d}
    <blockquote class="source">${i.before}<mark>${i.quote}</mark>${i.after}</blockquote>
    <a class="small" href=${a(t,`claim`,{claim:i.claim})}
      >Open the claim<span class="unseen"> of quote ${o+1}</span></a
    >
  </li>`}function fe(e){let t=e.title.indexOf(`? `);if(t<0)return{asked:D(e.title),about:[]};let n=D(e.title.slice(0,t+1)),r=e.title.slice(t+2),i=e.kind===`near_events`||e.kind===`near_tolls`?r.split(` / `):[r];return{asked:n,about:i.length===2?i:[r]}}function pe(e,t,n,r){let i=e.words.length>1?` quote ${t+1}`:``,a=(r,i,a)=>{let o=b(e,i,t);return{key:r,name:a,ready:o!==void 0,act:()=>o&&n(o)}},o=[a(`s`,`same`,`Same`),a(`d`,`different`,`Different`),a(`u`,`unsure`,`Unsure`),a(`a`,`accept`,`Accept${i}`),a(`x`,`discount`,`Discount${i}`),{key:`n`,name:`Name …`,ready:y(e)!==null||v(e).length>0,act:r}],s=b(e,`undo`,t);return s?[{key:`x`,name:`Take it back`,ready:!0,act:()=>n(s)}]:o}var O=t=>e`<button type="button" ?disabled=${!t.ready} aria-keyshortcuts=${t.key} @click=${t.act}>
    ${t.name} <kbd aria-hidden="true">${t.key}</kbd>
  </button>`,k=matchMedia(`(min-width: 60rem)`),A=`review.keys-off`,j=null,M,N,P=``,F=0,I=0,L=null,R=new m(H),z={title:`Review`,async show(e,t,n,r){let i=j!==e||M.revision!==n.revision;N=t,M=n,i&&(L=null,await R.enter(r)),j=e,H()}},B=()=>R.open(N.more.get(`kind`)??``,N.more.get(`words`)??``);function V(e){let t=e.findIndex(e=>e.id===N.more.get(`question`));return I=Math.max(0,Math.min(t>=0?t:I,e.length-1)),e[I]??null}function H(){if(!j?.isConnected)return;let t=N.more.get(`tab`)===`decisions`;r(e`<h1>Review</h1>
      <nav class="tabs controls" aria-label="Review">
        <a href=${a(N,`review`,{tab:null})} aria-current=${t?d:`page`}
          >Open questions <span class="num">${R.total}</span></a
        >
        <a href=${a(N,`review`,{tab:`decisions`})} aria-current=${t?`page`:d}
          >Decisions <span class="num">${R.decisions.length}</span></a
        >
      </nav>
      ${M.writable?d:me()} ${he()}
      ${t?te(R.decisions,M.writable,we):ge()}
      <dialog aria-labelledby="box" @close=${xe}>${L?L():d}</dialog>`,j)}var me=()=>e`<p class="card note">
    These reports were only read, so no answer can be kept here. To keep answers, read the reports into a ledger and
    show that: <code>rashomon read REPORTS --ledger my.ledger</code>, then
    <code>rashomon serve --ledger my.ledger</code>.
  </p>`,U=t=>e`<li><span class="source">${t}</span></li>`;function he(){let t=R.news,n=t?.changes.slice(0,2)??[];return e`<div class="news ${t?.failed?`failed`:``}">
    <div role="status" aria-live="polite">
      ${t?e`<p>
              ${t.text}
              ${t.changes.length?e`It changed ${o(t.changes.length,`line`)} of the account:`:t.text.endsWith(`…`)||t.failed?d:`Nothing in the account reads otherwise.`}
            </p>
            ${n.length?e`<ul>${n.map(U)}</ul>`:d}
            ${t.changes.length>n.length?e`<details>
                  <summary class="small">${t.changes.length-n.length} more</summary>
                  <ul>${t.changes.slice(n.length).map(U)}</ul>
                </details>`:d}`:d}
    </div>
  </div>`}function ge(){let t=B(),n=V(t),r=S(M.author);return n&&P!==n.id&&(P=n.id,F=0),e`<div class="desk">
    <section class="left" aria-label="Questions">
      ${_e()}
      <details class="queue" ?open=${k.matches}>
        <summary>
          ${n?`Question ${I+1} of ${t.length}`:`No question`}${R.total>R.questions.length?` (the first ${R.questions.length} of ${R.total})`:``}
        </summary>
        <ol>
          ${t.map(e=>ve(e,e===n))}
        </ol>
      </details>
    </section>
    <section class="right" aria-label="Question">
      ${n?e`${ue(N,n,F,K)}
            ${M.writable?e`<div class="answers controls" role="group" aria-label="Answers">${W(n).map(O)}</div>`:d}`:c(`Nothing is open`,R.questions.length?`No question is left with these words.`:``)}
      <div class="moves controls" role="group" aria-label="Moves">
        ${G(t).map(O)}
      </div>
      ${M.writable&&r.reason?e`<p class="small soft">
            Answers are kept with the reason <span class="source">“${r.reason}”</span> by
            <span class="source">${r.author}</span>.
          </p>`:d}
    </section>
  </div>`}function _e(){let t=[...new Set(R.questions.map(e=>e.kind))],n=e=>i(a(N,`review`,{question:null,...e}),!0),r=e=>e.target.value||null;return e`<form class="filters controls" role="search" @submit=${e=>e.preventDefault()}>
    <label
      ><span>With words <kbd aria-hidden="true">/</kbd></span>
      <input id="words" type="search" aria-keyshortcuts="/" .value=${ee(N.more.get(`words`)??``)}
        @input=${e=>n({words:r(e)})} />
    </label>
    <label
      >Kind
      <select @change=${e=>n({kind:r(e)})}>
        <option value="">all</option>
        ${t.map(t=>e`<option value=${t} ?selected=${N.more.get(`kind`)===t}>${g(t)}</option>`)}
      </select>
    </label>
  </form>`}function ve(t,n){return e`<li>
    <a href=${a(N,`review`,{question:t.id})} aria-current=${n?`true`:d}
      @click=${ye}>
      <span class="small soft">${g(t.kind)}</span>
      <span class="source">${t.title}</span>
    </a>
  </li>`}function ye(e){let t=e.currentTarget.closest(`details`);!k.matches&&t&&(t.open=!1)}function W(e){return pe(e,F,t=>Y(e,t),()=>Ce(e))}function G(e){let t=[{key:`k`,name:`Previous`,ready:I>0,act:()=>q(-1)},{key:`j`,name:`Next`,ready:I<e.length-1,act:()=>q(1)}];return M.writable&&t.push({key:`z`,name:`Undo last`,ready:R.given.length>0,act:be},{key:`r`,name:`Reason …`,ready:!0,act:()=>$(()=>H())}),t.push({key:`?`,name:`Keys`,ready:!0,act:Se}),t}function K(e){F=e,H()}function q(e){let t=B()[I+e];t&&J(t)}function J(e){i(a(N,`review`,{question:e?.id??null}),!0),N=s(),H();let t=j?.querySelector(`#asked`);t?.focus({preventScroll:!0}),j?.querySelector(`.queue [aria-current]`)?.scrollIntoView({block:`nearest`}),k.matches||t?.scrollIntoView({block:`start`})}function Y(e,t){X(n=>{R.answer(e,t,n),J(B()[I])})}function be(){let e=R.given.at(-1)?.question??null;X(t=>{R.takeBack(t),i(a(N,`review`,{question:e}),!0)})}function X(e){let t=S(M.author);t.reason&&t.author?e(t):$(e)}function Z(e){L=e,H(),j?.querySelector(`dialog`)?.showModal()}function Q(){j?.querySelector(`dialog`)?.close()}function xe(e){e.target.open||(L=null,H())}var $=e=>Z(()=>oe(S(M.author),Q,e)),Se=()=>Z(()=>le(!localStorage.getItem(A),e=>e?localStorage.removeItem(A):localStorage.setItem(A,`1`),Q));function Ce(e){let t=new ce(e,H,Q,t=>Y(e,t));Z(()=>t.show())}function we(e){Z(()=>se(e,S(M.author),Q,t=>R.takeBackEntry(e.id,t)))}function Te(e){return e instanceof Element&&e.closest(`input:not([type=checkbox]), select, textarea, dialog`)!==null}document.addEventListener(`keydown`,e=>{if(!j?.isConnected||L||localStorage.getItem(A)||N.more.get(`tab`)===`decisions`||e.ctrlKey||e.metaKey||e.altKey||e.isComposing||Te(e.target))return;if(e.key===`/`){e.preventDefault(),j.querySelector(`#words`)?.focus();return}let t=B(),n=V(t),r=Number(e.key)-1;if(n&&r>=0&&r<n.words.length&&/^[1-6]$/.test(e.key)){K(r);return}let i=[...G(t),...n&&M.writable?W(n):[]].find(t=>t.key===e.key);i&&(e.preventDefault(),i.ready?i.act():R.say(`“${i.name.replace(` …`,``)}” is no answer here.`,[],!0))}),k.addEventListener(`change`,H);export{z as screen};