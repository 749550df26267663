"""The page around a text in two languages: its looks by day, by night and on paper. It has no script."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_STYLE = """
:root { color-scheme: light dark; --text: #1b1b1b; --paper: #fff; --line: #d5d5d5; --quiet: #666; --said: #9a3412; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8e8e8; --paper: #161616; --line: #3a3a3a; --quiet: #9a9a9a; --said: #fdba74; }
}
* { box-sizing: border-box; }
body { margin: 2rem auto; padding: 0 1rem; max-width: 75rem; color: var(--text); background: var(--paper);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1 { font-size: 1.3rem; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th { text-align: start; color: var(--quiet); font-weight: 600; }
th, td { padding: .45rem .6rem; vertical-align: top; overflow-wrap: anywhere; }
td { white-space: pre-wrap; }
tbody { border-top: 1px solid var(--line); break-inside: avoid; }
col.n { width: 3.6rem; }
td.n { color: var(--quiet); text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
mark { color: inherit; border-radius: .2em; padding: 0 .1em; }
mark.open { outline: 2px dashed var(--said); }
.t0 { background: #cfe3ff; } .t1 { background: #ffe3b8; } .t2 { background: #cdeec9; }
.t3 { background: #f6d3ee; } .t4 { background: #d3f0f2; } .t5 { background: #ece3a6; }
@media (prefers-color-scheme: dark) {
  .t0 { background: #1e4173; } .t1 { background: #69470f; } .t2 { background: #24542a; }
  .t3 { background: #642a58; } .t4 { background: #14545a; } .t5 { background: #575012; }
}
.said ul { margin: 0; padding-inline-start: 1.1rem; color: var(--said); font-size: .88rem; white-space: normal; }
.said td { padding-top: 0; }
@media print {
  :root { --text: #000; --paper: #fff; --line: #bbb; --quiet: #555; --said: #7c2d12; }
  body { margin: 0; max-width: none; font-size: 10pt; }
  mark { background: none; padding: 0; text-decoration: underline; text-decoration-thickness: 1px; }
  thead { display: table-header-group; }
}
"""


def begin_page(title: str, language: str, names: tuple[tuple[str, str], tuple[str, str]]) -> str:
    """Return a page up to its first row; `names` are the languages of the columns with what they are called.

    All that is given is escaped already.
    """
    heads = "".join(f'<th scope="col" lang="{tag}">{name}</th>' for tag, name in names)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<table>\n<colgroup><col class="n"><col><col></colgroup>\n<thead><tr><td class="n"></td>{heads}</tr></thead>\n'
    )


END = "</table>\n</body>\n</html>\n"
"""What follows the last row of a page."""
