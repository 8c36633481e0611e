import{S as e,d as t,n,r,y as i}from"./index.js";import{t as a}from"./live.js";var o=0;function s(s,c){let l=c.days,u=l.length-1;if(u<1)return i;let d=e=>l.slice(0,e+1).reduce((e,t)=>e+t.reports,0),f=e=>e>=u?`everything read`:`${r(l[e]?.day)} · ${n(d(e),`report`)}`,p=l.findIndex(e=>e.day>s.known),m=!s.known||p<0?u:Math.max(0,p-1);return e`<div class="knownby controls">
    <label for="knownby">Known by</label>
    <input
      id="knownby" type="range" min="0" max=${u} step="1"
      .value=${a(String(m))} aria-valuetext=${f(m)}
      @input=${e=>{let n=e.target,r=Number(n.value);n.setAttribute(`aria-valuetext`,f(r));let i=n.parentElement?.querySelector(`output`);i&&(i.textContent=f(r)),clearTimeout(o);let a=r>=u?``:l[r]?.day??``;o=window.setTimeout(()=>t({known:a},!0),200)}}
    />
    <output for="knownby" .textContent=${a(f(m))}></output>
    ${s.known?e`<button type="button" @click=${()=>t({known:``})}>Everything</button>`:i}
  </div>`}export{s as t};