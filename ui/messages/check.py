"""What the tab that checks says."""

MESSAGES: dict[str, tuple[str, str]] = {
    "check-source": ("Бастапқы мәтін", "Source"),
    "check-target": ("Оның аудармасы", "Its translation"),
    "check-source-hint": (
        "Әр жолда бір сөйлем не абзац. Бос жолдар есепке алынбайды.",
        "A sentence or paragraph a line. Empty lines do not count.",
    ),
    "check-target-hint": (
        "Бастапқы мәтіндегі жолдармен реті бірдей болсын.",
        "The same lines in the same order as the source.",
    ),
    "check-files": ("Немесе файлдар", "Or files"),
    "check-files-hint": (
        "Жолдары бірдей екі мәтіндік файл (TXT) немесе екі тілді бір файл: TMX, XLIFF, екі бағанды TSV не CSV.",
        "Two text files (TXT) with the same lines, or one with both languages: TMX, XLIFF, TSV or CSV of two columns.",
    ),
    "check": ("Тексеру", "Check"),
    "check-empty": (
        "Кім аударғанына қарамастан, аудармадағы атаулар, сандар мен есімдер және олардың бірізділігі тексеріледі.",
        "Titles, numbers and names of any translation, whoever made it, and whether they are the same throughout.",
    ),
    "check-working": ("Тексеріліп жатыр…", "Checking…"),
    "check-nothing": (
        "Бастапқы мәтін мен аударманы қойыңыз немесе файлдарын таңдаңыз.",
        "Enter a source and its translation, or choose their files.",
    ),
    "check-lines": (
        "Бастапқы мәтінде {ours} жол, ал аудармада {theirs} жол бар. Әр жолдың аудармасы тұсында тұруға тиіс.",
        "The source has {ours} lines and the translation {theirs}. Each line needs its translation in the same place.",
    ),
    "check-turned": (
        "Екі мәтіннің орны ауысқан сияқты: аударма бағытын тексеріңіз.",
        "The two sides seem to be the wrong way round: look at the direction.",
    ),
    "check-too-many-files": (
        "Бір немесе екі файл таңдаңыз; {count} файл таңдалған.",
        "Choose one file or two; {count} are chosen.",
    ),
    "check-too-many": (
        "Мұнда {limit} сегментке дейін тексеріледі, ал файлда {count} сегмент бар: audarma check пәрменін қолданыңыз.",
        "Up to {limit} segments can be checked here, and the file has {count}: use the command audarma check.",
    ),
    "check-unreadable": ("Файл оқылмады: {problem}", "The file cannot be read: {problem}"),
    "check-failed": ("Тексеру кезінде қате шықты ({problem}).", "The check failed ({problem})."),
    "check-count": ("Сегмент: {segments} · ескерту: {findings}", "Segments: {segments} · findings: {findings}"),
    "check-clean": ("Ескерту жоқ.", "Nothing was found."),
    "check-own": ("Өз терминдеріңіз де қолданылды.", "Your own terms were used too."),
    "check-only": ("Ескертуі барлары ғана", "Only those with findings"),
    "check-left-out": (
        "Тағы {count} сегмент көрсетілмеді; есеп файлдарында бәрі бар.",
        "Another {count} segments are not shown; the files of the report have all findings.",
    ),
    "check-write": ("«{text}» деп жазыңыз", "write “{text}”"),
    "check-place": ("{number}-жол", "line {number}"),
    "check-html": ("Есеп (HTML)", "Report (HTML)"),
    "check-json": ("Есеп (JSON)", "Findings (JSON)"),
    "kind-deprecated": ("Ескірген атау:", "Deprecated wording:"),
}
"""Each message by its key: in Kazakh, in English. A part in braces is a value that is given when it is said."""
