import{_ as e,a as t,c as n,d as r,f as i,g as a,h as o,i as s,l as c,m as l,n as u,o as d,p as f,r as p,s as m,t as h,u as g,v as _}from"./index.js";var v={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},y=e=>(...t)=>({_$litDirective$:e,values:t}),b=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:x}=e,S=e=>e,C=e=>e.strings===void 0,w=()=>document.createComment(``),T=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new x(r.insertBefore(w(),i),r.insertBefore(w(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=S(e).nextSibling;S(r).insertBefore(e,i),e=t}}}return n},E=(e,t,n=e)=>(e._$AI(t,n),e),D={},O=(e,t=D)=>e._$AH=t,k=e=>e._$AH,A=e=>{e._$AR(),e._$AA.remove()},j=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},ee=y(class extends b{constructor(e){if(super(e),e.type!==v.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=k(e),{values:a,keys:s}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=s,a;let c=this.ut??=[],l=[],u,d,f=0,p=i.length-1,m=0,h=a.length-1;for(;f<=p&&m<=h;)if(i[f]===null)f++;else if(i[p]===null)p--;else if(c[f]===s[m])l[m]=E(i[f],a[m]),f++,m++;else if(c[p]===s[h])l[h]=E(i[p],a[h]),p--,h--;else if(c[f]===s[h])l[h]=E(i[f],a[h]),T(e,l[h+1],i[f]),f++,h--;else if(c[p]===s[m])l[m]=E(i[p],a[m]),T(e,i[f],i[p]),p--,m++;else if(u===void 0&&(u=j(s,m,h),d=j(c,f,p)),u.has(c[f])){if(u.has(c[p])){let t=d.get(s[m]),n=t===void 0?null:i[t];if(n===null){let t=T(e,i[f]);E(t,a[m]),l[m]=t}else l[m]=E(n,a[m]),T(e,i[f],n),i[t]=null;m++}else A(i[p]),p--}else A(i[f]),f++;for(;m<=h;){let t=T(e,l[h+1]);E(t,a[m]),l[m++]=t}for(;f<=p;){let e=i[f++];e!==null&&A(e)}return this.ut=s,O(e,l),o}}),M=y(class extends b{constructor(e){if(super(e),e.type!==v.PROPERTY&&e.type!==v.ATTRIBUTE&&e.type!==v.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!C(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[t]){if(t===o||t===f)return t;let n=e.element,r=e.name;if(e.type===v.PROPERTY){if(t===n[r])return o}else if(e.type===v.BOOLEAN_ATTRIBUTE){if(!!t===n.hasAttribute(r))return o}else if(e.type===v.ATTRIBUTE&&n.getAttribute(r)===t+``)return o;return O(e),t}}),N=0;function te(e,t){let n=t.days,r=n.length-1;if(r<1)return f;let i=e=>n.slice(0,e+1).reduce((e,t)=>e+t.reports,0),o=e=>e>=r?`everything read`:`${u(n[e]?.day)} · ${h(i(e),`report`)}`,s=n.findIndex(t=>t.day>e.known),l=!e.known||s<0?r:Math.max(0,s-1);return a`<div class="knownby controls">
    <label for="knownby">Known by</label>
    <input
      id="knownby" type="range" min="0" max=${r} step="1"
      .value=${M(String(l))} aria-valuetext=${o(l)}
      @input=${e=>{let t=e.target,i=Number(t.value);t.setAttribute(`aria-valuetext`,o(i));let a=t.parentElement?.querySelector(`output`);a&&(a.textContent=o(i)),clearTimeout(N);let s=i>=r?``:n[i]?.day??``;N=window.setTimeout(()=>c({known:s},!0),200)}}
    />
    <output for="knownby" .textContent=${M(o(l))}></output>
    ${e.known?a`<button type="button" @click=${()=>c({known:``})}>Everything</button>`:f}
  </div>`}var P=13,F=22,I=14,ne=50,L=e=>[e.low,e.high,e.value].filter(e=>e!==null);function re(e,t){let n=(t-e)/3||1,r=10**Math.floor(Math.log10(n)),i=Math.max(1,[1,2,5,10].map(e=>e*r).find(e=>e>=n)??n),a=[];for(let n=Math.ceil(e/i)*i;n<=t;n+=i)a.push(Math.round(n));return[...new Set(a)]}var ie=e=>e>=1e6?`${+(e/1e6).toFixed(1)}m`:e>=1e4?`${+(e/1e3).toFixed(1)}k`:e.toLocaleString(`en`);function ae(e,t,n){let r=e.flatMap(L),i=Math.min(...r),a=Math.max(...r),o=r.length>0&&a/Math.max(i,1)>ne,s=e=>o?Math.log10(Math.max(e,.5)):e,[c,l]=r.length?[s(i),s(a)]:[0,1],u=(l-c)*.14||Math.max(1,l*.25);[c,l]=[c-u,l+u];let d=e=>n-(s(e)-c)/(l-c)*(n-t),f=r.length===0?[]:i===a?[i]:o?Array.from({length:12},(e,t)=>10**t).filter(e=>s(e)>=c&&s(e)<=l):re(Math.max(c,0),l);return{at:d,log:o,shown:f.length?f:[i,a]}}function oe(e,t,n){let r=Math.min(P,(n-t)/Math.max(1,e.length-1)),i=[...e];for(let e=1;e<i.length;e+=1)i[e]=Math.max(i[e],i[e-1]+r);for(let e=i.length-1;e>=0;--e){let t=e===i.length-1?n:i[e+1]-r;i[e]=Math.min(i[e],t)}return i}var R=e=>e.bottom-F/2+2;function se(e,n){let r=e.some(e=>!L(e).length),i=(e.length===1?92:e.length<4?142:190)+(r?F:0),[a,o,s,c]=[54,n-16,18,i-24],l=c-(r?F:0),f=ae(e,s,l),p=e.filter(e=>e.known).map(e=>t(e.known)),[m,h]=[Math.min(...p),Math.max(...p)],g=p.length<e.length,_=a+I+(g&&p.length?40:0),v=o-I,y=e=>e?m===h?(_+v)/2:_+(t(e)-m)/(h-m)*(v-_):p.length?a+I:(_+v)/2,b=[...e].sort((e,t)=>y(e.known)-y(t.known)),x=b.map(e=>y(e.known)),S=oe(x.map((e,t)=>{let n=x.filter(t=>t===e).length;return e+(t-x.indexOf(e)-(n-1)/2)*P}).map(e=>Math.max(e,a+6)),a+6,o-6),C=new Map;b.forEach((e,t)=>{let n=S[t];if(!L(e).length){let t=R({bottom:c});C.set(e.claim,{x:n,y:t,low:t,high:t,up:null,down:null});return}let r=e.value??e.low??e.high,i=f.at(e.low??r),a=f.at(e.high??r),o=e.value===null?e.low!==null&&e.high!==null?null:i:f.at(e.value);C.set(e.claim,{x:n,y:o,low:Math.max(i,a),high:Math.min(i,a),up:e.high===null?s-8:null,down:e.low===null?l+2:null})});let w=[];if(p.length&&m===h)w.push({at:(_+v)/2,words:u(d(m)),anchor:`middle`});else if(p.length){let e=[...new Set([m,...(n>500?[1/3,2/3]:[]).map(e=>Math.round(m+e*(h-m))),h])],t=e.length>2&&h-m<4?[m,h]:e;for(let e of t)w.push({at:y(d(e)),words:u(d(e)),anchor:e===m?g?`middle`:`start`:e===h?`end`:`middle`})}g&&w.push({at:y(null),words:p.length?`no day`:`day not known`,anchor:`middle`});let T=f.shown.filter(Number.isFinite).map(e=>({at:f.at(e),words:ie(e),anchor:`end`}));return{height:i,left:a,right:o,top:s,bottom:c,log:f.log,unnumbered:r,spots:C,rows:T,days:w}}function ce(e,t){let n=e=>e.y??(e.low+e.high)/2,[r,i,a,o]=[e.x,n(e),t.x,n(t)],s=16+Math.min(30,Math.abs(r-a)*.12),c=Math.abs(r-a)<20,l=(r+a)/2+(c?24:0),u=c?(i+o)/2:Math.max(2,Math.min(i,o)-s),d=(e,t)=>{let n=Math.hypot(l-e,u-t)||1;return[e+(l-e)/n*8,t+(u-t)/n*8]},[f,p]=d(r,i),[m,h]=d(a,o),g=Math.atan2(h-u,m-l)*180/Math.PI,_=e=>e.toFixed(1);return{path:`M${_(f)} ${_(p)}Q${_(l)} ${_(u)} ${_(m)} ${_(h)}`,head:`translate(${_(m)} ${_(h)}) rotate(${_(g)})`,x:(f+2*l+m)/4,y:(p+2*u+h)/4}}var z={supersedes:{forth:`supersedes`,back:`superseded by`,sign:``,directed:!0},revises_down:{forth:`revises down`,back:`revised down by`,sign:`↓`,directed:!0},echo:{forth:`repeats`,back:`repeated by`,sign:`=`,directed:!0},part_of:{forth:`part of`,back:`has as a part`,sign:`⊂`,directed:!0},disjoint_from:{forth:`comes on top of`,back:`comes on top of`,sign:`+`,directed:!1},window_drift:{forth:`same number, days told otherwise than in`,back:`same number, days told otherwise than in`,sign:`d`,directed:!1},scope_drift:{forth:`same number, place or people told otherwise than in`,back:`same number, place or people told otherwise than in`,sign:`p`,directed:!1},attribution_conflict:{forth:`same number, other named source than in`,back:`same number, other named source than in`,sign:`?`,directed:!1},contradicts:{forth:`contradicts`,back:`contradicts`,sign:`×`,directed:!1},within_rounding:{forth:`the same when rounded as`,back:`the same when rounded as`,sign:`≈`,directed:!1},unit_of:{forth:`the same count in another unit as`,back:`the same count in another unit as`,sign:`u`,directed:!1}},B=e=>z[e].forth.replace(/ (?:than in|as)$/,``),V={own:`counts its own side's losses`,rival:`counts the losses of a side that it fights`,third:`neither of the sides`},H=e=>V[e]??`interest not known`,U={single_origin:`one origin`,corroborated:`two or more independent origins agree`,contested:`contested`,unconfirmed:`not borne out by a second origin`,confirmed:`borne out by the side said to have done it`,accepted:`accepted by a person`,discounted:`struck out by a person`},W=e=>U[e]??e.replaceAll(`_`,` `);function G(e){let t=e.discounted?`struck out by a person`:e.standing?e.accepted?`accepted by a person`:``:`no longer stands`;return[e.text||s(e.low,e.high),e.outlet,e.known?u(e.known):`day not known`,e.source&&e.source!==e.outlet?`according to ${e.source}`:``,e.stance===`asserted`?``:p(e.stance),t].filter(Boolean).join(`, `)}var le=(e,t)=>{let n=e=>{let n=t.get(e);return n?`${n.text||s(n.low,n.high)} (${n.outlet})`:`a claim elsewhere`},r=e.words?` “${e.words}”`:``;return`${n(e.a)} ${z[e.kind].forth} ${n(e.b)}: ${e.rule}${r}`};function K(e){let t=e.target.closest(`[data-tells]`),n=e.currentTarget.closest(`.strip`),r=n?.querySelector(`.telling`);if(!n||!r)return;r.textContent=t?.dataset.tells??``;let i=t?.dataset.claim;for(let e of n.querySelectorAll(`.joint`)){let n=e===t||i!==void 0&&(e.dataset.a===i||e.dataset.b===i);e.classList.toggle(`near`,n)}n.classList.toggle(`pointing`,t!==null)}function ue(e,t){let{x:n,y:r,low:i,high:a,up:o,down:s}=t,c=a===i?f:_`<rect class="span" x=${n-3} y=${a} width="6" height=${i-a} rx="2" />`,l=(e,t,r)=>_`<path class="open" d=${`M${n} ${e}V${t}M${n-4} ${t-r*5}L${n} ${t}L${n+4} ${t-r*5}`} />`,u=r===null?f:e.value===null&&(e.low!==null||e.high!==null)?_`<path class="dot" d=${`M${n-5} ${r}H${n+5}`} />`:e.low===null&&e.high===null&&e.value===null?_`<path class="dot" d=${`M${n} ${r-5}l5 5l-5 5l-5 -5z`} />`:_`<circle class="dot" cx=${n} cy=${r} r="4.5" />`,d=r??(i+a)/2;return _`
    <rect class="reach" x=${n-9} y=${Math.min(a,d)-9} width="18" height=${Math.max(i,d)-Math.min(a,d)+18} rx="6" />
    ${c}${o===null?f:l(Math.min(d,a),o,-1)}${s===null?f:l(Math.max(d,i),s,1)}
    ${u}
    ${e.accepted?_`<circle class="ring" cx=${n} cy=${d} r="8" />`:f}
    ${e.discounted?_`<path class="crossed" d=${`M${n-6} ${d-6}l12 12m0 -12l-12 12`} />`:f}`}function de(e,t,n,r){let i=ce(t,n),a=z[e.kind];return _`<g class="joint ${e.kind}" data-a=${e.a} data-b=${e.b} data-tells=${r} tabindex="0" role="img" aria-label=${r}>
    <title>${r}</title>
    <path class="grip" d=${i.path} />
    <path class="line" d=${i.path} />
    ${a.directed?_`<path class="head" d="M0 0L-7 -3.5V3.5z" transform=${i.head} />`:f}
    ${a.sign?_`<text class="sign" x=${i.x} y=${i.y}>${a.sign}</text>`:f}
  </g>`}function fe(e,t,r){let i=se(e.marks,r),o=new Map(e.marks.map(e=>[e.claim,e])),s=e.relations.filter(e=>i.spots.has(e.a)&&i.spots.has(e.b)),c=(e,r)=>{e.ctrlKey||e.metaKey||e.shiftKey||e.button!==0||(e.preventDefault(),m(n(t,`claim`,{claim:r})))};return a`<figure class="strip ${s.length>16?`busy`:``}">
    <svg
      viewBox=${`0 0 ${r} ${i.height}`} role="group"
      aria-label=${`${e.title}: ${h(e.marks.length,`claim`)} by day of publication and number${i.log?`, on a logarithmic scale`:``}`}
      @pointerover=${K} @pointerleave=${K} @focusin=${K} @focusout=${K}
    >
      ${i.rows.map(e=>_`<line class="grid" x1=${i.left} x2=${i.right} y1=${e.at} y2=${e.at} />
          <text class="tick" x=${i.left-6} y=${e.at+4} text-anchor="end">${e.words}</text>`)}
      ${i.unnumbered?_`<text class="tick" x=${i.left-6} y=${R(i)+4} text-anchor="end">words</text>`:f}
      ${i.days.map(e=>_`<line class="grid" x1=${e.at} x2=${e.at} y1=${i.bottom} y2=${i.bottom+4} />
          <text class="tick" x=${e.at} y=${i.bottom+17} text-anchor=${e.anchor}>${e.words}</text>`)}
      ${s.map(e=>de(e,i.spots.get(e.a),i.spots.get(e.b),le(e,o)))}
      ${e.marks.map(e=>{let r=G(e),a=e.discounted?`discounted`:e.standing?`standing`:`fallen`;return _`<a class="claim ${a}" href=${n(t,`claim`,{claim:e.claim})} aria-label=${r}
            data-claim=${e.claim} data-tells=${r} @click=${t=>c(t,e.claim)}>
            <title>${r}</title>${ue(e,i.spots.get(e.claim))}</a>`})}
    </svg>
    ${i.log?a`<p class="soft small scale">Logarithmic scale</p>`:f}
    <p class="telling small" aria-hidden="true"></p>
  </figure>`}function pe(e,t){let r=new Map(e.marks.map(e=>[e.claim,e])),i=t=>e.relations.filter(e=>e.a===t.claim||e.b===t.claim);return a`<div class="wide" role="group" aria-label=${`Claims of ${e.title} as a table`} tabindex="0"><table class="small">
    <thead><tr><th scope="col">Published</th><th scope="col">As printed</th><th scope="col">Range</th><th scope="col">Source</th>
      <th scope="col">Outlet</th><th scope="col">Stands</th><th scope="col">Relations</th></tr></thead>
    <tbody>${e.marks.map(e=>a`<tr>
      <td class="num">${u(e.known)||`not known`}</td>
      <th scope="row"><a class="source" href=${n(t,`claim`,{claim:e.claim})}>${e.text}</a></th>
      <td class="num">${s(e.low,e.high)}</td>
      <td class="source">${e.source}</td><td class="source">${e.outlet}</td>
      <td>${e.discounted?`struck out by a person`:e.standing?e.accepted?`yes, accepted by a person`:`yes`:`no`}</td>
      <td>${i(e).map(i=>{let o=i.a===e.claim,s=o?i.b:i.a;return a`<div>${z[i.kind][o?`forth`:`back`]}
          <a href=${n(t,`claim`,{claim:s})}>${r.get(s)?.text??`a claim of another figure`}</a>:
          ${i.rule}</div>`})}</td></tr>`)}</tbody></table></div>`}function me(){let e=(e,t,n)=>a`<li><svg viewBox="0 0 34 20" width="34" height="20" aria-hidden="true"><g class="claim ${e}">${t}</g></svg> ${n}</li>`,t=_`<circle class="dot" cx="17" cy="10" r="4.5" />`;return a`<details class="legend">
    <summary>What the marks and lines mean</summary>
    <ul>
      ${e(`standing`,t,`the number printed; the range rests on it`)}
      ${e(`fallen`,t,`no longer stands: superseded or repeated`)}
      ${e(`standing`,_`<rect class="span" x="14" y="3" width="6" height="14" rx="2" />`,`the range that the words allow`)}
      ${e(`standing`,_`<path class="open" d="M17 18V3M13 8L17 3L21 8" />`,`open on that side: at least, at most`)}
      ${e(`standing`,_`<path class="dot" d="M17 5l5 5l-5 5l-5 -5z" />`,`words without a number, such as dozens`)}
      ${e(`standing`,_`${t}<circle class="ring" cx="17" cy="10" r="8" />`,`accepted by a person`)}
      ${e(`discounted`,_`${t}<path class="crossed" d="M11 4l12 12m0 -12l-12 12" />`,`struck out by a person`)}
      ${Object.keys(z).map(e=>a`<li>
        <svg viewBox="0 0 34 20" width="34" height="20" aria-hidden="true"><g class="joint ${e}">
          <path class="line" d="M2 10H32" />${z[e].directed?_`<path class="head" d="M0 0L-7 -3.5V3.5z" transform="translate(33 10)" />`:f}
          <text class="sign" x="15" y="10">${z[e].sign}</text></g></svg> ${B(e)}</li>`)}
    </ul>
  </details>`}var q=25,J=matchMedia(`(max-width: 45rem)`),Y=[[``,`Range`,`all that the standing claims allow`],[`conservative`,`Conservative`,`the lowest count that a standing claim gives`],[`representative`,`Representative`,`the number that most origins give, one vote each`],[`informative`,`Most informative`,`the number of the claim whose words bind it most`],[`all`,`All claims`,`every claim, standing or not`]],X=(e,t,r)=>t?a`<a href=${n(e,`claim`,{claim:t})}>${r}</a>`:r,Z=(e,t,n)=>e.find(e=>e.standing&&e[t]===n)??e.find(e=>e.standing&&e.value===n);function he(e,t){let{low:n,high:r,marks:i}=e,o=e=>e.toLocaleString(`en`),c=(e,n)=>X(t,Z(i,e,n)?.claim,o(n)),l=i.find(e=>e.standing)??i[0],u=n===null&&r===null&&l?l.text:s(n,r);return n===null||r===null||n===r||i.filter(e=>e.standing).length<2?X(t,(n===null&&r===null?l:Z(i,n===null?`high`:`low`,n??r)??l)?.claim,u):a`${c(`low`,n)} to ${c(`high`,r)}`}function ge(e,t,n){if(t===`all`)return a`<ul class="every">${e.marks.map(e=>a`<li>
      ${X(n,e.claim,e.text||s(e.low,e.high))}
      <span class="soft small source">${e.source}, ${u(e.known)||`day not known`}${e.standing?``:e.discounted?`, struck out`:`, no longer stands`}</span></li>`)}</ul>`;if(t===`conservative`||t===`representative`||t===`informative`){let r=e[t];return r===null?a`<span class="soft">indeterminate</span>`:X(n,(e.marks.find(e=>e.standing&&e.value===r)??Z(e.marks,`low`,r)??Z(e.marks,`high`,r))?.claim,r.toLocaleString(`en`))}return he(e,n)}function _e(e){let t=e.origins.filter(e=>!e.independent).length;return a`<details class="voices">
    <summary><span class="badge">${h(e.outlets.length,`outlet`)} · ${h(e.origins.length,`origin`)}</span>
      ${t?a`<span class="small soft">${t} not independent</span>`:f}</summary>
    <ul>${e.origins.map(e=>a`<li>
      <strong class="source">${e.name}</strong> <span class="soft">(${p(e.kind)}; ${H(e.interest)})</span>
      ${e.independent?f:a`<span class="badge dependent">not independent: may repeat another voice</span>`}
      <div class="small source">${h(e.claims,`claim`)} in ${e.outlets.join(`, `)}</div></li>`)}</ul>
  </details>`}var ve=(e,t)=>e.low===null&&e.high===null&&t.marks.find(t=>t.claim===e.claim)?.text||s(e.low,e.high);function ye(e,t){return e.history.length<2?f:a`<details class="moved" ?open=${e.history.length<5}>
    <summary>How it moved: ${h(e.history.length,`step`)}</summary>
    <ol>${e.history.map(n=>a`<li>
      ${n.known?`from ${u(n.known)}`:`on a day not known`}:
      ${X(t,n.claim,ve(n,e))}
      <span class="soft source">with ${n.source}</span></li>`)}</ol>
  </details>`}function be(e,t){if(!e.parts.length&&!e.whole.length)return f;let r=e=>e.map(e=>a`<li><a href=${n(t,`figures`,{figure:e.id})}>${e.title}</a></li>`);return a`<div class="small related">
    ${e.whole.length?a`<h3>Part of</h3><ul>${r(e.whole)}</ul>`:f}
    ${e.parts.length?a`<h3>Parts of this figure, never added on top</h3><ul>${r(e.parts)}</ul>`:f}
  </div>`}function xe(e,t,r){let i=[e.population===`unknown`?``:e.population,e.unit===`persons`&&e.population!==`unknown`?``:e.unit].filter(Boolean).join(`, `),o={stock:`at one time`,cumulative:`running total`,flow:``}[e.flow]??e.flow,s=e.told&&!e.when.includes(e.told)?a` (<span class="source">“${e.told}”</span>)`:f,[,c,l]=Y.find(([e])=>e===r)??Y[0];return a`<article class="card toll" aria-labelledby=${`t-${e.id}`}>
    <div class="text">
      <h2 id=${`t-${e.id}`}><a class="source" href=${n(t,`figures`,{figure:e.id})}>${e.title}</a></h2>
      <p class="soft small">${[i,o].filter(Boolean).join(` · `)}${i||o?` · `:``}${e.when||`days not told`}${s}</p>
      <div class="amount num">${ge(e,r,t)} <small class="soft">${c.toLowerCase()}<span class="unseen">: ${l}</span></small></div>
      <p class="status small"><span class="badge ${e.status}">${W(e.status)}</span> <span class="source">${e.grade}</span></p>
      ${_e(e)}${ye(e,t)}${be(e,t)}
    </div>
    <div class="plot">
      ${fe(e,t,J.matches?340:600)}
      <details><summary class="small">As a table</summary>${pe(e,t)}</details>
    </div>
  </article>`}function Q(e,t){let r=e=>t.more.get(e)??``,i=e=>r=>m(n(t,`figures`,{[e]:r.target.value||null,page:null})),o=(e,t,n,o)=>a`<label>
    ${t}
    <select @change=${i(e)}>
      <option value="" ?selected=${!r(e)}>all</option>
      ${n.map(t=>a`<option value=${t} ?selected=${r(e)===t}>${o(t)}</option>`)}
    </select></label>`;return a`<form class="filters" @submit=${e=>e.preventDefault()}>
    ${o(`measure`,`Counted`,e.measures,p)}
    <label>Place <input type="search" list="figure-places" .value=${r(`place`)} @change=${i(`place`)} placeholder="any" /></label>
    <datalist id="figure-places">${e.places.map(e=>a`<option value=${e}></option>`)}</datalist>
    ${o(`status`,`Status`,e.statuses,W)}
    <label>Reaching <input type="number" min="0" inputmode="numeric" .value=${r(`least`)} @change=${i(`least`)} placeholder="any number" /></label>
  </form>`}function Se(e,t){let r=Y.find(([e])=>e===t)?.[2]??``;return a`<fieldset class="ways"><legend>Numbers shown</legend>
    ${Y.map(([r,i])=>a`<label><input type="radio" name="way" value=${r} .checked=${r===t}
      @change=${()=>m(n(e,`figures`,{way:r||null}),!0)} /> ${i}</label>`)}
    <span class="soft small">${r}</span></fieldset>`}function Ce(e,t,r){let i=Math.ceil(e.total/q);if(i<2)return f;let o=(e,r)=>e<1||e>i?f:a`<a href=${n(t,`figures`,{page:e>1?String(e):null})}>${r}</a>`;return a`<nav class="pager" aria-label="Pages of figures">${o(r-1,`← Before`)}
    <span class="num">Page ${r} of ${i}</span> ${o(r+1,`Next →`)}</nav>`}async function we(e,t,n){let a=e.more.get(`figure`),{known:o}=e;if(!a){let r=Object.fromEntries([`measure`,`place`,`status`,`least`].map(t=>[t,e.more.get(t)]));return i(`figures`,{known:o,...r,limit:q,offset:(t-1)*q},n)}try{let e=await i(`figures/${encodeURIComponent(a)}`,{known:o},n);return{known:o||null,total:1,measures:[],places:[],statuses:[],rows:[e]}}catch(e){if(e instanceof r&&e.status===404)return null;throw e}}function Te(e,t,r,i){let o=t.more.get(`way`)??``,s=t.more.has(`figure`),c=n(t,`figures`,{figure:null,page:null}),l=n(t,`figures`,{measure:null,place:null,status:null,least:null,page:null}),u=e?e.rows.length?ee(e.rows,e=>e.id,e=>xe(e,t,o)):r.claims?g(`No figure fits`,a`<a href=${l}>Take the filters away</a>, or let more be known.`):g(`No figures yet`,`They come from reports that tell how many.`):g(`This figure is not known on that day`,a`Move “Known by”, or see <a href=${c}>all figures</a>.`);return a`<header class="head"><h1>Figures</h1>
      <p class="soft" role="status">${e&&!s?`${h(e.total,`figure`)}, contested ones first`:f}</p>
      ${s?a`<p><a href=${c}>All figures</a></p>`:f}</header>
    <div class="controls">${s||!e?f:Q(e,t)}${te(t,r)}${Se(t,o)}${me()}</div>
    <div class="rows">${u}</div>
    ${e&&!s?Ce(e,t,i):f}`}var $=()=>void 0;J.addEventListener(`change`,()=>$());var Ee={title:`Figures`,async show(e,t,n,r){let i=Math.max(1,Number(t.more.get(`page`))||1);e.setAttribute(`aria-busy`,`true`);let a=await we(t,i,r).finally(()=>e.removeAttribute(`aria-busy`));r.aborted||($=()=>e.isConnected&&l(Te(a,t,n,i),e),$())}};export{Ee as screen};