import{S as e,_ as t,b as n,i as r,l as i,n as a,o,p as s,r as c,s as l,u,y as d}from"./index.js";import{t as f}from"./live.js";import{t as p}from"./knownby.js";var m=[`withdrawn`,`disputed`,`superseded`,`settled`,`revised`,`new`,`judged`,`undone`],h={control:`control`,toll:`figures`,event:`events`,report:`reports`,judgement:`decisions`},g=2e3,_={title:`Changes`,async show(e,r,i,a){let o=i.days.at(-1)?.day;if(!o){n(s(`No report has a day yet`,`Changes are told by the days on which reports were published.`),e);return}let c=T(i),l=r.more.get(`since`)??``,d=l||c||w(r.known||o),f={...r,more:new URLSearchParams(r.more)};f.more.set(`since`,d),l||history.replaceState(null,``,u(f,`changes`));let p=r.known&&!b(d)&&r.known<d?null:await t(`changes`,{since:d,known:r.known,limit:g},a);n(v(f,i,d,c,p),e)}};function v(t,n,r,i,a){return e`<h1>Changes since ${x(r)}</h1>
    <p class="soft">
      What reads otherwise for somebody who ${a?.remembered?S(r):`knew only what was published by ${x(r)}`},
      ${t.known?`and now knows what was published by ${c(t.known)}`:`and now knows everything read so far`}.
      ${a&&!a.remembered&&n.writable?e`<span class="small">This ledger was begun later, so days of publication alone decide.</span>`:d}
    </p>
    ${C(t,n,r,i)} ${a?E(t,r,a):y()}`}var y=()=>s(`These two days are the wrong way round`,`“Known by” has to lie on or after the day that is compared with.`),b=e=>e.length>10;function x(e){if(!b(e))return c(e);let t=new Date(e),n=e=>String(e).padStart(2,`0`),r=`${t.getFullYear()}-${n(t.getMonth()+1)}-${n(t.getDate())}`;return`${c(r)}, ${n(t.getHours())}:${n(t.getMinutes())}`}var S=e=>b(e)?`knew what this ledger held then`:`knew what this ledger held by ${x(e)} and had been published by then`;function C(t,n,r,a){let o=t.known||(n.days.at(-1)?.day??r),s=n.days.filter(e=>e.day<o).at(-1)?.day,c=[[`Last week`,w(o)]];s&&c.push([`Last report day`,s]),a&&c.push([`Since I looked here last`,a]);let l=e=>e.target.value;return e`<form class="days controls" @submit=${e=>e.preventDefault()}>
    <label
      >Since
      <input type="date" required .value=${f(r.slice(0,10))}
        @change=${e=>l(e)&&i(u(t,`changes`,{since:l(e)}))} />
    </label>
    <nav aria-label="Days to compare with">
      ${c.map(([n,i])=>e`<a href=${u(t,`changes`,{since:i})} aria-current=${i===r?`true`:d}
            >${n} <span class="small">(${x(i)})</span></a
          >`)}
    </nav>
    ${p(n,t.known)}
  </form>`}var w=e=>l(o(e)-7);function T(e){if(!e.writable)return``;let t=`looked:${e.title}`,n=`${e.reports} ${e.claims}`,[r=``,i=``,...a]=(localStorage.getItem(t)??``).split(` `),o=a.join(` `)===n?r:i;return localStorage.setItem(t,`${o} ${new Date().toISOString()} ${n}`),o}function E(t,n,r){if(!r.rows.length)return s(`Nothing has changed since ${x(n)}`,`No report, no figure, no event and no decision is otherwise. An earlier day shows more.`);let i=t.more.getAll(`kind`),o=t.more.getAll(`about`),c=r.rows.filter(({change:e})=>(!i.length||i.includes(e.kind))&&(!o.length||o.includes(e.subject)));return e`${D(t,r.rows,i,o)}
    <p role="status" class="small soft">
      ${a(c.length,`change`)}${c.length<r.total?` of ${r.total.toLocaleString(`en`)}`:``}
    </p>
    ${c.length?O(c).map(([e,n])=>k(t,e,n)):s(`No change of this sort`,e`<a href=${u(t,`changes`,{kind:null,about:null})}>Show all</a>`)}`}function D(t,n,r,a){let o=(e,t)=>n.filter(({change:n})=>n[e]===t).length,s=(n,r,a,o)=>e`<fieldset>
      <legend>${n}</legend>
      ${o.filter(([e,,t])=>t||a.includes(e)).map(([n,o,s])=>{let c=a.includes(n),l=c?a.filter(e=>e!==n):[...a,n];return e`<button type="button" aria-pressed=${c?`true`:`false`}
            @click=${()=>i(u(t,`changes`,{[r]:l}))}>${o} <span class="num">${s}</span></button>`})}
    </fieldset>`;return e`<div class="filters controls">
    ${s(`Kind`,`kind`,r,m.map(e=>[e,e,o(`kind`,e)]))}
    ${s(`About`,`about`,a,Object.entries(h).map(([e,t])=>[e,t,o(`subject`,e)]))}
  </div>`}function O(e){let t=new Map;for(let n of e){let e=n.change.day??``;t.set(e,[...t.get(e)??[],n])}return[...t]}function k(t,n,r){let i=`day-${n||`none`}`;return e`<section aria-labelledby=${i}>
    <h2 id=${i}>${n?c(n):`Without a day`} <span class="small soft">${a(r.length,`change`)}</span></h2>
    <ol class="rows">
      ${r.map(e=>A(t,e))}
    </ol>
  </section>`}function A(t,{text:n,change:i,cited:a}){let o=e=>i.field===`status`?r(e):e,s=[i.before,i.after].every(e=>n.includes(o(e))),c=i.kind!==`new`&&!s&&i.subject!==`report`,l=i.rule&&!n.includes(i.rule)?i.rule:``;return e`<li class="card ${i.kind}">
    <p class="labels">
      <span class="badge kind">${i.kind}</span>
      <span class="small soft">${h[i.subject]}${i.kind!==`new`&&i.field?`: ${r(i.field)}`:``}</span>
      ${i.late?e`<span class="badge late" title="Published before, and read only since">learnt late</span><span class="small soft">published before, read only since</span>`:d}
    </p>
    <p class="told"><span class="source">${n}</span></p>
    ${c?e`<p class="moved">
          <span class="unseen">Before:</span> <span class="source before">${o(i.before)||`not told`}</span>
          <span aria-hidden="true">→</span> <span class="unseen">now:</span>
          <span class="source">${o(i.after)||`no more`}</span>
        </p>`:d}
    ${l?e`<p class="small"><b>Why:</b> <span class="source">${l}</span></p>`:d}
    ${a.length?M(t,a):d}
  </li>`}var j=2;function M(t,n){let r=n=>e`<li>
      <q class="source">${n.quote}</q>
      <a class="small" href=${u(t,`claim`,{claim:n.id})}
        ><span class="source">${n.outlet}</span>${n.published?`, ${c(n.published)}`:``}</a
      >
    </li>`,i=n.slice(j);return e`<ul class="words">${n.slice(0,j).map(r)}</ul>
    ${i.length?e`<details class="small open-on-paper">
          <summary>${a(i.length,`more quote`)}</summary>
          <ul class="words">${i.map(r)}</ul>
        </details>`:d}`}export{_ as screen};