import{_ as e,b as t,g as n}from"./index.js";var r=e=>e.author||localStorage.getItem(`author`)||``,i=class{redraw;finished;what=`published`;wrong=``;sending=!1;done=null;constructor(e,t){this.redraw=e,this.finished=t}async send(e,t,r){let i=new FormData(e),a=e=>String(i.get(e)??``).trim(),o=r.author||a(`author`);r.author||localStorage.setItem(`author`,o);let s=a(`reason`);this.sending=!0,this.wrong=``,this.redraw();try{let e=this.what===`withdraw`?await n(`withdraw`,{report:t.id,reason:s,author:o}):await n(`judgements`,{verdict:`correct`,subjects:[t.id],field:this.what,value:a(`value`),reason:s,author:o});this.done={report:t.id,kept:e},await this.finished(this.what)}catch(e){this.wrong=e instanceof Error?e.message:String(e)}finally{this.sending=!1,this.redraw()}}draw(n,i){if(!i.writable)return e;let a=[[`published`,`Correct the day`],[`outlet`,`Correct the outlet`],[`withdraw`,`Withdraw the report`]],o=this.done?.report===n.id?this.done.kept:null;return t`<details class="correcting controls">
      <summary>Correct or withdraw</summary>
      ${o?t`<div role="status">
            <p>Kept. ${o.changes.length?`It changed:`:`Nothing in the account reads otherwise.`}</p>
            <ul class="small">${o.changes.map(e=>t`<li><bdi>${e}</bdi></li>`)}</ul>
          </div>`:e}
      <form
        @submit=${e=>{e.preventDefault(),this.send(e.target,n,i)}}
      >
        <label
          >What
          <select
            @change=${e=>{this.what=e.target.value,this.redraw()}}
          >
            ${a.map(([e,n])=>t`<option value=${e} ?selected=${e===this.what}>${n}</option>`)}
          </select></label
        >
        ${this.what===`published`?t`<label>Day of publication <input type="date" name="value" required .value=${n.published??``} /></label>`:e}
        ${this.what===`outlet`?t`<label>Outlet <input name="value" required dir="auto" .value=${n.outlet} /></label>`:e}
        <label>Reason <input name="reason" required /></label>
        ${i.author?t`<p class="soft small">Kept under the name <bdi>${i.author}</bdi>.</p>`:t`<label>Your name <input name="author" required autocomplete="name" .value=${r(i)} /></label>`}
        ${this.what===`withdraw`?t`<p class="soft small">It counts no longer; its text and the reason stay in the ledger, and it can be undone.</p>`:e}
        ${this.wrong?t`<p class="wrong" role="alert">${this.wrong}</p>`:e}
        <button type="submit" ?disabled=${this.sending}>${this.what===`withdraw`?`Withdraw`:`Keep`}</button>
      </form>
    </details>`}};export{r as n,i as t};