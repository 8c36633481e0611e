import{C as e,a as t,g as n,h as r,i,l as a,n as o,o as s,p as c,r as l,s as u,u as d,v as f,x as p,y as m}from"./index.js";import{t as h}from"./repeat.js";import{t as g}from"./knownby.js";import{i as _,n as v,r as y,t as b}from"./terms.js";var x=13,S=22,C=14,w=50,T=e=>[e.low,e.high,e.value].filter(e=>e!==null);function E(e,t){let n=(t-e)/3||1,r=10**Math.floor(Math.log10(n)),i=Math.max(1,[1,2,5,10].map(e=>e*r).find(e=>e>=n)??n),a=[];for(let n=Math.ceil(e/i)*i;n<=t;n+=i)a.push(Math.round(n));return[...new Set(a)]}var D=e=>e>=1e6?`${+(e/1e6).toFixed(1)}m`:e>=1e4?`${+(e/1e3).toFixed(1)}k`:e.toLocaleString(`en`);function O(e,t,n){let r=e.flatMap(T),i=Math.min(...r),a=Math.max(...r),o=r.length>0&&a/Math.max(i,1)>w,s=e=>o?Math.log10(Math.max(e,.5)):e,[c,l]=r.length?[s(i),s(a)]:[0,1],u=c===l?Math.max(1,l*.25):Math.max((l-c)*.14,o?0:l*.05);[c,l]=[c-u,l+u];let d=e=>n-(s(e)-c)/(l-c)*(n-t),f=r.length===0?[]:i===a?[i]:o?Array.from({length:12},(e,t)=>10**t).filter(e=>s(e)>=c&&s(e)<=l):E(Math.max(c,0),l);return{at:d,log:o,shown:f.length?f:[i,a]}}function k(e,t,n){let r=[],i=(e,i)=>i>=t&&i<=n&&r.every(t=>Math.abs(t.x-i)>=x||t.bottom<e.top||t.top>e.bottom);return e.map(e=>{let a=Array.from({length:Math.ceil((n-t)/4)},(e,t)=>t*4).flatMap(t=>[e.x+t,e.x-t]).find(t=>i(e,t))??e.x;return r.push({...e,x:a}),a})}var A=e=>e.bottom-S/2+2;function j(e,t){let n=e.some(e=>!T(e).length),r=(e.length===1?92:e.length<4?142:190)+(n?S:0),[i,a,o,c]=[54,t-16,18,r-24],d=c-(n?S:0),f=O(e,o,d),p=e.filter(e=>e.known).map(e=>s(e.known)),[m,h]=[Math.min(...p),Math.max(...p)],g=p.length<e.length,_=i+C+(g&&p.length?64:0),v=a-C,y=e=>e?m===h?(_+v)/2:_+(s(e)-m)/(h-m)*(v-_):p.length?i+C:(_+v)/2,b=new Map;for(let t of e){let e=y(t.known);if(!T(t).length){let n=A({bottom:c});b.set(t.claim,{x:e,y:n,low:n,high:n,up:null,down:null});continue}let n=t.value??t.low??t.high,r=f.at(t.low??n),i=f.at(t.high??n),a=t.value===null?t.low!==null&&t.high!==null?null:r:f.at(t.value);b.set(t.claim,{x:e,y:a,low:Math.max(r,i),high:Math.min(r,i),up:t.high===null?o-8:null,down:t.low===null?d+2:null})}let x=[...b.values()].sort((e,t)=>e.x-t.x),w=k(x.map(e=>({x:e.x,top:(e.up??Math.min(e.high,e.y??e.high))-6,bottom:(e.down??Math.max(e.low,e.y??e.low))+6})),i+6,a-6);x.forEach((e,t)=>e.x=w[t]);let E=[];if(p.length&&m===h)E.push({at:(_+v)/2,words:l(u(m)),anchor:`middle`});else if(p.length){let e=[...new Set([m,...(t>500?[1/3,2/3]:[]).map(e=>Math.round(m+e*(h-m))),h])],n=e.length>2&&h-m<4?[m,h]:e;for(let e of n)E.push({at:y(u(e)),words:l(u(e)),anchor:e===m?g?`middle`:`start`:e===h?`end`:`middle`})}g&&E.push({at:y(null),words:p.length?`no day`:`day not known`,anchor:`middle`});let j=[...new Map(f.shown.filter(Number.isFinite).map(e=>[D(e),e]))].map(([e,t])=>({at:f.at(t),words:e,anchor:`end`}));return{height:r,left:i,right:a,top:o,bottom:c,log:f.log,unnumbered:n,spots:b,rows:j,days:E}}function M(e,t){let n=e=>e.y??(e.low+e.high)/2,[r,i,a,o]=[e.x,n(e),t.x,n(t)],s=20+Math.min(30,Math.abs(r-a)*.12),c=Math.abs(r-a)<20&&Math.abs(i-o)>24,l=(r+a)/2+(c?24:0),u=c?(i+o)/2:Math.max(2,Math.min(i,o)-s),d=(e,t)=>{let n=Math.hypot(l-e,u-t)||1;return[e+(l-e)/n*8,t+(u-t)/n*8]},[f,p]=d(r,i),[m,h]=d(a,o),g=Math.atan2(h-u,m-l)*180/Math.PI,_=e=>e.toFixed(1);return{path:`M${_(f)} ${_(p)}Q${_(l)} ${_(u)} ${_(m)} ${_(h)}`,head:`translate(${_(m)} ${_(h)}) rotate(${_(g)})`,x:(f+2*l+m)/4,y:(p+2*u+h)/4}}function N(e){let n=e.discounted?`struck out by a person`:e.standing?e.accepted?`accepted by a person`:``:`no longer stands`;return[e.text||t(e.low,e.high),e.outlet,e.known?l(e.known):`day not known`,e.source&&e.source!==e.outlet?`according to ${e.source}`:``,e.stance===`asserted`?``:i(e.stance),n].filter(Boolean).join(`, `)}var P=(e,n)=>{let r=e=>{let r=n.get(e);return r?`${r.text||t(r.low,r.high)} (${r.outlet})`:`a claim elsewhere`},i=e.words?` “${e.words}”`:``;return`${r(e.a)} ${b[e.kind].forth} ${r(e.b)}: ${e.rule}${i}`};function F(e){let t=e.target.closest(`[data-tells]`),n=e.currentTarget.closest(`.strip`),r=n?.querySelector(`.telling`);if(!n||!r)return;r.textContent=t?.dataset.tells??``;let i=t?.dataset.claim;for(let e of n.querySelectorAll(`.joint`)){let n=e===t||i!==void 0&&(e.dataset.a===i||e.dataset.b===i);e.classList.toggle(`near`,n)}n.classList.toggle(`pointing`,t!==null)}function ee(t,n){let{x:r,y:i,low:a,high:o,up:s,down:c}=n,l=o===a?f:e`<rect class="span" x=${r-3} y=${o} width="6" height=${a-o} rx="2" />`,u=(t,n,i)=>e`<path class="open" d=${`M${r} ${t}V${n}M${r-4} ${n-i*5}L${r} ${n}L${r+4} ${n-i*5}`} />`,d=i===null?f:t.value===null&&(t.low!==null||t.high!==null)?e`<path class="dot" d=${`M${r-5} ${i}H${r+5}`} />`:t.low===null&&t.high===null&&t.value===null?e`<path class="dot" d=${`M${r} ${i-5}l5 5l-5 5l-5 -5z`} />`:e`<circle class="dot" cx=${r} cy=${i} r="4.5" />`,p=i??(a+o)/2;return e`
    <rect class="reach" x=${r-9} y=${Math.min(o,p)-9} width="18" height=${Math.max(a,p)-Math.min(o,p)+18} rx="6" />
    ${l}${s===null?f:u(Math.min(p,o),s,-1)}${c===null?f:u(Math.max(p,a),c,1)}
    ${d}
    ${t.accepted?e`<circle class="ring" cx=${r} cy=${p} r="8" />`:f}
    ${t.discounted?e`<path class="crossed" d=${`M${r-6} ${p-6}l12 12m0 -12l-12 12`} />`:f}`}function I(t,n,r,i){let a=M(n,r),o=b[t.kind];return e`<g class="joint ${t.kind}" data-a=${t.a} data-b=${t.b} data-tells=${i} tabindex="0" role="img" aria-label=${i}>
    <title>${i}</title>
    <path class="grip" d=${a.path} />
    <path class="line" d=${a.path} />
    ${o.directed?e`<path class="head" d="M0 0L-7 -3.5V3.5z" transform=${a.head} />`:f}
    ${o.sign?e`<text class="sign" x=${a.x} y=${a.y}>${o.sign}</text>`:f}
  </g>`}function L(t,n,r){let i=j(t.marks,r),s=new Map(t.marks.map(e=>[e.claim,e])),c=t.relations.filter(e=>i.spots.has(e.a)&&i.spots.has(e.b)),l=(e,t)=>{e.ctrlKey||e.metaKey||e.shiftKey||e.button!==0||(e.preventDefault(),a(d(n,`claim`,{claim:t})))};return p`<figure class="strip ${c.length>16?`busy`:``}">
    <svg
      viewBox=${`0 0 ${r} ${i.height}`} role="group"
      aria-label=${`${t.title}: ${o(t.marks.length,`claim`)} by day of publication and number${i.log?`, on a logarithmic scale`:``}`}
      @pointerover=${F} @pointerleave=${F} @focusin=${F} @focusout=${F}
    >
      ${i.rows.map(t=>e`<line class="grid" x1=${i.left} x2=${i.right} y1=${t.at} y2=${t.at} />
          <text class="tick" x=${i.left-6} y=${t.at+4} text-anchor="end">${t.words}</text>`)}
      ${i.unnumbered?e`<text class="tick" x=${i.left-6} y=${A(i)+4} text-anchor="end">words</text>`:f}
      ${i.days.map(t=>e`<line class="grid" x1=${t.at} x2=${t.at} y1=${i.bottom} y2=${i.bottom+4} />
          <text class="tick" x=${t.at} y=${i.bottom+17} text-anchor=${t.anchor}>${t.words}</text>`)}
      ${c.map(e=>I(e,i.spots.get(e.a),i.spots.get(e.b),P(e,s)))}
      ${t.marks.map(t=>{let r=N(t),a=t.discounted?`discounted`:t.standing?`standing`:`fallen`;return e`<a class="told ${a}" href=${d(n,`claim`,{claim:t.claim})} aria-label=${r}
            data-claim=${t.claim} data-tells=${r} @click=${e=>l(e,t.claim)}>
            <title>${r}</title>${ee(t,i.spots.get(t.claim))}</a>`})}
    </svg>
    ${i.log?p`<p class="soft small scale">Logarithmic scale</p>`:f}
    <p class="telling small" aria-hidden="true"></p>
  </figure>`}function R(e,n){let r=new Map(e.marks.map(e=>[e.claim,e])),i=t=>e.relations.filter(e=>e.a===t.claim||e.b===t.claim);return p`<div class="wide" role="group" aria-label=${`Claims of ${e.title} as a table`} tabindex="0"><table class="small">
    <thead><tr><th scope="col">Published</th><th scope="col">As printed</th><th scope="col">Range</th><th scope="col">Source</th>
      <th scope="col">Outlet</th><th scope="col">Stands</th><th scope="col">Relations</th></tr></thead>
    <tbody>${e.marks.map(e=>p`<tr>
      <td class="num">${l(e.known)||`not known`}</td>
      <th scope="row"><a class="source" href=${d(n,`claim`,{claim:e.claim})}>${e.text}</a></th>
      <td class="num">${t(e.low,e.high)}</td>
      <td class="source">${e.source}</td><td class="source">${e.outlet}</td>
      <td>${e.discounted?`struck out by a person`:e.standing?e.accepted?`yes, accepted by a person`:`yes`:`no`}</td>
      <td>${i(e).map(t=>{let i=t.a===e.claim,a=i?t.b:t.a;return p`<div>${b[t.kind][i?`forth`:`back`]}
          <a href=${d(n,`claim`,{claim:a})}>${r.get(a)?.text??`a claim of another figure`}</a>:
          ${t.rule}</div>`})}</td></tr>`)}</tbody></table></div>`}function z(){let t=(e,t,n)=>p`<li><svg viewBox="0 0 34 20" width="34" height="20" aria-hidden="true"><g class="told ${e}">${t}</g></svg> ${n}</li>`,n=e`<circle class="dot" cx="17" cy="10" r="4.5" />`;return p`<details class="legend">
    <summary>What the marks and lines mean</summary>
    <ul>
      ${t(`standing`,n,`the number printed; the range rests on it`)}
      ${t(`fallen`,n,`no longer stands: superseded or repeated`)}
      ${t(`standing`,e`<rect class="span" x="14" y="3" width="6" height="14" rx="2" />`,`the range that the words allow`)}
      ${t(`standing`,e`<path class="open" d="M17 18V3M13 8L17 3L21 8" />`,`open on that side: at least, at most`)}
      ${t(`standing`,e`<path class="dot" d="M17 5l5 5l-5 5l-5 -5z" />`,`words without a number, such as dozens`)}
      ${t(`standing`,e`${n}<circle class="ring" cx="17" cy="10" r="8" />`,`accepted by a person`)}
      ${t(`discounted`,e`${n}<path class="crossed" d="M11 4l12 12m0 -12l-12 12" />`,`struck out by a person`)}
      ${Object.keys(b).map(t=>p`<li>
        <svg viewBox="0 0 34 20" width="34" height="20" aria-hidden="true"><g class="joint ${t}">
          <path class="line" d="M2 10H32" />${b[t].directed?e`<path class="head" d="M0 0L-7 -3.5V3.5z" transform="translate(33 10)" />`:f}
          <text class="sign" x="15" y="10">${b[t].sign}</text></g></svg> ${y(t)}</li>`)}
    </ul>
  </details>`}var B=25,V=matchMedia(`(max-width: 45rem)`),H=[[``,`Range`,`all that the standing claims allow`],[`conservative`,`Conservative`,`the lowest count that a standing claim gives`],[`representative`,`Representative`,`the number that most origins give, one vote each`],[`informative`,`Most informative`,`the number of the claim whose words bind it most`],[`all`,`All claims`,`every claim, standing or not`]],U=(e,t,n)=>t?p`<a href=${d(e,`claim`,{claim:t})}>${n}</a>`:n,W=(e,t,n)=>e.find(e=>e.standing&&e[t]===n)??e.find(e=>e.standing&&e.value===n);function G(e,n){let{low:r,high:i,marks:a}=e,o=e=>e.toLocaleString(`en`),s=(e,t)=>U(n,W(a,e,t)?.claim,o(t)),c=a.find(e=>e.standing)??a[0],l=r===null&&i===null&&c?c.text:t(r,i);return r===null||i===null||r===i||a.filter(e=>e.standing).length<2?U(n,(r===null&&i===null?c:W(a,r===null?`high`:`low`,r??i)??c)?.claim,l):p`${s(`low`,r)} to ${s(`high`,i)}`}function K(e,n,r){if(n===`all`)return p`<ul class="every">${e.marks.map(e=>p`<li>
      ${U(r,e.claim,e.text||t(e.low,e.high))}
      <span class="soft small source">${e.source}, ${l(e.known)||`day not known`}${e.standing?``:e.discounted?`, struck out`:`, no longer stands`}</span></li>`)}</ul>`;if(n===`conservative`||n===`representative`||n===`informative`){let t=e[n];return t===null?p`<span class="soft">indeterminate</span>`:U(r,(e.marks.find(e=>e.standing&&e.value===t)??W(e.marks,`low`,t)??W(e.marks,`high`,t))?.claim,t.toLocaleString(`en`))}return G(e,r)}function q(e){let t=e.origins.filter(e=>!e.independent).length;return p`<details class="voices">
    <summary><span class="badge">${o(e.outlets.length,`outlet`)} · ${o(e.origins.length,`origin`)}</span>
      ${t?p`<span class="small soft">${t} not independent</span>`:f}</summary>
    <ul>${e.origins.map(e=>p`<li>
      <strong class="source">${e.name}</strong> <span class="soft">(${i(e.kind)}; ${v(e.interest)})</span>
      ${e.independent?f:p`<span class="badge dependent">not independent: may repeat another voice</span>`}
      <div class="small source">${o(e.claims,`claim`)} in ${e.outlets.join(`, `)}</div></li>`)}</ul>
  </details>`}var J=(e,n)=>e.low===null&&e.high===null&&n.marks.find(t=>t.claim===e.claim)?.text||t(e.low,e.high);function Y(e,t){return e.history.length<2?f:p`<details class="moved" ?open=${e.history.length<5}>
    <summary>How it moved: ${o(e.history.length,`step`)}</summary>
    <ol>${e.history.map(n=>p`<li>
      ${n.known?`from ${l(n.known)}`:`on a day not known`}:
      ${U(t,n.claim,J(n,e))}
      <span class="soft source">with ${n.source}</span></li>`)}</ol>
  </details>`}function X(e,t){if(!e.parts.length&&!e.whole.length)return f;let n=e=>e.map(e=>p`<li><a href=${d(t,`figures`,{figure:e.id})}>${e.title}</a></li>`);return p`<div class="small related">
    ${e.whole.length?p`<h3>Part of</h3><ul>${n(e.whole)}</ul>`:f}
    ${e.parts.length?p`<h3>Parts of this figure, never added on top</h3><ul>${n(e.parts)}</ul>`:f}
  </div>`}function Z(e,t,n){let r=[e.population===`unknown`?``:e.population,e.unit===`persons`&&e.population!==`unknown`?``:e.unit].filter(Boolean).join(`, `),i={stock:`at one time`,cumulative:`running total`,flow:``}[e.flow]??e.flow,a=e.told&&!e.when.includes(e.told)?p` (<span class="source">“${e.told}”</span>)`:f,[,o,s]=H.find(([e])=>e===n)??H[0];return p`<article class="card toll" aria-labelledby=${`t-${e.id}`}>
    <div class="text">
      <h2 id=${`t-${e.id}`}><a class="source" href=${d(t,`figures`,{figure:e.id})}>${e.title}</a></h2>
      <p class="soft small">${[r,i].filter(Boolean).join(` · `)}${r||i?` · `:``}${e.when||`days not told`}${a}</p>
      <div class="amount num">${K(e,n,t)} <small class="soft">${o.toLowerCase()}<span class="unseen">: ${s}</span></small></div>
      <p class="status small"><span class="badge ${e.status}">${_(e.status)}</span> <span class="source">${e.grade}</span></p>
      ${q(e)}${Y(e,t)}${X(e,t)}
    </div>
    <div class="plot">
      ${L(e,t,V.matches?340:600)}
      <details><summary class="small">As a table</summary>${R(e,t)}</details>
    </div>
  </article>`}function Q(e,t){let n=e=>t.more.get(e)??``,r=e=>n=>a(d(t,`figures`,{[e]:n.target.value||null,page:null})),o=(e,t,i,a)=>p`<label>
    ${t}
    <select @change=${r(e)}>
      <option value="" ?selected=${!n(e)}>all</option>
      ${i.map(t=>p`<option value=${t} ?selected=${n(e)===t}>${a(t)}</option>`)}
    </select></label>`;return p`<form class="filters" @submit=${e=>e.preventDefault()}>
    ${o(`measure`,`Counted`,e.measures,i)}
    <label>Place <input type="search" list="figure-places" .value=${n(`place`)} @change=${r(`place`)} placeholder="any" /></label>
    <datalist id="figure-places">${e.places.map(e=>p`<option value=${e}></option>`)}</datalist>
    ${o(`status`,`Status`,e.statuses,_)}
    <label>Reaching <input type="number" min="0" inputmode="numeric" .value=${n(`least`)} @change=${r(`least`)} placeholder="any number" /></label>
  </form>`}function te(e,t){let n=H.find(([e])=>e===t)?.[2]??``;return p`<fieldset class="ways"><legend>Numbers shown</legend>
    ${H.map(([n,r])=>p`<label><input type="radio" name="way" value=${n} .checked=${n===t}
      @change=${()=>a(d(e,`figures`,{way:n||null}),!0)} /> ${r}</label>`)}
    <span class="soft small">${n}</span></fieldset>`}function ne(e,t,n){let r=Math.ceil(e.total/B);if(r<2)return f;let i=(e,n)=>e<1||e>r?f:p`<a href=${d(t,`figures`,{page:e>1?String(e):null})}>${n}</a>`;return p`<nav class="pager" aria-label="Pages of figures">${i(n-1,`← Before`)}
    <span class="num">Page ${n} of ${r}</span> ${i(n+1,`Next →`)}</nav>`}async function re(e,t,i){let a=e.more.get(`figure`),{known:o}=e;if(!a){let r=Object.fromEntries([`measure`,`place`,`status`,`least`].map(t=>[t,e.more.get(t)]));return n(`figures`,{known:o,...r,limit:B,offset:(t-1)*B},i)}try{let e=await n(`figures/${encodeURIComponent(a)}`,{known:o},i);return{known:o||null,total:1,measures:[],places:[],statuses:[],rows:[e]}}catch(e){if(e instanceof r&&e.status===404)return null;throw e}}function ie(e,t,n,r){let i=t.more.get(`way`)??``,a=t.more.has(`figure`),s=d(t,`figures`,{figure:null,page:null}),l=d(t,`figures`,{measure:null,place:null,status:null,least:null,page:null}),u=e?e.rows.length?h(e.rows,e=>e.id,e=>Z(e,t,i)):n.claims?c(`No figure fits`,p`<a href=${l}>Take the filters away</a>, or let more be known.`):c(`No figures yet`,`They come from reports that tell how many.`):c(`This figure is not known on that day`,p`Move “Known by”, or see <a href=${s}>all figures</a>.`);return p`<header class="head"><h1>Figures</h1>
      <p class="soft" role="status">${e&&!a?`${o(e.total,`figure`)}, contested ones first`:f}</p>
      ${a?p`<p><a href=${s}>All figures</a></p>`:f}</header>
    <div class="controls">${a||!e?f:Q(e,t)}${g(t,n)}${te(t,i)}${z()}</div>
    <div class="rows">${u}</div>
    ${e&&!a?ne(e,t,r):f}`}var $=()=>void 0;V.addEventListener(`change`,()=>$());var ae={title:`Figures`,async show(e,t,n,r){let i=Math.max(1,Number(t.more.get(`page`))||1);e.setAttribute(`aria-busy`,`true`);let a=await re(t,i,r).finally(()=>e.removeAttribute(`aria-busy`));r.aborted||($=()=>e.isConnected&&m(ie(a,t,n,i),e),$())}};export{ae as screen};