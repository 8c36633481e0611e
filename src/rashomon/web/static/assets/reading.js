import{S as e,f as t,o as n,y as r}from"./index.js";function i(e){if(!/[\ud800-\udbff]/.test(e))return e=>e;let t=[],n=0;for(let r of e)t.push(n),n+=r.length;return e=>t[e]??n}function a(e,t,n){let r=n.filter(n=>n.start<t&&n.end>e),i=new Set([e,t]);for(let n of r)i.add(Math.max(e,n.start)),i.add(Math.min(t,n.end));let a=[...i].sort((e,t)=>e-t);return a.slice(0,-1).map((e,t)=>{let n=a[t+1];return{start:e,end:n,claims:r.filter(t=>t.start<=e&&t.end>=n)}})}function o(e,t){let n=[],r=0,i=(e,r)=>{t.some(t=>t.start<r&&t.end>e)&&n.push({role:`body`,start:e,end:r})};for(let[t,a,o]of e.blocks)i(r,a),n.push({role:t,start:a,end:o}),r=o;return i(r,1/0),n}function s(s,c,l={}){let u=l.lit??s.lit,d=i(s.text),f=(e,t)=>s.text.slice(d(e),t===1/0?void 0:d(t)),p=[...u].reduce((e,t)=>Math.max(e,t.end),0),m=new Set,h=(i,a,o=!1)=>{let s=!m.has(i.claim);return m.add(i.claim),e`<a
      class=${o?`also`:`lit`}
      href=${t(c,`claim`,{claim:i.claim})}
      title=${`${i.title} (${n(i.stance)})`}
      tabindex=${s?r:`-1`}
      data-opens=${i.claim}
      @click=${e=>{!l.pick||e.ctrlKey||e.metaKey||e.shiftKey||(e.preventDefault(),e.stopPropagation(),l.pick(i))}}
      >${a}</a
    >`},g=(t,n)=>{if(!t.claims.length)return f(t.start,t.end);let r=[...t.claims].sort((e,t)=>e.end-e.start-(t.end-t.start)),i=r[0],a=h(i,f(t.start,t.end)),o=r.filter(e=>!m.has(e.claim)&&!n.some(t=>t.claims.includes(e))),s=new Set(l.tone?t.claims.map(l.tone).filter(Boolean):[]),c=t.claims.some(e=>l.chosen?.has(e.claim)),u=e`<mark
      class=${[`stretch`,c?`chosen`:``,...s].join(` `)}
      data-claims=${t.claims.map(e=>e.claim).join(` `)}
      >${a}</mark
    >`;return o.length?e`${u}${o.map(t=>e`<sup>${h(t,e`<span class="unseen">${t.title}</span>+`,!0)}</sup>`)}`:u};return e`<div class="reading" aria-label=${`Text of ${s.line.name}`} role="group">
    ${o(s,u).map(t=>{let n=t.end===1/0?Math.max(t.start,p):t.end,r=a(t.start,n,u),i=r.map((e,t)=>g(e,r.slice(t+1)));return t.role===`headline`?e`<h3 class="source block headline" dir="auto">${i}</h3>`:e`<p class="source block ${t.role}" dir="auto">${i}</p>`})}
  </div>`}function c(e,t,n=!1){let r=e.querySelector(`mark[data-claims~="${CSS.escape(t)}"]`);if(!r)return!1;let i=matchMedia(`(prefers-reduced-motion: reduce)`).matches,a=r.closest(`.pane`);if(a){let e=r.getBoundingClientRect().top-a.getBoundingClientRect().top;a.scrollTo({top:a.scrollTop+e-a.clientHeight/3,behavior:i?`auto`:`smooth`})}else r.scrollIntoView({block:`center`,behavior:i?`auto`:`smooth`});return n&&r.querySelector(`a`)?.focus({preventScroll:!0}),!0}export{c as n,i as r,s as t};