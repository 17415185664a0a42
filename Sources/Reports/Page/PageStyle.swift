/// The style of a page: light and dark, narrow and wide, on paper.
enum PageStyle {
  static let text = colours + layout + tables + charts + paper

  // The series colours are Paul Tol's vibrant scheme, which the colour-blind tell apart.
  private static let colours = """

    :root{color-scheme:light dark;--ground:#fff;--raised:#f6f6f4;--ink:#1c1d1f;--soft:#5f646b;
    --line:#dddeda;--link:#0b5cad;--good:#00735f;--bad:#b3261e;--warm:#fff4e0;--ring:#fff;
    --c0:#0077bb;--c1:#ee7733;--c2:#009988;--c3:#ee3377;--c4:#33bbee;--c5:#cc3311;--c6:#8d9096}
    @media (prefers-color-scheme:dark){:root{--ground:#15171a;--raised:#1d2024;--ink:#e6e7e9;
    --soft:#9ba1a9;--line:#32363c;--link:#7ab8f5;--good:#4fc4ac;--bad:#ff8a80;--warm:#33290f;
    --ring:#15171a;--c0:#4aa8e0;--c1:#f59a62;--c2:#35b8a8;--c3:#f56b9b;--c4:#7fd4f5;--c5:#e8694d;
    --c6:#8f959c}}
    """

  private static let layout = """

    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
    body{margin:0 auto;padding:2.5rem 1.25rem 4rem;max-width:72rem;background:var(--ground);
    color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
    overflow-wrap:break-word}
    a{color:var(--link)}
    h1{font-size:clamp(1.6rem,4.2vw,2.4rem);line-height:1.2;font-weight:650;letter-spacing:-.015em;
    margin:.2rem 0 .6rem;text-wrap:balance}
    h2{font-size:1.45rem;line-height:1.25;font-weight:650;margin:3.5rem 0 .3rem;padding-top:1.1rem;
    border-top:2px solid var(--ink)}
    h3{font-size:1.08rem;font-weight:650;margin:2.4rem 0 .4rem}
    .experiment{margin:0;color:var(--soft);font-weight:600;letter-spacing:.01em}
    .facts{color:var(--soft);margin:0 0 1rem}
    .note{color:var(--soft);font-size:.9rem;margin:.5rem 0;max-width:46rem}
    nav{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;font-size:.95rem}
    .warning{background:var(--warm);border-left:3px solid var(--c1);padding:.6rem .9rem;
    margin:1rem 0;font-size:.93rem}
    .warning p{margin:.2rem 0}
    .bad{color:var(--bad)}
    a.term{color:inherit;text-decoration:underline dotted var(--soft) 1px;text-underline-offset:3px}
    a.term:hover{color:var(--link)}
    code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
    code{font-size:.86em}
    pre{font-size:.78rem;line-height:1.5;overflow:auto;max-height:30rem;background:var(--raised);
    padding:.8rem 1rem;border-radius:4px;margin:.8rem 0}
    details summary{cursor:pointer;color:var(--soft);font-size:.9rem}
    details.explained{border-bottom:1px solid var(--line);padding:.55rem 0}
    details.explained>summary{color:var(--ink);font-size:1rem}
    .drawing{padding:.5rem 0}
    dl{margin:1rem 0}
    dt{font-weight:600;margin-top:.75rem}
    dd{margin:.1rem 0 0;color:var(--soft);font-size:.93rem;max-width:50rem}
    dt:target,dt:target+dd,details :target{background:var(--warm)}
    @media (min-width:50rem){dl{display:grid;grid-template-columns:13rem 1fr;column-gap:1.5rem}
    dt{margin:0;padding:.3rem 0}dd{margin:0;padding:.3rem 0}}
    footer{margin-top:3rem;border-top:1px solid var(--line)}
    """

  private static let tables = """

    .scroll{overflow-x:auto;margin:.8rem 0;max-width:100%}
    .scroll:focus-visible,pre:focus-visible{outline:2px solid var(--link);outline-offset:2px}
    table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums;min-width:100%}
    th,td{padding:.45rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
    thead th{font-weight:600;vertical-align:bottom;border-bottom:1px solid var(--ink);
    white-space:nowrap}
    tbody th{font-weight:600;position:sticky;left:0;background:var(--ground);min-width:6rem}
    .name{white-space:nowrap}
    th:first-child{padding-left:0}
    .number{text-align:right;white-space:nowrap}
    td>code{overflow-wrap:anywhere}
    small{display:block;color:var(--soft);font-size:.84em;font-weight:400}
    .verdict{display:block;font-size:.84em;margin-top:.15rem;white-space:normal}
    .verdict span,.verdict small{display:inline-block;white-space:nowrap;font-size:1em}
    .verdict small{margin-left:.4em}
    .verdict.better,.verdict.worse{white-space:nowrap}
    .verdict.better{color:var(--good);font-weight:600}
    .verdict.worse{color:var(--bad);font-weight:600}
    .verdict.same{color:var(--soft)}
    table.answer{font-size:.95rem}
    table.answer data{font-weight:500}
    details.numbers{margin-top:.2rem}
    details.numbers table{font-size:.82rem}
    """

  private static let charts = """

    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));
    gap:1.6rem 2.6rem;align-items:start}
    .charts.small{grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr))}
    figure{margin:.6rem 0 0;min-width:0}
    figcaption{margin-bottom:.5rem;line-height:1.4}
    figcaption .note{display:block;margin:.1rem 0 0}
    .chart svg:not(.explanation){display:block;width:100%;max-width:34rem;height:auto;overflow:visible;
    font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
    .small .chart svg{max-width:24rem}
    .chart text{fill:var(--ink)}
    .chart text.tick,.chart text.small{fill:var(--soft);font-size:11px}
    .chart text.label{font-weight:600}
    .grid{stroke:var(--line)}
    .ideal,.bound{fill:none;stroke:var(--soft)}
    line.ideal{stroke-dasharray:1 4;stroke-linecap:round;stroke-width:1.5}
    polyline{fill:none;stroke:var(--c);stroke-linejoin:round}
    polyline.again,line.again{stroke-dasharray:6 3}
    polyline.bound,line.bound{stroke:var(--soft);stroke-width:5;opacity:.35}
    line.legend:not(.bound){stroke:var(--c);stroke-width:3}
    rect.legend,.bars .mark{fill:var(--c)}
    .bars .mark{stroke:var(--ring);stroke-width:.6}
    .strips .mark{fill:var(--c);fill-opacity:.55}
    .scatter .mark{fill:var(--c);fill-opacity:.6}
    .scatter .worst .mark{fill-opacity:1;stroke:var(--ink);stroke-width:1.2}
    .lines .mark{fill:var(--c)}
    .lines .mark.bound{fill:var(--soft);opacity:.35}
    .lines .measured{fill:var(--ground);stroke:var(--c);stroke-width:2}
    .interval{fill:var(--c);opacity:.18}
    .key{white-space:nowrap;margin-right:.8em}
    .key::before{content:"";display:inline-block;width:.65em;height:.65em;border-radius:50%;
    background:var(--c);margin-right:.35em}
    .median{stroke:var(--ink);stroke-width:2}
    .mark:hover,.measured:hover{stroke:var(--ink);stroke-width:1.5}
    .c0{--c:var(--c0)}.c1{--c:var(--c1)}.c2{--c:var(--c2)}.c3{--c:var(--c3)}.c4{--c:var(--c4)}
    .c5{--c:var(--c5)}.c6{--c:var(--c6)}
    """

  private static let paper = """

    @media print{:root{--ground:#fff;--raised:#fff;--ink:#000;--soft:#444;--line:#ccc;--link:#000;
    --warm:#fff;--ring:#fff;--good:#00604f;--bad:#9b1c15}
    body{max-width:none;padding:0;font-size:10.5pt;-webkit-print-color-adjust:exact;
    print-color-adjust:exact}
    nav,details.numbers{display:none}
    h2,h3{break-after:avoid}
    h2{margin-top:1.6rem}
    figure,tr,dt{break-inside:avoid}
    .scroll{overflow:visible}
    .note,dd{font-size:8.5pt}
    table,table.answer{font-size:7.6pt}
    .charts{grid-template-columns:1fr 1fr;gap:1rem 1.6rem}
    .charts.small{grid-template-columns:1fr 1fr 1fr}
    th,td{padding:.25rem .4rem;white-space:normal}
    tbody th{position:static;min-width:0}
    pre{max-height:none;white-space:pre-wrap;font-size:7pt;overflow-wrap:anywhere}
    .drawing svg{max-width:100%;height:auto}
    details::details-content{content-visibility:visible;display:block}
    a{text-decoration:none}}

    """
}
