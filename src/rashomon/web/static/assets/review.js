import{S as e,_ as t,a as n,b as r,d as i,f as a,i as o,m as s,n as c,o as l,v as u,y as d}from"./index.js";import{t as f}from"./live.js";function ee(t,n,r){return t.length?e`<ol class="decisions" aria-label="Decisions">
    ${t.map(e=>te(e,n,r))}
  </ol>`:c(`Nobody has decided anything yet`,`Answers to the open questions are listed here.`)}function te(t,r,i){let a=t.made.slice(11,16);return e`<li class="card ${t.stands?``:`gone`}">
    <p>
      <b>${l(t.verdict)}</b>
      ${t.field&&(t.verdict===`correct`||t.verdict===`name`)?e`<span class="source">${l(t.field)}${t.value?` → ${t.value}`:``}</span>`:d}
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
  </li>`}var ne=500,re=class{moved;questions=[];decisions=[];total=0;news=null;given=[];answered=new Set;turn=Promise.resolve();waiting=0;constructor(e){this.moved=e}async load(e){let[n,r]=await Promise.all([t(`review`,{limit:ne},e),t(`judgements`,{},e)]);this.questions=n.questions,this.total=n.total,this.decisions=r.rows}async enter(e){await this.turn,await this.load(e),this.answered.clear(),this.news=null}open(e,t){let n=t.toLowerCase().split(/\s+/).filter(Boolean);return this.questions.filter(t=>!this.answered.has(t.id)&&(!e||t.kind===e)&&n.every(e=>m(t).includes(e)))}answer(e,t,n){this.answered.add(e.id);let r={entry:``,question:e.id};this.given.push(r),this.say(`${_(t.word)}: being kept …`),this.inTurn(async()=>{try{let e=await p(t,n);r.entry=e.entry,this.say(`${_(t.word)}: kept.`,e.changes)}catch(t){this.given.splice(this.given.indexOf(r),1),this.answered.delete(e.id),this.fail(t)}})}takeBack(e){this.inTurn(async()=>{let t=this.given.at(-1);t&&(await this.undo(t.entry,e),this.answered.delete(t.question))})}takeBackEntry(e,t){this.inTurn(()=>this.undo(e,t))}say(e,t=[],n=!1){this.news={text:e,changes:t,failed:n},this.moved()}fail(e){this.say(`Nothing was kept: ${e instanceof Error?e.message:String(e)}`,[],!0)}async undo(e,t){try{let n=await u(`undo`,{entry:e,...t}),r=this.given.findIndex(t=>t.entry===e);r>=0&&this.given.splice(r,1),this.say(`Taken back.`,n.changes)}catch(e){this.fail(e)}}inTurn(e){this.waiting+=1,this.turn=this.turn.then(e).then(async()=>{if(--this.waiting,!this.waiting){try{await this.load()}catch(e){this.fail(e)}this.moved()}})}};function p(e,t){if(e.word===`undo`)return u(`undo`,{entry:e.subjects[0],...t});let{word:n,subjects:r,field:i,value:a}=e;return u(`judgements`,{word:n,subjects:r,field:i,value:a,...t})}function m(e){let t=e.words.map(e=>`${e.outlet} ${e.report} ${e.quote}`).join(` `);return`${g(e.kind)} ${e.title} ${e.why} ${t}`.toLowerCase()}var h={contested_toll:`contested figure`,attribution_conflict:`who said it`,one_origin:`one voice`,near_events:`one event or two`,near_tolls:`one figure or two`,unresolved_actor:`who is meant`,unresolved_place:`where`,undated_report:`no date`,contested_control:`contested place`,unmet:`decision without its claim`},g=e=>h[e],ie={same:`Same`,different:`Different`,unsure:`Unsure`,accept:`Accepted`,discount:`Discounted`,name:`Named`,correct:`Corrected`,undo:`Taken back`},_=e=>ie[e]??e,v=e=>e.offers.filter(e=>e.word===`name`||e.word===`correct`);function y(e){let t={value:``,label:``};if(e.kind===`undated_report`)return{...t,word:`correct`,subjects:e.subjects,field:`published`};if(e.kind!==`unresolved_actor`&&e.kind!==`unresolved_place`)return null;let n=e.subjects.at(-1)??``,r=n!==`place`||e.offers.some(e=>e.word===`name`);return{...t,word:r?`name`:`correct`,subjects:e.subjects.slice(0,-1),field:n}}function b(e,t,n,r=!1){let i=e.offers.filter(e=>e.word===t);if(t!==`accept`&&t!==`discount`)return i[0];let a=e.words[n];return i.find(e=>e.subjects[0]===(r?a?.home:a?.claim))}var x=e=>sessionStorage.getItem(`review.${e}`)??``;function S(e){return{reason:x(`reason`),author:x(`author`)||e}}function ae(e){sessionStorage.setItem(`review.reason`,e.reason),sessionStorage.setItem(`review.author`,e.author)}var C=(e,t)=>String(new FormData(e).get(t)??``).trim();function w(e){return e.preventDefault(),e.target}function oe(t,n,r){return e`<form @submit=${e=>{let t=w(e),i={reason:C(t,`reason`),author:C(t,`author`)};i.reason&&i.author&&(ae(i),n(),r(i))}}>
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
          </ul>`:d}`}async look(e,n){try{this.found=await t(`names`,{kind:e.field===`place`?`place`:`actor`,words:n}),this.why=``}catch(e){this.why=e instanceof Error?e.message:String(e)}this.draw()}choose(e){e.value&&(this.close(),this.then(e))}},le=[[`j k`,`next, previous question`],[`1 – 6`,`pick a quote: what accept and discount are said of`],[`s d u`,`one thing, two things, cannot be told`],[`a x`,`count the picked quote for certain, or not at all`],[`A X`,`the same for the whole event or figure that the quote is counted in`],[`n`,`name which place, actor or day is meant`],[`z`,`take back the last answer given here`],[`r`,`another reason, another name`],[`/`,`only questions with some words`],[`?`,`this list`]];function ue(t,n,r){return e`<h2 id="box">Keys</h2>
    <dl class="keys">
      ${le.map(([t,n])=>e`<div><dt>${t.split(` `).map(t=>t===`–`?`– `:e`<kbd>${t}</kbd> `)}</dt><dd>${n}</dd></div>`)}
    </dl>
    <label class="turn"
      ><input type="checkbox" .checked=${t} @change=${e=>n(e.target.checked)} />
      Answer with single keys</label
    >
    <p class="ending"><button type="button" class="chief" autofocus @click=${r}>Close</button></p>`}var E=e=>e.charAt(0).toUpperCase()+e.slice(1);function de(t,n,r,i){let{asked:a,about:o}=pe(n);return e`<header class="asked">
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
          ${n.words.map((e,a)=>fe(t,n,e,a,a===r,i))}
        </ol>`:e`<p class="soft">No quote belongs to it any more.</p>`}`}function fe(t,r,i,o,s,c){let l=r.words.length>1,u=b(r,`accept`,o,!0),f=u&&!r.subjects.includes(i.home)?u.label:``;return e`<li class="card ${s&&l?`picked`:``}">
    <div class="who">
      <b class="source">${i.outlet||i.report}</b>
      <span class="small soft">${i.published?n(i.published):`day not known`}</span>
      ${l?e`<button type="button" class="small" aria-pressed=${s?`true`:`false`} aria-keyshortcuts=${o+1}
            @click=${()=>c(o)}>Quote <kbd>${o+1}</kbd></button>`:d}
    </div>
    ${i.by.length?e`<p class="small soft">according to <span class="source">${i.by.join(` → `)}</span></p>`:d}
    <blockquote class="source">${i.before}<mark>${i.quote}</mark>${i.after}</blockquote>
    ${f?e`<p class="small soft">counted in <span class="source">${f.replace(/^the whole /,``)}</span></p>`:d}
    <a class="small" href=${a(t,`claim`,{claim:i.claim})}
      >Open the claim<span class="unseen"> of quote ${o+1}</span></a
    >
  </li>`}function pe(e){let t=e.title.indexOf(`? `);if(t<0)return{asked:E(e.title),about:[]};let n=E(e.title.slice(0,t+1)),r=e.title.slice(t+2),i=e.kind===`near_events`||e.kind===`near_tolls`?r.split(` / `):[r];return{asked:n,about:i.length===2?i:[r]}}function me(e,t,n,r){let i=e.words.length>1?` quote ${t+1}`:``,a=(r,i,a,o=!1)=>{let s=b(e,i,t,o);return{key:r,name:a,ready:s!==void 0,act:()=>s&&n(s)}},o=[a(`s`,`same`,`Same`),a(`d`,`different`,`Different`),a(`u`,`unsure`,`Unsure`),a(`a`,`accept`,`Accept${i}`),a(`x`,`discount`,`Discount${i}`),{key:`n`,name:`Name …`,ready:y(e)!==null||v(e).length>0,act:r}],s=b(e,`accept`,t,!0)?.label.match(/^the whole (figure|event)/)?.[1];s&&o.splice(5,0,a(`A`,`accept`,`Accept whole ${s}`,!0),a(`X`,`discount`,`Discount whole ${s}`,!0));let c=b(e,`undo`,t);return c?[{key:`x`,name:`Take it back`,ready:!0,act:()=>n(c)}]:o}var D=t=>e`<button type="button" ?disabled=${!t.ready} aria-keyshortcuts=${t.key} @click=${t.act}>
    ${t.name} <kbd aria-hidden="true">${t.key}</kbd>
  </button>`,O=matchMedia(`(min-width: 60rem)`),k=`review.keys-off`,A=null,j,M,N=``,P=0,F=0,I=null,L=new re(V),R={title:`Review`,async show(e,t,n,r){let i=A!==e||j.revision!==n.revision;M=t,j=n,i&&(I=null,await L.enter(r)),A=e,V()}},z=()=>L.open(M.more.get(`kind`)??``,M.more.get(`words`)??``);function B(e){let t=e.findIndex(e=>e.id===M.more.get(`question`));return F=Math.max(0,Math.min(t>=0?t:F,e.length-1)),e[F]??null}function V(){if(!A?.isConnected)return;let t=M.more.get(`tab`)===`decisions`;r(e`<h1>Review</h1>
      <nav class="tabs controls" aria-label="Review">
        <a href=${a(M,`review`,{tab:null})} aria-current=${t?d:`page`}
          >Open questions <span class="num">${L.total}</span></a
        >
        <a href=${a(M,`review`,{tab:`decisions`})} aria-current=${t?`page`:d}
          >Decisions <span class="num">${L.decisions.length}</span></a
        >
      </nav>
      ${j.writable?d:he()} ${ge()}
      ${t?ee(L.decisions,j.writable,we):_e()}
      <dialog aria-labelledby="box" @close=${xe}>${I?I():d}</dialog>`,A)}var he=()=>e`<p class="card note">
    These reports were only read, so no answer can be kept here. To keep answers, read the reports into a ledger and
    show that: <code>rashomon read REPORTS --ledger my.ledger</code>, then
    <code>rashomon serve --ledger my.ledger</code>.
  </p>`,H=t=>e`<li><span class="source">${t}</span></li>`;function ge(){let t=L.news,n=t?.changes.slice(0,2)??[];return e`<div class="news ${t?.failed?`failed`:``}">
    <div role="status" aria-live="polite">
      ${t?e`<p>
              ${t.text}
              ${t.changes.length?e`It changed ${o(t.changes.length,`line`)} of the account:`:t.text.endsWith(`…`)||t.failed?d:`Nothing in the account reads otherwise.`}
            </p>
            ${n.length?e`<ul>${n.map(H)}</ul>`:d}
            ${t.changes.length>n.length?e`<details>
                  <summary class="small">${t.changes.length-n.length} more</summary>
                  <ul>${t.changes.slice(n.length).map(H)}</ul>
                </details>`:d}`:d}
    </div>
  </div>`}function _e(){let t=z(),n=B(t),r=S(j.author);return n&&N!==n.id&&(N=n.id,P=0),e`<div class="desk">
    <section class="left" aria-label="Questions">
      ${ve()}
      <details class="queue" ?open=${O.matches}>
        <summary>
          ${n?`Question ${F+1} of ${t.length}`:`No question`}${L.total>L.questions.length?` (the first ${L.questions.length} of ${L.total})`:``}
        </summary>
        <ol>
          ${t.map(e=>ye(e,e===n))}
        </ol>
      </details>
    </section>
    <section class="right" aria-label="Question">
      ${n?e`${de(M,n,P,G)}
            ${j.writable?e`<div class="answers controls" role="group" aria-label="Answers">${U(n).map(D)}</div>`:d}`:c(`Nothing is open`,L.questions.length?`No question is left with these words.`:``)}
      <div class="moves controls" role="group" aria-label="Moves">
        ${W(t).map(D)}
      </div>
      ${j.writable&&r.reason?e`<p class="small soft">
            Answers are kept with the reason <span class="source">“${r.reason}”</span> by
            <span class="source">${r.author}</span>.
          </p>`:d}
    </section>
  </div>`}function ve(){let t=[...new Set(L.questions.map(e=>e.kind))],n=e=>i(a(M,`review`,{question:null,...e}),!0),r=e=>e.target.value||null;return e`<form class="filters controls" role="search" @submit=${e=>e.preventDefault()}>
    <label
      ><span>With words <kbd aria-hidden="true">/</kbd></span>
      <input id="words" type="search" aria-keyshortcuts="/" .value=${f(M.more.get(`words`)??``)}
        @input=${e=>n({words:r(e)})} />
    </label>
    <label
      >Kind
      <select @change=${e=>n({kind:r(e)})}>
        <option value="">all</option>
        ${t.map(t=>e`<option value=${t} ?selected=${M.more.get(`kind`)===t}>${g(t)}</option>`)}
      </select>
    </label>
  </form>`}function ye(t,n){return e`<li>
    <a href=${a(M,`review`,{question:t.id})} aria-current=${n?`true`:d}
      @click=${be}>
      <span class="small soft">${g(t.kind)}</span>
      <span class="source">${t.title}</span>
    </a>
  </li>`}function be(e){let t=e.currentTarget.closest(`details`);!O.matches&&t&&(t.open=!1)}function U(e){return me(e,P,t=>J(e,t),()=>Ce(e))}function W(e){let t=[{key:`k`,name:`Previous`,ready:F>0,act:()=>K(-1)},{key:`j`,name:`Next`,ready:F<e.length-1,act:()=>K(1)}];return j.writable&&t.push({key:`z`,name:`Undo last`,ready:L.given.length>0,act:Y},{key:`r`,name:`Reason …`,ready:!0,act:()=>$(()=>V())}),t.push({key:`?`,name:`Keys`,ready:!0,act:Se}),t}function G(e){P=e,V()}function K(e){let t=z()[F+e];t&&q(t)}function q(e){i(a(M,`review`,{question:e?.id??null}),!0),M=s(),V();let t=A?.querySelector(`#asked`);t?.focus({preventScroll:!0}),A?.querySelector(`.queue [aria-current]`)?.scrollIntoView({block:`nearest`}),O.matches||t?.scrollIntoView({block:`start`})}function J(e,t){X(n=>{L.answer(e,t,n),q(z()[F])})}function Y(){let e=L.given.at(-1)?.question??null;X(t=>{L.takeBack(t),i(a(M,`review`,{question:e}),!0)})}function X(e){let t=S(j.author);t.reason&&t.author?e(t):$(e)}function Z(e){I=e,V(),A?.querySelector(`dialog`)?.showModal()}function Q(){A?.querySelector(`dialog`)?.close()}function xe(e){e.target.open||(I=null,V())}var $=e=>Z(()=>oe(S(j.author),Q,e)),Se=()=>Z(()=>ue(!localStorage.getItem(k),e=>e?localStorage.removeItem(k):localStorage.setItem(k,`1`),Q));function Ce(e){let t=new ce(e,V,Q,t=>J(e,t));Z(()=>t.show())}function we(e){Z(()=>se(e,S(j.author),Q,t=>L.takeBackEntry(e.id,t)))}function Te(e){return e instanceof Element&&e.closest(`input:not([type=checkbox]), select, textarea, dialog`)!==null}document.addEventListener(`keydown`,e=>{if(!A?.isConnected||I||localStorage.getItem(k)||M.more.get(`tab`)===`decisions`||e.ctrlKey||e.metaKey||e.altKey||e.isComposing||Te(e.target))return;if(e.key===`/`){e.preventDefault(),A.querySelector(`#words`)?.focus();return}let t=z(),n=B(t),r=Number(e.key)-1;if(n&&r>=0&&r<n.words.length&&/^[1-6]$/.test(e.key)){G(r);return}let i=[...W(t),...n&&j.writable?U(n):[]].find(t=>t.key===e.key);i&&(e.preventDefault(),i.ready?i.act():L.say(`“${i.name.replace(` …`,``)}” is no answer here.`,[],!0))}),O.addEventListener(`change`,V);export{R as screen};