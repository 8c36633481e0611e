import{S as e,_ as t,b as n,i as r,l as i,n as a,o,p as s,r as c,s as l,u,y as d}from"./index.js";import{t as f}from"./live.js";import{t as p}from"./knownby.js";var m=[`withdrawn`,`disputed`,`superseded`,`settled`,`revised`,`new`,`judged`,`undone`],h={control:`control`,toll:`figures`,event:`events`,report:`reports`,judgement:`decisions`},g=2e3,_={title:`Changes`,async show(e,r,i,a){let o=i.days.at(-1)?.day;if(!o){n(s(`No report has a day yet`,`Changes are told by the days on which reports were published.`),e);return}let c=S(i.title,o),l=r.more.get(`since`)??``,d=l||c||x(r.known||o),f={...r,more:new URLSearchParams(r.more)};f.more.set(`since`,d),l||history.replaceState(null,``,u(f,`changes`));let p=r.known&&r.known<d?null:await t(`changes`,{since:d,known:r.known,limit:g},a);n(v(f,i,d,c,p),e)}};function v(t,n,r,i,a){return e`<h1>Changes since ${c(r)}</h1>
    <p class="soft">
      What reads otherwise for somebody who knew only what was published by ${c(r)},
      ${t.known?`and now knows what was published by ${c(t.known)}`:`and now knows everything read so far`}.
    </p>
    ${b(t,n,r,i)} ${a?C(t,r,a):y()}`}var y=()=>s(`These two days are the wrong way round`,`“Known by” has to lie on or after the day that is compared with.`);function b(t,n,r,a){let o=t.known||(n.days.at(-1)?.day??r),s=n.days.filter(e=>e.day<o).at(-1)?.day,l=[[`Last week`,x(o)]];s&&l.push([`Last report day`,s]),a&&l.push([`Since I looked last`,a]);let m=e=>e.target.value;return e`<form class="days controls" @submit=${e=>e.preventDefault()}>
    <label
      >Since
      <input type="date" required .value=${f(r)}
        @change=${e=>m(e)&&i(u(t,`changes`,{since:m(e)}))} />
    </label>
    <nav aria-label="Days to compare with">
      ${l.map(([n,i])=>e`<a href=${u(t,`changes`,{since:i})} aria-current=${i===r?`true`:d}
            >${n} <span class="small">(${c(i)})</span></a
          >`)}
    </nav>
    ${p(t,n)}
  </form>`}var x=e=>l(o(e)-7);function S(e,t){let n=`looked:${e}`,[r=``,i=``]=(localStorage.getItem(n)??``).split(` `);return i===t?r:(localStorage.setItem(n,`${i} ${t}`),i)}function C(t,n,r){if(!r.rows.length)return s(`Nothing has changed since ${c(n)}`,`No report, no figure, no event and no decision is otherwise. An earlier day shows more.`);let i=t.more.getAll(`kind`),o=t.more.getAll(`about`),l=r.rows.filter(({change:e})=>(!i.length||i.includes(e.kind))&&(!o.length||o.includes(e.subject)));return e`${w(t,r.rows,i,o)}
    <p role="status" class="small soft">
      ${a(l.length,`change`)}${l.length<r.total?` of ${r.total.toLocaleString(`en`)}`:``}
    </p>
    ${l.length?T(l).map(([e,n])=>E(t,e,n)):s(`No change of this sort`,e`<a href=${u(t,`changes`,{kind:null,about:null})}>Show all</a>`)}`}function w(t,n,r,a){let o=(e,t)=>n.filter(({change:n})=>n[e]===t).length,s=(n,r,a,o)=>e`<fieldset>
      <legend>${n}</legend>
      ${o.filter(([e,,t])=>t||a.includes(e)).map(([n,o,s])=>{let c=a.includes(n),l=c?a.filter(e=>e!==n):[...a,n];return e`<button type="button" aria-pressed=${c?`true`:`false`}
            @click=${()=>i(u(t,`changes`,{[r]:l}))}>${o} <span class="num">${s}</span></button>`})}
    </fieldset>`;return e`<div class="filters controls">
    ${s(`Kind`,`kind`,r,m.map(e=>[e,e,o(`kind`,e)]))}
    ${s(`About`,`about`,a,Object.entries(h).map(([e,t])=>[e,t,o(`subject`,e)]))}
  </div>`}function T(e){let t=new Map;for(let n of e){let e=n.change.day??``;t.set(e,[...t.get(e)??[],n])}return[...t]}function E(t,n,r){let i=`day-${n||`none`}`;return e`<section aria-labelledby=${i}>
    <h2 id=${i}>${n?c(n):`Without a day`} <span class="small soft">${a(r.length,`change`)}</span></h2>
    <ol class="rows">
      ${r.map(e=>D(t,e))}
    </ol>
  </section>`}function D(t,{text:n,change:i,cited:a}){let o=e=>i.field===`status`?r(e):e,s=[i.before,i.after].every(e=>n.includes(o(e))),c=i.kind!==`new`&&!s&&i.subject!==`report`,l=i.rule&&!n.includes(i.rule)?i.rule:``;return e`<li class="card ${i.kind}">
    <p class="labels">
      <span class="badge kind">${i.kind}</span>
      <span class="small soft">${h[i.subject]}${i.kind!==`new`&&i.field?`: ${r(i.field)}`:``}</span>
      ${i.late?e`<span class="badge late" title="Published before, and read only since">learnt late</span>`:d}
    </p>
    <p class="told"><span class="source">${n}</span></p>
    ${c?e`<p class="moved">
          <span class="unseen">Before:</span> <span class="source before">${o(i.before)||`not told`}</span>
          <span aria-hidden="true">→</span> <span class="unseen">now:</span>
          <span class="source">${o(i.after)||`no more`}</span>
        </p>`:d}
    ${l?e`<p class="small"><b>Why:</b> <span class="source">${l}</span></p>`:d}
    ${a.length?k(t,a):d}
  </li>`}var O=2;function k(t,n){let r=n=>e`<li>
      <q class="source">${n.quote}</q>
      <a class="small" href=${u(t,`claim`,{claim:n.id})}
        ><span class="source">${n.outlet}</span>${n.published?`, ${c(n.published)}`:``}</a
      >
    </li>`,i=n.slice(O);return e`<ul class="words">${n.slice(0,O).map(r)}</ul>
    ${i.length?e`<details class="small open-on-paper">
          <summary>${a(i.length,`more quote`)}</summary>
          <ul class="words">${i.map(r)}</ul>
        </details>`:d}`}export{_ as screen};