import{S as e,a as t,i as n,p as r,y as i}from"./index.js";import{t as a}from"./live.js";var o=200,s=0,c=e=>{clearTimeout(s),s=window.setTimeout(()=>r(e,!0),o)};function l(e,t){let n=e.findIndex(e=>e.day>t);return!t||n<0?e.length-1:Math.max(0,n-1)}function u(r,o,s=c){let{days:u}=r,d=u.length-1;if(d<1)return i;let f=e=>e>=d?``:u[e]?.day??``,p=(e,i=f(e))=>{if(!i)return`everything · ${n(r.reports,`report`)}`;let a=u.slice(0,e+1).reduce((e,t)=>e+t.reports,0);return`${t(i)} · ${a.toLocaleString(`en`)} of ${n(r.reports,`report`)}`},m=e=>t=>{let n=t.target,r=Number(n.value);n.setAttribute(`aria-valuetext`,p(r));let i=n.closest(`.slider`)?.querySelector(`output`);i&&(i.textContent=p(r)),s({known:f(r)},e)},h=l(u,o);return e`<div class="slider known-by controls">
    <div class="slider-words"><label for="known"><strong>Known by</strong></label>
      <output for="known" .textContent=${a(p(h,o))}></output>
      ${o?e`<button type="button" class="small" @click=${()=>s({known:``},!0)}>Everything</button>`:i}
    </div>
    <input id="known" type="range" min="0" max=${d} step="1" .value=${a(String(h))} aria-valuetext=${p(h,o)}
      @input=${m(!1)} @change=${m(!0)} />
  </div>`}export{u as t};