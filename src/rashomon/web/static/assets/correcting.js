import{_ as e,v as t,x as n}from"./index.js";var r=e=>e.author||localStorage.getItem(`author`)||``,i=class{redraw;finished;what=`published`;wrong=``;sending=!1;done=null;constructor(e,t){this.redraw=e,this.finished=t}async send(t,n,r){let i=new FormData(t),a=e=>String(i.get(e)??``).trim(),o=r.author||a(`author`);r.author||localStorage.setItem(`author`,o);let s=a(`reason`);this.sending=!0,this.wrong=``,this.redraw();try{let r=this.what===`withdraw`?await e(`withdraw`,{report:n.id,reason:s,author:o}):await e(`judgements`,{verdict:`correct`,subjects:[n.id],field:this.what,value:a(`value`),reason:s,author:o});this.done={line:n,kept:r,what:this.what},t.querySelector(`[name="reason"]`).value=``,await this.finished(this.what)}catch(e){this.wrong=e instanceof Error?e.message:String(e)}finally{this.sending=!1,this.redraw()}}async undo(t,n){this.done=null;try{await e(`undo`,{entry:t,reason:`withdrawn by mistake`,author:r(n)}),await this.finished(`published`)}catch(e){this.wrong=e instanceof Error?e.message:String(e),this.redraw()}}withdrawn(e){let{done:r}=this;return r?.what===`withdraw`?n`<div class="card job" role="status">
      <p>Withdrawn: <span class="source">${r.line.title||r.line.name}</span>. It counts no longer.</p>
      ${r.kept.changes.length?n`<ul class="small">${r.kept.changes.map(e=>n`<li><bdi>${e}</bdi></li>`)}</ul>`:t}
      <button type="button" @click=${()=>void this.undo(r.kept.entry,e)}>Undo</button>
      <button type="button" @click=${()=>{this.done=null,this.redraw()}}>Close</button>
    </div>`:t}draw(e,i){if(!i.writable)return t;let a=[[`published`,`Correct the day`],[`outlet`,`Correct the outlet`],[`withdraw`,`Withdraw the report`]],o=this.done?.line.id===e.id?this.done.kept:null;return n`<details class="correcting controls">
      <summary>Correct or withdraw</summary>
      ${o?n`<div role="status">
            <p>Kept. ${o.changes.length?`It changed:`:`Nothing in the account reads otherwise.`}</p>
            <ul class="small">${o.changes.map(e=>n`<li><bdi>${e}</bdi></li>`)}</ul>
          </div>`:t}
      <form
        @submit=${t=>{t.preventDefault(),this.send(t.target,e,i)}}
      >
        <label
          >What
          <select
            @change=${e=>{this.what=e.target.value,this.redraw()}}
          >
            ${a.map(([e,t])=>n`<option value=${e} ?selected=${e===this.what}>${t}</option>`)}
          </select></label
        >
        ${this.what===`published`?n`<label>Day of publication <input type="date" name="value" required .value=${e.published??``} /></label>`:t}
        ${this.what===`outlet`?n`<label>Outlet <input name="value" required dir="auto" .value=${e.outlet} /></label>`:t}
        <label>Reason <input name="reason" required /></label>
        ${i.author?n`<p class="soft small">Kept under the name <bdi>${i.author}</bdi>.</p>`:n`<label>Your name <input name="author" required autocomplete="name" .value=${r(i)} /></label>`}
        ${this.what===`withdraw`?n`<p class="soft small">It counts no longer; its text and the reason stay in the ledger, and it can be undone.</p>`:t}
        ${this.wrong?n`<p class="wrong" role="alert">${this.wrong}</p>`:t}
        <button type="submit" ?disabled=${this.sending}>${this.what===`withdraw`?`Withdraw`:`Keep`}</button>
      </form>
    </details>`}};export{r as n,i as t};