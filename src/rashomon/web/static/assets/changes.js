import{g as e,i as t,l as n,n as r,o as i,p as a,r as o,s,u as c,v as l,x as u,y as d}from"./index.js";import{t as f}from"./live.js";import{t as p}from"./knownby.js";var m=[`withdrawn`,`disputed`,`superseded`,`settled`,`revised`,`new`,`judged`,`undone`],h={control:`control`,toll:`figures`,event:`events`,report:`reports`,judgement:`decisions`},g=2e3,_={title:`Changes`,async show(t,n,r,i){let o=r.days.at(-1)?.day;if(!o){d(a(`No report has a day yet`,`Changes are told by the days on which reports were published.`),t);return}let s=S(r.title,o),l=n.more.get(`since`)??``,u=l||s||x(n.known||o),f={...n,more:new URLSearchParams(n.more)};f.more.set(`since`,u),l||history.replaceState(null,``,c(f,`changes`));let p=n.known&&n.known<u?null:await e(`changes`,{since:u,known:n.known,limit:g},i);d(v(f,r,u,s,p),t)}};function v(e,t,n,r,i){return u`<h1>Changes since ${o(n)}</h1>
    <p class="soft">
      What reads otherwise for somebody who knew only what was published by ${o(n)},
      ${e.known?`and now knows what was published by ${o(e.known)}`:`and now knows everything read so far`}.
    </p>
    ${b(e,t,n,r)} ${i?C(e,n,i):y()}`}var y=()=>a(`These two days are the wrong way round`,`“Known by” has to lie on or after the day that is compared with.`);function b(e,t,r,i){let a=e.known||(t.days.at(-1)?.day??r),s=t.days.filter(e=>e.day<a).at(-1)?.day,d=[[`Last week`,x(a)]];s&&d.push([`Last report day`,s]),i&&d.push([`Since I looked last`,i]);let m=e=>e.target.value;return u`<form class="days controls" @submit=${e=>e.preventDefault()}>
    <label
      >Since
      <input type="date" required .value=${f(r)}
        @change=${t=>m(t)&&n(c(e,`changes`,{since:m(t)}))} />
    </label>
    <nav aria-label="Days to compare with">
      ${d.map(([t,n])=>u`<a href=${c(e,`changes`,{since:n})} aria-current=${n===r?`true`:l}
            >${t} <span class="small">(${o(n)})</span></a
          >`)}
    </nav>
    ${p(e,t)}
  </form>`}var x=e=>s(i(e)-7);function S(e,t){let n=`looked:${e}`,[r=``,i=``]=(localStorage.getItem(n)??``).split(` `);return i===t?r:(localStorage.setItem(n,`${i} ${t}`),i)}function C(e,t,n){if(!n.rows.length)return a(`Nothing has changed since ${o(t)}`,`No report, no figure, no event and no decision is otherwise. An earlier day shows more.`);let i=e.more.getAll(`kind`),s=e.more.getAll(`about`),l=n.rows.filter(({change:e})=>(!i.length||i.includes(e.kind))&&(!s.length||s.includes(e.subject)));return u`${w(e,n.rows,i,s)}
    <p role="status" class="small soft">
      ${r(l.length,`change`)}${l.length<n.total?` of ${n.total.toLocaleString(`en`)}`:``}
    </p>
    ${l.length?T(l).map(([t,n])=>E(e,t,n)):a(`No change of this sort`,u`<a href=${c(e,`changes`,{kind:null,about:null})}>Show all</a>`)}`}function w(e,t,r,i){let a=(e,n)=>t.filter(({change:t})=>t[e]===n).length,o=(t,r,i,a)=>u`<fieldset>
      <legend>${t}</legend>
      ${a.filter(([e,,t])=>t||i.includes(e)).map(([t,a,o])=>{let s=i.includes(t),l=s?i.filter(e=>e!==t):[...i,t];return u`<button type="button" aria-pressed=${s?`true`:`false`}
            @click=${()=>n(c(e,`changes`,{[r]:l}))}>${a} <span class="num">${o}</span></button>`})}
    </fieldset>`;return u`<div class="filters controls">
    ${o(`Kind`,`kind`,r,m.map(e=>[e,e,a(`kind`,e)]))}
    ${o(`About`,`about`,i,Object.entries(h).map(([e,t])=>[e,t,a(`subject`,e)]))}
  </div>`}function T(e){let t=new Map;for(let n of e){let e=n.change.day??``;t.set(e,[...t.get(e)??[],n])}return[...t]}function E(e,t,n){let i=`day-${t||`none`}`;return u`<section aria-labelledby=${i}>
    <h2 id=${i}>${t?o(t):`Without a day`} <span class="small soft">${r(n.length,`change`)}</span></h2>
    <ol class="rows">
      ${n.map(t=>D(e,t))}
    </ol>
  </section>`}function D(e,{text:n,change:r,cited:i}){let a=e=>r.field===`status`?t(e):e,o=[r.before,r.after].every(e=>n.includes(a(e))),s=r.kind!==`new`&&!o&&r.subject!==`report`,c=r.rule&&!n.includes(r.rule)?r.rule:``;return u`<li class="card ${r.kind}">
    <p class="labels">
      <span class="badge kind">${r.kind}</span>
      <span class="small soft">${h[r.subject]}${r.kind!==`new`&&r.field?`: ${t(r.field)}`:``}</span>
      ${r.late?u`<span class="badge late" title="Published before, and read only since">learnt late</span>`:l}
    </p>
    <p class="told"><span class="source">${n}</span></p>
    ${s?u`<p class="moved">
          <span class="unseen">Before:</span> <span class="source before">${a(r.before)||`not told`}</span>
          <span aria-hidden="true">→</span> <span class="unseen">now:</span>
          <span class="source">${a(r.after)||`no more`}</span>
        </p>`:l}
    ${c?u`<p class="small"><b>Why:</b> <span class="source">${c}</span></p>`:l}
    ${i.length?k(e,i):l}
  </li>`}var O=2;function k(e,t){let n=t=>u`<li>
      <q class="source">${t.quote}</q>
      <a class="small" href=${c(e,`claim`,{claim:t.id})}
        ><span class="source">${t.outlet}</span>${t.published?`, ${o(t.published)}`:``}</a
      >
    </li>`,i=t.slice(O);return u`<ul class="words">${t.slice(0,O).map(n)}</ul>
    ${i.length?u`<details class="small">
          <summary>${r(i.length,`more quote`)}</summary>
          <ul class="words">${i.map(n)}</ul>
        </details>`:l}`}export{_ as screen};