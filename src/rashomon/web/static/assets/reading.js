import{i as e,u as t,v as n,x as r}from"./index.js";function i(e){if(!/[\ud800-\udbff]/.test(e))return e=>e;let t=[],n=0;for(let r of e)t.push(n),n+=r.length;return e=>t[e]??n}function a(e,t,n){let r=n.filter(n=>n.start<t&&n.end>e),i=new Set([e,t]);for(let n of r)i.add(Math.max(e,n.start)),i.add(Math.min(t,n.end));let a=[...i].sort((e,t)=>e-t);return a.slice(0,-1).map((e,t)=>{let n=a[t+1];return{start:e,end:n,claims:r.filter(t=>t.start<=e&&t.end>=n)}})}function o(e,t){let n=[],r=0,i=(e,r)=>{t.some(t=>t.start<r&&t.end>e)&&n.push({role:`body`,start:e,end:r})};for(let[t,a,o]of e.blocks)i(r,a),n.push({role:t,start:a,end:o}),r=o;return i(r,1/0),n}function s(s,c,l={}){let u=l.lit??s.lit,d=i(s.text),f=(e,t)=>s.text.slice(d(e),t===1/0?void 0:d(t)),p=[...u].reduce((e,t)=>Math.max(e,t.end),0),m=new Set,h=(i,a,o=!1)=>{let s=!m.has(i.claim);return m.add(i.claim),r`<a
      class=${o?`also`:`lit`}
      href=${t(c,`claim`,{claim:i.claim})}
      title=${`${i.title} (${e(i.stance)})`}
      tabindex=${s?n:`-1`}
      data-opens=${i.claim}
      @click=${e=>{!l.pick||e.ctrlKey||e.metaKey||e.shiftKey||(e.preventDefault(),e.stopPropagation(),l.pick(i))}}
      >${a}</a
    >`},g=(e,t)=>{if(!e.claims.length)return f(e.start,e.end);let n=[...e.claims].sort((e,t)=>e.end-e.start-(t.end-t.start)),i=n[0],a=h(i,f(e.start,e.end)),o=n.filter(e=>!m.has(e.claim)&&!t.some(t=>t.claims.includes(e))),s=new Set(l.tone?e.claims.map(l.tone).filter(Boolean):[]),c=e.claims.some(e=>l.chosen?.has(e.claim)),u=r`<mark
      class=${[`stretch`,c?`chosen`:``,...s].join(` `)}
      data-claims=${e.claims.map(e=>e.claim).join(` `)}
      >${a}</mark
    >`;return o.length?r`${u}${o.map(e=>r`<sup>${h(e,r`<span class="unseen">${e.title}</span>+`,!0)}</sup>`)}`:u};return r`<div class="reading" aria-label=${`Text of ${s.line.name}`} role="group">
    ${o(s,u).map(e=>{let t=e.end===1/0?Math.max(e.start,p):e.end,n=a(e.start,t,u),i=n.map((e,t)=>g(e,n.slice(t+1)));return e.role===`headline`?r`<h3 class="source block headline" dir="auto">${i}</h3>`:r`<p class="source block ${e.role}" dir="auto">${i}</p>`})}
  </div>`}function c(e,t,n=!1){let r=e.querySelector(`mark[data-claims~="${CSS.escape(t)}"]`);if(!r)return!1;let i=matchMedia(`(prefers-reduced-motion: reduce)`).matches,a=r.closest(`.pane`);if(a){let e=r.getBoundingClientRect().top-a.getBoundingClientRect().top;a.scrollTo({top:a.scrollTop+e-a.clientHeight/3,behavior:i?`auto`:`smooth`})}else r.scrollIntoView({block:`center`,behavior:i?`auto`:`smooth`});return n&&r.querySelector(`a`)?.focus({preventScroll:!0}),!0}export{c as n,i as r,s as t};