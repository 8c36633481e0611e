import{S as e,_ as t,a as n,b as r,c as i,d as a,f as o,g as s,i as c,l,n as u,o as d,s as f,w as p,y as m}from"./index.js";import{t as h}from"./repeat.js";import{t as g}from"./knownby.js";import{i as _,n as v,r as y,t as b}from"./terms.js";var x=13,S=22,C=14,w=50,T=e=>[e.low,e.high,e.value].filter(e=>e!==null);function E(e,t){let n=(t-e)/3||1,r=10**Math.floor(Math.log10(n)),i=[];for(let a of[10,5,2,1,.5]){let o=Math.max(1,a*r),s=Math.ceil(e/o),c=Array.from({length:Math.max(0,Math.floor(t/o)-s+1)},(e,t)=>Math.round((s+t)*o));if(i.length>=2&&a*r<n)break;i=c}return[...new Set(i)]}var D=e=>e>=1e6?`${+(e/1e6).toFixed(1)}m`:e>=1e4?`${+(e/1e3).toFixed(1)}k`:e.toLocaleString(`en`);function O(e,t,n){let r=e.flatMap(T),i=Math.min(...r),a=Math.max(...r),o=r.length>0&&a/Math.max(i,1)>w,s=e=>o?Math.log10(Math.max(e,.5)):e,[c,l]=r.length?[s(i),s(a)]:[0,1],u=c===l?Math.max(1,l*.25):Math.max((l-c)*.14,o?0:l*.05);[c,l]=[c-u,l+u];let d=e=>n-(s(e)-c)/(l-c)*(n-t),f=r.length===0?[]:i===a?[i]:o?Array.from({length:12},(e,t)=>10**t).filter(e=>s(e)>=c&&s(e)<=l):E(Math.max(c,0),l);return{at:d,log:o,shown:f.length?f:[i,a]}}function k(e,t,n){let r=[],i=(e,i)=>i>=t&&i<=n&&r.every(t=>Math.abs(t.x-i)>=x||t.bottom<e.top||t.top>e.bottom);return e.map(e=>{let a=Array.from({length:Math.ceil((n-t)/4)},(e,t)=>t*4).flatMap(t=>[e.x+t,e.x-t]).find(t=>i(e,t))??e.x;return r.push({...e,x:a}),a})}var A=e=>e.bottom-S/2+2;function j(e,t){let r=e.some(e=>!T(e).length),a=(e.length===1?92:e.length<4?142:190)+(r?S:0),[o,s,c,u]=[54,t-16,18,a-24],d=u-(r?S:0),f=O(e,c,d),p=e.filter(e=>e.known).map(e=>i(e.known)),[m,h]=[Math.min(...p),Math.max(...p)],g=p.length<e.length,_=o+C+(g&&p.length?64:0),v=s-C,y=e=>e?m===h?(_+v)/2:_+(i(e)-m)/(h-m)*(v-_):p.length?o+C:(_+v)/2,b=new Map;for(let t of e){let e=y(t.known);if(!T(t).length){let n=A({bottom:u});b.set(t.claim,{x:e,y:n,low:n,high:n,up:null,down:null});continue}let n=t.value??t.low??t.high,r=f.at(t.low??n),i=f.at(t.high??n),a=t.value===null?t.low!==null&&t.high!==null?null:r:f.at(t.value);b.set(t.claim,{x:e,y:a,low:Math.max(r,i),high:Math.min(r,i),up:t.high===null?c-8:null,down:t.low===null?d+2:null})}let x=[...b.values()].sort((e,t)=>e.x-t.x),w=k(x.map(e=>({x:e.x,top:(e.up??Math.min(e.high,e.y??e.high))-6,bottom:(e.down??Math.max(e.low,e.y??e.low))+6})),o+6,s-6);x.forEach((e,t)=>e.x=w[t]);let E=[];if(p.length&&m===h)E.push({at:(_+v)/2,words:n(l(m)),anchor:`middle`});else if(p.length){let e=[...new Set([m,...(t>500?[1/3,2/3]:[]).map(e=>Math.round(m+e*(h-m))),h])],r=e.length>2&&h-m<4?[m,h]:e;for(let e of r)E.push({at:y(l(e)),words:n(l(e)),anchor:e===m?g?`middle`:`start`:e===h?`end`:`middle`})}g&&E.push({at:y(null),words:p.length?`no day`:`day not known`,anchor:`middle`});let j=[...new Map(f.shown.filter(Number.isFinite).map(e=>[D(e),e]))].map(([e,t])=>({at:f.at(t),words:e,anchor:`end`}));return{height:a,left:o,right:s,top:c,bottom:u,log:f.log,unnumbered:r,spots:b,rows:j,days:E}}function M(e,t){let n=e=>e.y??(e.low+e.high)/2,[r,i,a,o]=[e.x,n(e),t.x,n(t)],s=20+Math.min(30,Math.abs(r-a)*.12),c=Math.abs(r-a)<20&&Math.abs(i-o)>24,l=(r+a)/2+(c?24:0),u=c?(i+o)/2:Math.max(2,Math.min(i,o)-s),d=(e,t)=>{let n=Math.hypot(l-e,u-t)||1;return[e+(l-e)/n*8,t+(u-t)/n*8]},[f,p]=d(r,i),[m,h]=d(a,o),g=Math.atan2(h-u,m-l)*180/Math.PI,_=e=>e.toFixed(1);return{path:`M${_(f)} ${_(p)}Q${_(l)} ${_(u)} ${_(m)} ${_(h)}`,head:`translate(${_(m)} ${_(h)}) rotate(${_(g)})`,x:(f+2*l+m)/4,y:(p+2*u+h)/4}}function N(e){let t=e.discounted?`struck out by a person`:e.standing?e.accepted?`accepted by a person`:``:`no longer stands`;return[e.text||f(e.low,e.high),e.outlet,e.known?n(e.known):`day not known`,e.source&&e.source!==e.outlet?`according to ${e.source}`:``,e.stance===`asserted`?``:d(e.stance),t].filter(Boolean).join(`, `)}var P=(e,t)=>{let n=e=>{let n=t.get(e);return n?`${n.text||f(n.low,n.high)} (${n.outlet})`:`a claim elsewhere`},r=e.words?` “${e.words}”`:``;return`${n(e.a)} ${b[e.kind].forth} ${n(e.b)}: ${e.rule}${r}`};function F(e){let t=e.target.closest(`[data-tells]`),n=e.currentTarget.closest(`.strip`),r=n?.querySelector(`.telling`);if(!n||!r)return;r.textContent=t?.dataset.tells??``;let i=t?.dataset.claim;for(let e of n.querySelectorAll(`.joint`)){let n=e===t||i!==void 0&&(e.dataset.a===i||e.dataset.b===i);e.classList.toggle(`near`,n)}n.classList.toggle(`pointing`,t!==null)}function ee(e,t){let{x:n,y:r,low:i,high:a,up:o,down:s}=t,c=a===i?m:p`<rect class="span" x=${n-3} y=${a} width="6" height=${i-a} rx="2" />`,l=(e,t,r)=>p`<path class="open" d=${`M${n} ${e}V${t}M${n-4} ${t-r*5}L${n} ${t}L${n+4} ${t-r*5}`} />`,u=r===null?m:e.value===null&&(e.low!==null||e.high!==null)?p`<path class="dot" d=${`M${n-5} ${r}H${n+5}`} />`:e.low===null&&e.high===null&&e.value===null?p`<path class="dot" d=${`M${n} ${r-5}l5 5l-5 5l-5 -5z`} />`:p`<circle class="dot" cx=${n} cy=${r} r="4.5" />`,d=r??(i+a)/2;return p`
    <rect class="reach" x=${n-9} y=${Math.min(a,d)-9} width="18" height=${Math.max(i,d)-Math.min(a,d)+18} rx="6" />
    ${c}${o===null?m:l(Math.min(d,a),o,-1)}${s===null?m:l(Math.max(d,i),s,1)}
    ${u}
    ${e.accepted?p`<circle class="ring" cx=${n} cy=${d} r="8" />`:m}
    ${e.discounted?p`<path class="crossed" d=${`M${n-6} ${d-6}l12 12m0 -12l-12 12`} />`:m}`}function I(e,t,n,r){let i=M(t,n),a=b[e.kind];return p`<g class="joint ${e.kind}" data-a=${e.a} data-b=${e.b} data-tells=${r} tabindex="0" role="img" aria-label=${r}>
    <title>${r}</title>
    <path class="grip" d=${i.path} />
    <path class="line" d=${i.path} />
    ${a.directed?p`<path class="head" d="M0 0L-7 -3.5V3.5z" transform=${i.head} />`:m}
    ${a.sign?p`<text class="sign" x=${i.x} y=${i.y}>${a.sign}</text>`:m}
  </g>`}function L(t,n,r){let i=j(t.marks,r),s=new Map(t.marks.map(e=>[e.claim,e])),l=t.relations.filter(e=>i.spots.has(e.a)&&i.spots.has(e.b)),u=(e,t)=>{e.ctrlKey||e.metaKey||e.shiftKey||e.button!==0||(e.preventDefault(),a(o(n,`claim`,{claim:t})))};return e`<figure class="strip ${l.length>16?`busy`:``}">
    <svg
      viewBox=${`0 0 ${r} ${i.height}`} role="group"
      aria-label=${`${t.title}: ${c(t.marks.length,`claim`)} by day of publication and number${i.log?`, on a logarithmic scale`:``}`}
      @pointerover=${F} @pointerleave=${F} @focusin=${F} @focusout=${F}
    >
      ${i.rows.map(e=>p`<line class="grid" x1=${i.left} x2=${i.right} y1=${e.at} y2=${e.at} />
          <text class="tick" x=${i.left-6} y=${e.at+4} text-anchor="end">${e.words}</text>`)}
      ${i.unnumbered?p`<text class="tick" x=${i.left-6} y=${A(i)+4} text-anchor="end">words</text>`:m}
      ${i.days.map(e=>p`<line class="grid" x1=${e.at} x2=${e.at} y1=${i.bottom} y2=${i.bottom+4} />
          <text class="tick" x=${e.at} y=${i.bottom+17} text-anchor=${e.anchor}>${e.words}</text>`)}
      ${l.map(e=>I(e,i.spots.get(e.a),i.spots.get(e.b),P(e,s)))}
      ${t.marks.map(e=>{let t=N(e),r=e.discounted?`discounted`:e.standing?`standing`:`fallen`;return p`<a class="told ${r}" href=${o(n,`claim`,{claim:e.claim})} aria-label=${t}
            data-claim=${e.claim} data-tells=${t} @click=${t=>u(t,e.claim)}>
            <title>${t}</title>${ee(e,i.spots.get(e.claim))}</a>`})}
    </svg>
    ${i.log?e`<p class="soft small scale">Logarithmic scale</p>`:m}
    <p class="telling small" aria-hidden="true"></p>
  </figure>`}function R(t,r){let i=new Map(t.marks.map(e=>[e.claim,e])),a=e=>t.relations.filter(t=>t.a===e.claim||t.b===e.claim);return e`<div class="wide" role="group" aria-label=${`Claims of ${t.title} as a table`} tabindex="0"><table class="small">
    <thead><tr><th scope="col">Published</th><th scope="col">As printed</th><th scope="col">Range</th><th scope="col">Source</th>
      <th scope="col">Outlet</th><th scope="col">Stands</th><th scope="col">Relations</th></tr></thead>
    <tbody>${t.marks.map(t=>e`<tr>
      <td class="num">${n(t.known)||`not known`}</td>
      <th scope="row"><a class="source" href=${o(r,`claim`,{claim:t.claim})}>${t.text}</a></th>
      <td class="num">${f(t.low,t.high)}</td>
      <td class="source">${t.source}</td><td class="source">${t.outlet}</td>
      <td>${t.discounted?`struck out by a person`:t.standing?t.accepted?`yes, accepted by a person`:`yes`:`no`}</td>
      <td>${a(t).map(n=>{let a=n.a===t.claim,s=a?n.b:n.a;return e`<div>${b[n.kind][a?`forth`:`back`]}
          <a href=${o(r,`claim`,{claim:s})}>${i.get(s)?.text??`a claim of another figure`}</a>:
          ${n.rule}</div>`})}</td></tr>`)}</tbody></table></div>`}function z(){let t=(t,n,r)=>e`<li><svg viewBox="0 0 34 20" width="34" height="20" aria-hidden="true"><g class="told ${t}">${n}</g></svg> ${r}</li>`,n=p`<circle class="dot" cx="17" cy="10" r="4.5" />`;return e`<details class="legend">
    <summary>What the marks and lines mean</summary>
    <ul>
      ${t(`standing`,n,`the number printed; the range rests on it`)}
      ${t(`fallen`,n,`no longer stands: superseded or repeated`)}
      ${t(`standing`,p`<rect class="span" x="14" y="3" width="6" height="14" rx="2" />`,`the range that the words allow`)}
      ${t(`standing`,p`<path class="open" d="M17 18V3M13 8L17 3L21 8" />`,`open on that side: at least, at most`)}
      ${t(`standing`,p`<path class="dot" d="M17 5l5 5l-5 5l-5 -5z" />`,`words without a number, such as dozens`)}
      ${t(`standing`,p`${n}<circle class="ring" cx="17" cy="10" r="8" />`,`accepted by a person`)}
      ${t(`discounted`,p`${n}<path class="crossed" d="M11 4l12 12m0 -12l-12 12" />`,`struck out by a person`)}
      ${Object.keys(b).map(t=>e`<li>
        <svg viewBox="0 0 34 20" width="34" height="20" aria-hidden="true"><g class="joint ${t}">
          <path class="line" d="M2 10H32" />${b[t].directed?p`<path class="head" d="M0 0L-7 -3.5V3.5z" transform="translate(33 10)" />`:m}
          <text class="sign" x="15" y="10">${b[t].sign}</text></g></svg> ${y(t)}</li>`)}
    </ul>
  </details>`}var B=25,V=500,H=matchMedia(`(max-width: 45rem)`),U=[[``,`Range`,`all that the standing claims allow`],[`conservative`,`Conservative`,`the lowest count that a standing claim gives`],[`representative`,`Representative`,`the number that most origins give, one vote each`],[`informative`,`Most informative`,`the number of the claim whose words bind it most`],[`all`,`All claims`,`every claim, standing or not`]],W=(t,n,r)=>n?e`<a href=${o(t,`claim`,{claim:n})}>${r}</a>`:r,G=(e,t,n)=>e.find(e=>e.standing&&e[t]===n)??e.find(e=>e.standing&&e.value===n);function K(t,n){let{low:r,high:i,marks:a}=t,o=e=>e.toLocaleString(`en`),s=(e,t)=>W(n,G(a,e,t)?.claim,o(t)),c=a.find(e=>e.standing)??a[0],l=r===null&&i===null&&c?c.text:f(r,i);return r===null||i===null||r===i||a.filter(e=>e.standing).length<2?W(n,(r===null&&i===null?c:G(a,r===null?`high`:`low`,r??i)??c)?.claim,l):e`${s(`low`,r)} to ${s(`high`,i)}`}function q(t,r,i){if(r===`all`)return e`<ul class="every">${t.marks.map(t=>e`<li>
      ${W(i,t.claim,t.text||f(t.low,t.high))}
      <span class="soft small source">${t.source}, ${n(t.known)||`day not known`}${t.standing?``:t.discounted?`, struck out`:`, no longer stands`}</span></li>`)}</ul>`;if(r===`conservative`||r===`representative`||r===`informative`){let n=t[r];return n===null?e`<span class="soft">indeterminate</span>`:W(i,(t.marks.find(e=>e.standing&&e.value===n)??G(t.marks,`low`,n)??G(t.marks,`high`,n))?.claim,n.toLocaleString(`en`))}return K(t,i)}function J(t){let n=t.origins.filter(e=>!e.independent).length;return e`<details class="voices open-on-paper">
    <summary><span class="badge">${c(t.outlets.length,`outlet`)} · ${c(t.origins.length,`origin`)}</span>
      ${n?e`<span class="small soft">${n} not independent</span>`:m}</summary>
    <ul>${t.origins.map(t=>e`<li>
      <strong class="source">${t.name}</strong> <span class="soft">(${d(t.kind)}; ${v(t.interest)})</span>
      ${t.independent?m:e`<span class="badge dependent">not independent: may repeat another voice</span>`}
      <div class="small source">${c(t.claims,`claim`)} in ${t.outlets.join(`, `)}</div></li>`)}</ul>
  </details>`}var Y=(e,t)=>e.low===null&&e.high===null&&t.marks.find(t=>t.claim===e.claim)?.text||f(e.low,e.high);function X(t,r){return t.history.length<2?m:e`<details class="moved open-on-paper" ?open=${t.history.length<5}>
    <summary>How it moved: ${c(t.history.length,`step`)}</summary>
    <ol>${t.history.map(i=>e`<li>
      ${i.known?`from ${n(i.known)}`:`on a day not known`}:
      ${W(r,i.claim,Y(i,t))}
      <span class="soft source">with ${i.source}</span></li>`)}</ol>
  </details>`}function Z(t,n){if(!t.parts.length&&!t.whole.length)return m;let r=t=>t.map(t=>e`<li><a href=${o(n,`figures`,{figure:t.id})}>${t.title}</a></li>`);return e`<div class="small related">
    ${t.whole.length?e`<h3>Part of</h3><ul>${r(t.whole)}</ul>`:m}
    ${t.parts.length?e`<h3>Parts of this figure, never added on top</h3><ul>${r(t.parts)}</ul>`:m}
  </div>`}function Q(t,n,r){let i=[t.population===`unknown`?``:t.population,t.unit===`persons`&&t.population!==`unknown`?``:t.unit].filter(Boolean).join(`, `),a={stock:`at one time`,cumulative:`running total`,flow:``}[t.flow]??t.flow,s=t.told&&!t.when.includes(t.told)?e` (<span class="source">“${t.told}”</span>)`:m,[,c,l]=U.find(([e])=>e===r)??U[0];return e`<article class="card toll" aria-labelledby=${`t-${t.id}`}>
    <div class="text">
      <h2 id=${`t-${t.id}`}><a class="source" href=${o(n,`figures`,{figure:t.id})}>${t.title}</a></h2>
      <p class="soft small">${[i,a].filter(Boolean).join(` · `)}${i||a?` · `:``}${t.when||`days not told`}${s}</p>
      <div class="amount num">${q(t,r,n)} <small class="soft">${c.toLowerCase()}<span class="unseen">: ${l}</span></small></div>
      <p class="status small"><span class="badge ${t.status}">${_(t.status)}</span> <span class="source">${t.grade}</span></p>
      ${J(t)}${X(t,n)}${Z(t,n)}
    </div>
    <div class="plot">
      ${L(t,n,H.matches?340:600)}
      <details><summary class="small">As a table</summary>${R(t,n)}</details>
    </div>
  </article>`}function te(t,n){let r=e=>n.more.get(e)??``,i=e=>t=>a(o(n,`figures`,{[e]:t.target.value||null,page:null})),s=(t,n,a,o)=>e`<label>
    ${n}
    <select @change=${i(t)}>
      <option value="" ?selected=${!r(t)}>all</option>
      ${a.map(n=>e`<option value=${n} ?selected=${r(t)===n}>${o(n)}</option>`)}
    </select></label>`;return e`<form class="filters" @submit=${e=>e.preventDefault()}>
    ${s(`measure`,`Counted`,t.measures,d)}
    <label>Place <input type="search" list="figure-places" .value=${r(`place`)} @change=${i(`place`)} placeholder="any" /></label>
    <datalist id="figure-places">${t.places.map(t=>e`<option value=${t}></option>`)}</datalist>
    ${s(`status`,`Status`,t.statuses,_)}
    <label>Reaching <input type="number" min="0" inputmode="numeric" .value=${r(`least`)} @change=${i(`least`)} placeholder="any number" /></label>
  </form>`}function ne(t,n){let r=U.find(([e])=>e===n)?.[2]??``;return e`<fieldset class="ways"><legend>Numbers shown</legend>
    ${U.map(([r,i])=>e`<label><input type="radio" name="way" value=${r} .checked=${r===n}
      @change=${()=>a(o(t,`figures`,{way:r||null}),!0)} /> ${i}</label>`)}
    <span class="soft small">${r}</span></fieldset>`}function re(t,n,r){let i=Math.ceil(t.total/B);if(i<2)return m;let a=`${t.rows.length.toLocaleString(`en`)} of ${c(t.total,`figure`)}`;if(!r)return e`<nav class="pager" aria-label="Pages of figures"><span class="num">${a}${t.rows.length<t.total?`; choose what is counted, or a place, to see the others`:``}</span>
      <a class="controls" href=${o(n,`figures`,{page:null})}>${B} to a page</a></nav>`;let s=(t,r)=>t<1||t>i?m:e`<a href=${o(n,`figures`,{page:t>1?String(t):null})}>${r}</a>`;return e`<nav class="pager" aria-label="Pages of figures"><span class="controls">${s(r-1,`← Before`)}</span>
    <span class="num">Page ${r} of ${i}<span class="paper-only">: ${a} are on this page</span></span>
    <span class="controls">${s(r+1,`Next →`)}</span>
    <a class="controls" href=${o(n,`figures`,{page:`all`})}>All on one page</a></nav>`}async function ie(e,n,r){let i=e.more.get(`figure`),{known:a}=e;if(!i){let i=Object.fromEntries([`measure`,`place`,`status`,`least`].map(t=>[t,e.more.get(t)]));return t(`figures`,{known:a,...i,...n?{limit:B,offset:(n-1)*B}:{limit:V}},r)}try{let e=await t(`figures/${encodeURIComponent(i)}`,{known:a},r);return{known:a||null,total:1,measures:[],places:[],statuses:[],rows:[e]}}catch(e){if(e instanceof s&&e.status===404)return null;throw e}}function ae(t,n,r,i){let a=n.more.get(`way`)??``,s=n.more.has(`figure`),l=o(n,`figures`,{figure:null,page:null}),d=o(n,`figures`,{measure:null,place:null,status:null,least:null,page:null}),f=t?t.rows.length?h(t.rows,e=>e.id,e=>Q(e,n,a)):r.claims?u(`No figure fits`,e`<a href=${d}>Take the filters away</a>, or let more be known.`):u(`No figures yet`,`They come from reports that tell how many.`):u(`This figure is not known on that day`,e`Move “Known by”, or see <a href=${l}>all figures</a>.`);return e`<header class="head"><h1>Figures</h1>
      <p class="soft" role="status">${t&&!s?`${c(t.total,`figure`)}, contested ones first`:m}</p>
      ${s?e`<p><a href=${l}>All figures</a></p>`:m}</header>
    <div class="controls">${g(r,n.known)}
      <details class="narrowing" ?open=${!H.matches}><summary>Filters, and which number is shown</summary>
        ${s||!t?m:te(t,n)}${ne(n,a)}${z()}</details></div>
    <div class="rows">${f}</div>
    ${t&&!s?re(t,n,i):m}`}var $=()=>void 0;H.addEventListener(`change`,()=>$());var oe={title:`Figures`,async show(e,t,n,i){let a=t.more.get(`page`)===`all`?0:Math.max(1,Number(t.more.get(`page`))||1);e.setAttribute(`aria-busy`,`true`);let o=await ie(t,a,i).finally(()=>e.removeAttribute(`aria-busy`));i.aborted||($=()=>e.isConnected&&r(ae(o,t,n,a),e),$())}};export{oe as screen};