import{S as e,_ as t,a as n,b as r,c as i,d as a,f as o,i as s,l as c,n as l,o as u,y as d}from"./index.js";import{t as f}from"./live.js";import{t as p}from"./knownby.js";var m=[`withdrawn`,`disputed`,`superseded`,`settled`,`revised`,`new`,`judged`,`undone`],h={control:`control`,toll:`figures`,event:`events`,report:`reports`,judgement:`decisions`},g=2e3,_={title:`Changes`,async show(e,n,i,a){let s=i.days.at(-1)?.day;if(!s){r(l(`No report has a day yet`,`Changes are told by the days on which reports were published.`),e);return}let c=T(i),u=n.more.get(`since`)??``,d=u||c||w(n.known||s),f={...n,more:new URLSearchParams(n.more)};f.more.set(`since`,d),u||history.replaceState(null,``,o(f,`changes`));let p=n.known&&!b(d)&&n.known<d?null:await t(`changes`,{since:d,known:n.known,limit:g},a);r(v(f,i,d,c,p),e)}};function v(t,r,i,a,o){return e`<h1>Changes since ${x(i)}</h1>
    <p class="soft">
      What reads otherwise for somebody who ${o?.remembered?S(i):`knew only what was published by ${x(i)}`},
      ${t.known?`and now knows what was published by ${n(t.known)}`:`and now knows everything read so far`}.
      ${o&&!o.remembered&&r.writable?e`<span class="small">This ledger was begun later, so days of publication alone decide.</span>`:d}
    </p>
    ${C(t,r,i,a)} ${o?E(t,i,o):y()}`}var y=()=>l(`These two days are the wrong way round`,`“Known by” has to lie on or after the day that is compared with.`),b=e=>e.length>10;function x(e){if(!b(e))return n(e);let t=new Date(e),r=e=>String(e).padStart(2,`0`),i=`${t.getFullYear()}-${r(t.getMonth()+1)}-${r(t.getDate())}`;return`${n(i)}, ${r(t.getHours())}:${r(t.getMinutes())}`}var S=e=>b(e)?`knew what this ledger held then`:`knew what this ledger held by ${x(e)} and had been published by then`;function C(t,n,r,i){let s=t.known||(n.days.at(-1)?.day??r),c=n.days.filter(e=>e.day<s).at(-1)?.day,l=[[`Last week`,w(s)]];c&&l.push([`Last report day`,c]),i&&l.push([`Since I looked here last`,i]);let u=e=>e.target.value;return e`<form class="days controls" @submit=${e=>e.preventDefault()}>
    <label
      >Since
      <input type="date" required .value=${f(r.slice(0,10))}
        @change=${e=>u(e)&&a(o(t,`changes`,{since:u(e)}))} />
    </label>
    <nav aria-label="Days to compare with">
      ${l.map(([n,i])=>e`<a href=${o(t,`changes`,{since:i})} aria-current=${i===r?`true`:d}
            >${n} <span class="small">(${x(i)})</span></a
          >`)}
    </nav>
    ${p(n,t.known)}
  </form>`}var w=e=>c(i(e)-7);function T(e){if(!e.writable)return``;let t=`looked:${e.title}`,n=`${e.reports} ${e.claims}`,[r=``,i=``,...a]=(localStorage.getItem(t)??``).split(` `),o=a.join(` `)===n?r:i;return localStorage.setItem(t,`${o} ${new Date().toISOString()} ${n}`),o}function E(t,n,r){if(!r.rows.length)return l(`Nothing has changed since ${x(n)}`,`No report, no figure, no event and no decision is otherwise. An earlier day shows more.`);let i=t.more.getAll(`kind`),a=t.more.getAll(`about`),c=r.rows.filter(({change:e})=>(!i.length||i.includes(e.kind))&&(!a.length||a.includes(e.subject)));return e`${D(t,r.rows,i,a)}
    <p role="status" class="small soft">
      ${s(c.length,`change`)}${c.length<r.total?` of ${r.total.toLocaleString(`en`)}`:``}
    </p>
    ${c.length?O(c).map(([e,n])=>k(t,e,n)):l(`No change of this sort`,e`<a href=${o(t,`changes`,{kind:null,about:null})}>Show all</a>`)}`}function D(t,n,r,i){let s=(e,t)=>n.filter(({change:n})=>n[e]===t).length,c=(n,r,i,s)=>e`<fieldset>
      <legend>${n}</legend>
      ${s.filter(([e,,t])=>t||i.includes(e)).map(([n,s,c])=>{let l=i.includes(n),u=l?i.filter(e=>e!==n):[...i,n];return e`<button type="button" aria-pressed=${l?`true`:`false`}
            @click=${()=>a(o(t,`changes`,{[r]:u}))}>${s} <span class="num">${c}</span></button>`})}
    </fieldset>`;return e`<div class="filters controls">
    ${c(`Kind`,`kind`,r,m.map(e=>[e,e,s(`kind`,e)]))}
    ${c(`About`,`about`,i,Object.entries(h).map(([e,t])=>[e,t,s(`subject`,e)]))}
  </div>`}function O(e){let t=new Map;for(let n of e){let e=n.change.day??``;t.set(e,[...t.get(e)??[],n])}return[...t]}function k(t,r,i){let a=`day-${r||`none`}`;return e`<section aria-labelledby=${a}>
    <h2 id=${a}>${r?n(r):`Without a day`} <span class="small soft">${s(i.length,`change`)}</span></h2>
    <ol class="rows">
      ${i.map(e=>A(t,e))}
    </ol>
  </section>`}function A(t,{text:n,change:r,cited:i}){let a=e=>r.field===`status`?u(e):e,o=[r.before,r.after].every(e=>n.includes(a(e))),s=r.kind!==`new`&&!o&&r.subject!==`report`,c=r.rule&&!n.includes(r.rule)?r.rule:``;return e`<li class="card ${r.kind}">
    <p class="labels">
      <span class="badge kind">${r.kind}</span>
      <span class="small soft">${h[r.subject]}${r.kind!==`new`&&r.field?`: ${u(r.field)}`:``}</span>
      ${r.late?e`<span class="badge late" title="Published before, and read only since">learnt late</span><span class="small soft">published before, read only since</span>`:d}
    </p>
    <p class="told"><span class="source">${n}</span></p>
    ${s?e`<p class="moved">
          <span class="unseen">Before:</span> <span class="source before">${a(r.before)||`not told`}</span>
          <span aria-hidden="true">→</span> <span class="unseen">now:</span>
          <span class="source">${a(r.after)||`no more`}</span>
        </p>`:d}
    ${c?e`<p class="small"><b>Why:</b> <span class="source">${c}</span></p>`:d}
    ${i.length?M(t,i):d}
  </li>`}var j=2;function M(t,r){let i=r=>e`<li>
      <q class="source">${r.quote}</q>
      <a class="small" href=${o(t,`claim`,{claim:r.id})}
        ><span class="source">${r.outlet}</span>${r.published?`, ${n(r.published)}`:``}</a
      >
    </li>`,a=r.slice(j);return e`<ul class="words">${r.slice(0,j).map(i)}</ul>
    ${a.length?e`<details class="small open-on-paper">
          <summary>${s(a.length,`more quote`)}</summary>
          <ul class="words">${a.map(i)}</ul>
        </details>`:d}`}export{_ as screen};