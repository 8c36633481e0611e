import{c as e,f as t,g as n,i as r,l as i,n as a,p as o,r as s,u as c,v as l,x as u,y as d}from"./index.js";import{t as f}from"./repeat.js";import{t as p}from"./knownby.js";var m=6,h=e=>e.first?e.first===e.last?s(e.first):`${s(e.first)} to ${s(e.last)}`:`days not known`;function g(e){if(e.kind===`outlet`)return l;let[t,n]=[e.outlets.slice(0,m),e.outlets.length-m];return u`<p class="small">Came through <span class="source">${t.join(`, `)}</span>${n>0?` and ${a(n,`more outlet`)}`:``}</p>`}function _(e,t){return u`<li class="card speaker">
    <h3><span class="source">${e.name}</span> ${e.kind===`outlet`?l:u`<span class="badge">${r(e.kind)}</span>`}</h3>
    <p class="small num">${a(e.claims,`claim`)} in ${a(e.reports,`report`)} · <span class="soft">${h(e)}</span></p>
    ${g(e)}
    ${e.measures.length?u`<p class="small soft">Numbers told: ${e.measures.map(r).join(`, `)}</p>`:l}
    <details><summary class="small">${e.latest.length===1?`What it said`:`What it said last (${e.latest.length} of ${e.claims.toLocaleString(`en`)})`}</summary>
      <ul class="latest">${e.latest.map(e=>u`<li>
        <a class="source" dir="auto" href=${c(t,`claim`,{claim:e.id})}>${e.quote}</a>
        <div class="small soft"><span class="source">${e.outlet}</span>, ${s(e.published)||`day not known`} · ${r(e.stance)}</div></li>`)}</ul>
    </details>
  </li>`}function v(e,t,n,r,i){let a=`list-${t}`;return u`<section aria-labelledby=${a}>
    <h2 id=${a}>${e} <span class="soft num">${r.toLocaleString(`en`)}</span></h2>
    ${n.length?u`<ul class="speakers">${f(n,e=>`${e.name}\n${e.kind}`,e=>_(e,i))}</ul>`:u`<p class="soft">None fits.</p>`}
    ${r>n.length?u`<p class="soft">The ${n.length.toLocaleString(`en`)} with most claims are listed. Search by name for the other ${(r-n.length).toLocaleString(`en`)}.</p>`:l}
  </section>`}var y=0;function b(e){return u`<label class="search">Name of a source or an outlet <input type="search" dir="auto" .value=${e} @input=${e=>{let n=e.target.value;clearTimeout(y),y=window.setTimeout(()=>{let e=t();e.view===`sources`&&i(c(e,`sources`,{q:n||null}),!0)},250)}} /></label>`}function x(t,n,r){let i=n.more.get(`q`)??``,s=e({...n,known:``,more:new URLSearchParams});return u`<header class="head"><h1>Sources</h1>
      <p><strong>Counted, not rated.</strong> <span class="soft">How often each is heard says nothing about whether it is right.</span></p></header>
    <div class="asked controls">${b(i)}${p(n,r)}</div>
    <p class="unseen" role="status">${a(t.all_origins,`origin`)}, ${a(t.all_outlets,`outlet`)}</p>
    ${t.all_origins+t.all_outlets?u`<div class="lists">
          ${v(`Origins: who is said to say so`,`origins`,t.origins,t.all_origins,n)}
          ${v(`Outlets: who printed it`,`outlets`,t.outlets,t.all_outlets,n)}</div>`:r.claims?o(`Nobody fits`,u`<a href=${s}>Show all sources</a>.`):o(`No sources yet`,`They come with the reports that quote them.`)}`}var S={title:`Sources`,async show(e,t,r,i){let a=await n(`sources`,{known:t.known,words:t.more.get(`q`)},i);i.aborted||d(x(a,t,r),e)}};export{S as screen};