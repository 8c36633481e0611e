import{S as e,v as t,y as n}from"./index.js";var r=e=>e.author||localStorage.getItem(`author`)||``,i=class{redraw;finished;what=`published`;wrong=``;sending=!1;done=null;constructor(e,t){this.redraw=e,this.finished=t}async send(e,n,r){let i=new FormData(e),a=e=>String(i.get(e)??``).trim(),o=r.author||a(`author`);r.author||localStorage.setItem(`author`,o);let s=a(`reason`);this.sending=!0,this.wrong=``,this.redraw();try{let r=this.what===`withdraw`?await t(`withdraw`,{report:n.id,reason:s,author:o}):await t(`judgements`,{word:`correct`,subjects:[n.id],field:this.what,value:a(`value`),reason:s,author:o});this.done={line:n,kept:r,what:this.what},e.querySelector(`[name="reason"]`).value=``,await this.finished(this.what)}catch(e){this.wrong=e instanceof Error?e.message:String(e)}finally{this.sending=!1,this.redraw()}}async undo(e,n){this.done=null;try{await t(`undo`,{entry:e,reason:`withdrawn by mistake`,author:r(n)}),await this.finished(`published`)}catch(e){this.wrong=e instanceof Error?e.message:String(e),this.redraw()}}withdrawn(t){let{done:r}=this;return r?.what===`withdraw`?e`<div class="card job" role="status">
      <p>Withdrawn: <span class="source">${r.line.title||r.line.name}</span>. It counts no longer.</p>
      ${r.kept.changes.length?e`<ul class="small">${r.kept.changes.map(t=>e`<li><bdi>${t}</bdi></li>`)}</ul>`:n}
      <button type="button" @click=${()=>void this.undo(r.kept.entry,t)}>Undo</button>
      <button type="button" @click=${()=>{this.done=null,this.redraw()}}>Close</button>
    </div>`:n}draw(t,i){if(!i.writable)return n;let a=[[`published`,`Correct the day`],[`outlet`,`Correct the outlet`],[`withdraw`,`Withdraw the report`]],o=this.done?.line.id===t.id?this.done.kept:null;return e`<details class="correcting controls">
      <summary>Correct or withdraw</summary>
      ${o?e`<div role="status">
            <p>Kept. ${o.changes.length?`It changed:`:`Nothing in the account reads otherwise.`}</p>
            <ul class="small">${o.changes.map(t=>e`<li><bdi>${t}</bdi></li>`)}</ul>
          </div>`:n}
      <form
        @submit=${e=>{e.preventDefault(),this.send(e.target,t,i)}}
      >
        <label
          >What
          <select
            @change=${e=>{this.what=e.target.value,this.redraw()}}
          >
            ${a.map(([t,n])=>e`<option value=${t} ?selected=${t===this.what}>${n}</option>`)}
          </select></label
        >
        ${this.what===`published`?e`<label>Day of publication <input type="date" name="value" required .value=${t.published??``} /></label>`:n}
        ${this.what===`outlet`?e`<label>Outlet <input name="value" required dir="auto" .value=${t.outlet} /></label>`:n}
        <label>Reason <input name="reason" required /></label>
        ${i.author?e`<p class="soft small">Kept under the name <bdi>${i.author}</bdi>.</p>`:e`<label>Your name <input name="author" required autocomplete="name" .value=${r(i)} /></label>`}
        ${this.what===`withdraw`?e`<p class="soft small">It counts no longer; its text and the reason stay in the ledger, and it can be undone.</p>`:n}
        ${this.wrong?e`<p class="wrong" role="alert">${this.wrong}</p>`:n}
        <button type="submit" ?disabled=${this.sending}>${this.what===`withdraw`?`Withdraw`:`Keep`}</button>
      </form>
    </details>`}};export{r as n,i as t};