/**
 * The style of the shopper's pages, inlined once per page: no second request before the first paint. Values are those of
 * ui/theme/tokens.css. No rule depends on a style attribute: the pages' policy forbids them.
 */
export const PHONE_CSS = squeeze(`
:root{--s0:#0b0a09;--s2:#1d1a18;--s3:#2b2623;--edge:#3d3631;--ctl:#7a6e64;--lit:#f6ebdc;--lit2:#b8ab9b;
--l1:#4b1e0d;--l5:#ffb869;--l6:#ffdba6;
--house:system-ui,-apple-system,"PingFang SC","HarmonyOS Sans SC",MiSans,Roboto,"Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;
--stage:"Songti SC","Noto Serif SC","Noto Serif CJK SC","Source Han Serif SC",STSong,"New York","Noto Serif",Georgia,serif;
--strike:.24s cubic-bezier(.16,1,.3,1)}
*{box-sizing:border-box;margin:0}
.sr{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
[hidden]{display:none!important}
html{min-height:100%;background:var(--s0);color-scheme:dark;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;position:relative;isolation:isolate;overflow-x:hidden;
padding:max(8px,env(safe-area-inset-top)) 20px max(12px,env(safe-area-inset-bottom));
font:400 17px/1.5 var(--house);color:var(--lit);overflow-wrap:break-word;-webkit-font-smoothing:antialiased;
background:radial-gradient(130% 380px at 50% calc(100% + 30px),#8c3714cc 0,#4b1e0d99 38%,#1f0f0855 66%,#0b0a0900 100%),var(--s0)}
body:lang(zh){line-break:strict}
main{flex:1;display:flex;flex-direction:column}
:focus-visible{outline:3px solid var(--l5);outline-offset:3px}
main:focus,h1:focus{outline:0}
a{color:inherit}
button{font:inherit;color:inherit;cursor:pointer;-webkit-tap-highlight-color:transparent;touch-action:manipulation}
.top{display:flex;align-items:center;gap:10px;min-height:48px;font-size:14px;line-height:1.3;color:var(--lit2)}
.top svg{width:22px;height:22px;flex:none;color:var(--l5)}
.top b{color:var(--lit);font-weight:600}
.top>span{flex:1}
.tongue{min-width:48px;min-height:48px;margin-right:-8px;padding:0 8px;display:grid;place-items:center;flex:none;border:0;background:none;color:var(--lit);font-size:14px;text-decoration:none}
h1{font:700 36px/1.28 var(--stage);letter-spacing:.01em;margin-top:26px;white-space:pre-line;text-wrap:balance}
h1:lang(en){font-family:var(--house);font-weight:650;font-size:34px;line-height:1.1;letter-spacing:-.022em}
h1.plain{font:600 24px/1.35 var(--house);letter-spacing:0}
h2{font:600 17px/1.5 var(--house)}
p{color:var(--lit2)}
strong{color:var(--lit);font-weight:600}
.lead{margin-top:12px}
.small{font-size:15px;line-height:1.5;color:var(--lit2)}
.b{display:flex;align-items:center;justify-content:center;width:100%;min-height:56px;padding:8px 16px;border:1px solid var(--ctl);border-radius:6px;background:#0b0a0999;color:var(--lit);font-size:18px;font-weight:600;line-height:1.3;text-align:center;text-decoration:none}
.go{background:var(--l5);border-color:var(--l5);color:#1a0f06;min-height:68px;font-size:20px;box-shadow:0 0 44px #ffb86938}
.b:active{transform:scale(.985);transition:transform 90ms}
[aria-busy=true] .b{opacity:.75}
.q{display:inline-flex;align-items:center;min-height:48px;padding:0;border:0;background:none;color:var(--lit2);font-size:15px;text-align:inherit;text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:4px}
.foot{text-align:center;margin-top:4px}
.push{margin-top:auto;padding-top:8px}
.hill{position:absolute;inset:auto 0 0;width:100%;height:372px;z-index:-1}
.gap{flex:1;min-height:72px}
.gap:last-child{min-height:216px}
main:last-child .gap:last-child{min-height:270px}
.hero{position:relative;display:flex;flex-direction:column;min-height:min(640px,calc(100vh - 96px));margin:0 -20px;padding:0 20px 20px;isolation:isolate}
.hero .hill{height:74%;-webkit-mask:linear-gradient(#000 70%,#0000);mask:linear-gradient(#000 70%,#0000)}
.hero .gap{min-height:150px}
.hero .row{color:var(--lit)}
.over{color:var(--lit)}
.glow{animation:breathe 5.2s ease-in-out infinite alternate;transform-box:fill-box;transform-origin:center}
@keyframes breathe{from{opacity:.72}to{opacity:1}}
.ask{margin-top:24px;padding:20px 0 18px;border:solid var(--s3);border-width:1px 0}
.ask h2{font-size:18px;font-weight:400;line-height:1.45;margin-bottom:14px}
.ask .small{margin-top:12px}
.two{display:grid;grid-template-columns:1fr 1fr;gap:10px}
.row{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:2px 16px;margin-bottom:14px}
.row span{color:var(--lit)}
.row b{color:var(--lit);font-weight:600;font-size:20px}
.qr{display:block;margin:6px auto 2px;max-width:100%;height:auto}
.list{list-style:none;padding:0;margin-top:8px}
.list li{padding:10px 0;border-top:1px solid var(--s3)}
.list small{display:block;font-size:15px;color:var(--lit2)}
.part{margin-top:28px}
.pass{display:grid;justify-items:center;text-align:center}
.white{background:#fff;border-radius:10px;padding:4px;margin:16px 0 12px}
.url{max-width:100%;font-size:15px;min-height:48px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;line-height:48px}
.waking{visibility:hidden;text-align:center;margin-bottom:10px;color:var(--lit)}
.lighting .waking{visibility:visible}
.under{margin-top:10px;text-align:center}
.came main{animation:come var(--strike)}
@keyframes come{from{opacity:.25}}
@media (max-width:359px){body{padding-left:16px;padding-right:16px}main>h1:lang(en),main>h1,.hero>h1:lang(en),.hero>h1{font-size:30px}.hero{margin:0 -16px;padding:0 16px 16px}}
@media (max-height:720px){main>h1{margin-top:14px}.gap:last-child{min-height:150px}.gap:last-child .hill{height:300px}}
@media (min-width:560px){body{padding-left:max(20px,calc(50vw - 240px));padding-right:max(20px,calc(50vw - 240px))}}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
`)

/** What only a visit and its coupon need on top, after `PHONE_CSS` in the same element. */
export const VISIT_CSS =
  PHONE_CSS +
  squeeze(`
.me{display:flex;flex-wrap:wrap;align-items:center;gap:4px 12px;min-height:34px;margin-top:8px;font-size:20px;font-weight:600;line-height:1.25}
.me span:not(.time){flex:1 1 0;min-width:5em}
.me svg{flex:none}
.me .time{margin-left:auto;font-size:16px;font-weight:400;color:var(--lit2);font-variant-numeric:tabular-nums;white-space:nowrap}
.halts{list-style:none;padding:0;display:flex;margin-top:16px}
.halts li{flex:1;position:relative;display:grid;justify-items:center;gap:6px;font-size:15px;line-height:1.3;text-align:center;color:var(--lit2)}
.halts li+li:before{content:"";position:absolute;right:50%;width:100%;top:11px;height:2px;background:var(--s3);z-index:-1}
.halts .on+.on:before{background:var(--l5)}
.halts .on+.off:before{background:linear-gradient(90deg,var(--l5) 50%,var(--s3) 0)}
.halts i{width:24px;height:24px;border-radius:50%;background:var(--s0);border:2px solid var(--ctl)}
.halts .on{color:var(--lit)}
.halts .on i{background:var(--l6);border-color:var(--l6);box-shadow:0 0 18px #ffb86988}
.halts .new i{animation:strike .48s cubic-bezier(.16,1,.3,1)}
@keyframes strike{0%{background:var(--l1);box-shadow:0 0 0 #ffb86900}35%{box-shadow:0 0 34px 8px #ffb869cc}}
.remote{background:var(--s0)}
.say{min-height:74px;margin:8px 0 10px;display:grid;place-content:center;text-align:center}
.say h1,.say p{margin:0;font:400 17px/1.4 var(--house);letter-spacing:0;color:var(--lit)}
.say h1{font-weight:600}
.pad{position:relative;flex:1;min-height:max(340px,46vh);margin:0 -8px;border:1px solid var(--edge);border-radius:22px;overflow:hidden;touch-action:none;user-select:none;-webkit-user-select:none;
background:radial-gradient(120% 50% at 50% 108%,#8c371499 0,#4b1e0d66 45%,#0b0a0900 100%),#100e0d}
.pad>svg{position:absolute;inset:0;width:100%;height:100%;pointer-events:none}
.pad .lamp{overflow:visible;will-change:transform}
.pad[data-live]{cursor:grab}.pad[data-live]:active{cursor:grabbing}
.step{position:absolute;width:60px;height:60px;display:grid;place-items:center;border:0;border-radius:12px;background:none;color:var(--lit);touch-action:manipulation}
.step:focus-visible{outline-offset:-4px}
.step svg{width:26px;height:26px}
.step:active{background:#f6ebdc22}
.u{left:calc(50% - 30px);top:2px}.d{left:calc(50% - 30px);bottom:2px}.l{left:2px;top:calc(50% - 30px)}.r{right:2px;top:calc(50% - 30px)}
.ends{display:flex;justify-content:space-between;align-items:center;gap:16px;min-height:48px;font-size:15px;line-height:1.3;color:var(--lit2)}
.ends .q{color:var(--lit);text-align:right}
.scene{display:block;width:calc(100% + 40px);margin:12px -20px 0;flex:1;min-height:200px;max-height:430px;-webkit-mask:linear-gradient(#000 82%,#0000);mask:linear-gradient(#000 82%,#0000)}
.tale{min-height:62px;margin:4px 0 10px}
.tale h1,.tale p{margin:0;font:400 18px/1.45 var(--house);letter-spacing:0;color:var(--lit);text-wrap:wrap}
.new.spark{animation:spark .7s cubic-bezier(.16,1,.3,1);transform-box:fill-box;transform-origin:center}
@keyframes spark{from{opacity:0;transform:scale(.3)}}
.next{animation:breathe 1.8s ease-in-out infinite alternate}
.plate{background:#fff;color:#161412;border-radius:10px;margin-top:12px;padding:18px 20px 16px;text-align:center;box-shadow:0 0 60px #ffb86955}
.plate p{color:#55514c}
.worth{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:flex-end;gap:4px 12px;text-align:left}
.worth h1,.worth h2{margin:0;font:700 42px/1 var(--house);letter-spacing:-.03em;white-space:nowrap}
.worth s{text-decoration:none;font-size:26px;letter-spacing:0}
.worth p{flex:1;min-width:130px;font-size:14px;line-height:1.4;text-align:right}
.plate .code{color:#161412;font:600 38px/1.1 ui-monospace,"SF Mono","Roboto Mono","DejaVu Sans Mono",monospace;letter-spacing:.06em}
.plate .small{color:#55514c;margin-top:6px}
.spent{background:#e4e4e1;box-shadow:none;text-align:left}
.spent .end{margin-top:14px;font-size:20px}
.facts{margin-top:12px}
.facts div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16px;padding:10px 0;border-bottom:1px solid var(--s3);font-size:16px}
.facts dt{color:var(--lit2)}
.facts dd{margin:0}
.bar{appearance:none;-webkit-appearance:none;display:block;width:100%;height:6px;margin:18px 0 8px;border:0;border-radius:3px;background:var(--s3);overflow:hidden}
.bar::-webkit-progress-bar{background:var(--s3)}
.bar::-webkit-progress-value{background:var(--l5)}
.bar::-moz-progress-bar{background:var(--l5)}
.six{display:grid;grid-template-columns:1fr 1fr;grid-auto-rows:1fr;gap:10px;flex:1;max-height:460px}
.six button{min-height:112px;display:grid;grid-template-rows:1fr auto;justify-items:center;align-items:center;gap:8px;padding:12px 8px;border:1px solid var(--ctl);border-radius:6px;background:#0b0a0999;font-size:17px;font-weight:600;line-height:1.2}
.six button:active{transform:scale(.985);transition:transform 90ms}
.six button:disabled{opacity:.45}
.asks{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16px}
.asks form:has(.go),.asks .staff[open]{flex-basis:100%}
.staff summary{cursor:pointer;list-style:none}
.staff .small{padding-bottom:8px}
.away,.fault{position:fixed;z-index:2;inset:max(8px,env(safe-area-inset-top)) 12px auto;padding:10px 14px;border:1px solid var(--ctl);border-radius:6px;background:var(--s2);color:var(--lit);font-size:15px}
@media (max-width:359px){.plate{padding:16px 12px}.scene{width:calc(100% + 32px);margin:8px -16px 0}}
@media (max-height:720px){.say{min-height:52px;margin:4px 0 6px}.halts{margin-top:8px}.scene{max-height:260px}}
@media (min-width:560px){.scene{width:100%;margin-inline:0}}
`)

function squeeze(css: string): string {
  return css.replace(/\n/g, '').trim()
}
