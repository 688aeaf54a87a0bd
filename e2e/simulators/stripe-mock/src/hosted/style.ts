/** The look of the payment pages: calm, one column on a telephone, and never mistaken for the real thing. */
export const style = `
:root{color-scheme:light;--ink:#17212b;--soft:#55626f;--line:#d3dae1;--paper:#fff;--ground:#eef2f4;--deep:#123c3a;--deep-soft:#b9d6d1;--brand:#0b6b5f;--brand-dark:#084f46;--bad:#a3211b;--bad-ground:#fdeeec;--mark:#ffe9a8;--mark-ink:#4d3a00}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",system-ui,sans-serif}
.mark{margin:0;padding:.5rem 1rem;background:var(--mark);color:var(--mark-ink);text-align:center;font-size:.9rem;font-weight:600}
main{max-width:62rem;margin:0 auto;padding:1rem;display:grid;gap:1rem}
main.single{max-width:30rem;padding-top:2rem}
h1{margin:0;font-size:1rem;font-weight:500}h2{margin:0 0 1rem;font-size:1.15rem}
p{margin:.25rem 0 .75rem}
.panel{background:var(--paper);border-radius:1rem;padding:1.25rem;box-shadow:0 1px 2px rgb(18 60 58/.08),0 8px 24px rgb(18 60 58/.07)}
.summary{background:var(--deep);color:#fff;border-radius:1rem;padding:1.25rem}
.summary p{color:var(--deep-soft)}
.amount{margin:.25rem 0 0;font-size:2.25rem;line-height:1.2;font-weight:700;color:#fff;font-variant-numeric:tabular-nums}
.summary .amount{color:#fff}
.lines{list-style:none;margin:1rem 0 0;padding:0;border-top:1px solid rgb(255 255 255/.22)}
.lines li{display:flex;gap:1rem;justify-content:space-between;padding:.7rem 0;border-bottom:1px solid rgb(255 255 255/.22)}
.lines span{overflow-wrap:anywhere;min-width:0}.lines small{display:block;color:var(--deep-soft)}
.lines b{white-space:nowrap;font-weight:600;font-variant-numeric:tabular-nums}
.back{display:inline-block;margin-top:1rem;padding:.4rem 0;color:#fff}
.methods{list-style:none;margin:0 0 1.25rem;padding:0;display:grid;gap:.5rem;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr)}
.methods a{display:flex;flex-direction:column;align-items:center;gap:.15rem;min-height:4.25rem;padding:.6rem .5rem;border:1.5px solid var(--line);border-radius:.75rem;color:var(--ink);text-decoration:none;font-weight:600;background:#fff}
.methods a:hover{border-color:var(--brand)}
.methods a[aria-current]{border-color:var(--brand);background:#e9f5f2;box-shadow:inset 0 0 0 1px var(--brand)}
.methods svg{width:1.6rem;height:1.6rem}
.field{margin-bottom:1rem}.field label{display:block;font-weight:600;margin-bottom:.2rem}
.field small{display:block;color:var(--soft);margin-top:.2rem}
.field .wrong{color:var(--bad);font-weight:600}
.pair{display:grid;gap:0 1rem;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr))}
input{width:100%;min-height:2.9rem;padding:.5rem .75rem;font:inherit;color:inherit;background:#fff;border:1.5px solid #7b8894;border-radius:.6rem}
input[aria-invalid=true]{border-color:var(--bad);background:var(--bad-ground)}
button,.button{display:block;width:100%;min-height:3rem;padding:.6rem 1rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;border-radius:.6rem;border:1.5px solid var(--brand);background:var(--brand);color:#fff;cursor:pointer}
button:hover,.button:hover{background:var(--brand-dark)}
button.quiet,.button.quiet{background:#fff;color:var(--brand)}button.quiet:hover,.button.quiet:hover{background:#e9f5f2}
button+button,.button+.button{margin-top:.75rem}
.alert{margin:0 0 1rem;padding:.75rem 1rem;border-radius:.6rem;background:var(--bad-ground);color:var(--bad);font-weight:600}
.soft{color:var(--soft)}
details{margin-top:1.25rem;border-top:1px solid var(--line);padding-top:.75rem;color:var(--soft);font-size:.92rem}
summary{cursor:pointer;padding:.25rem 0}details ul{margin:.25rem 0 0;padding-left:1.1rem}code{font-family:ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
.wallet{text-align:center}.wallet .amount{color:var(--ink)}
.wallet.alipay{border-top:.4rem solid #1668dc}.wallet.wechat{border-top:.4rem solid #07913f}.wallet.bank{border-top:.4rem solid #33475b}
.qr{width:min(13rem,100%);margin:1rem auto;padding:.75rem;border:1px solid var(--line);border-radius:.75rem;background:#fff}
.qr svg{display:block;width:100%;height:auto}
.facts{margin:1rem 0;padding:0;text-align:left}.facts div{display:flex;gap:1rem;justify-content:space-between;padding:.45rem 0;border-bottom:1px solid var(--line)}
.facts dt{color:var(--soft);white-space:nowrap}.facts dd{margin:0;text-align:right;overflow-wrap:anywhere}
:focus-visible{outline:3px solid #e08a00;outline-offset:2px}
.summary :focus-visible{outline-color:#ffd166}
@media(min-width:52rem){main{padding:2.5rem 1rem;gap:1.5rem}main.wide{grid-template-columns:minmax(0,5fr) minmax(0,6fr);align-items:start}.panel,.summary{padding:2rem}.summary{min-height:26rem}}
`;
