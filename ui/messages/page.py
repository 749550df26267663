"""What stands around the tabs, and what several of them say."""

MESSAGES: dict[str, tuple[str, str]] = {
    "lang": ("kk", "en"),
    "title": ("Audarma — қазақша-ағылшынша аудармашы", "Audarma: Kazakh and English translator"),
    "tagline": (
        "Ресми атаулар мекеменің өзі жазғандай аударылады. Мәтін осы компьютерден шықпайды.",
        "Official titles as the institution itself writes them. No text leaves this computer.",
    ),
    "other-language": ("English", "Қазақша"),
    "other-language-code": ("en", "kk"),
    "switch-hint": ("Бұл бет ағылшын тілінде", "This page in Kazakh"),
    "tab-translation": ("Аударма", "Translate"),
    "tab-termbase": ("Терминдер", "Terms"),
    "tab-check": ("Тексеру", "Check"),
    "tab-model": ("Модель", "Model"),
    "kk": ("Қазақша", "Kazakh"),
    "en": ("Ағылшынша", "English"),
}
"""Each message by its key: in Kazakh, in English. A part in braces is a value that is given when it is said."""
