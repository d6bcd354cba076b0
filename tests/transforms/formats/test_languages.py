import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.formats.languages import language_of

_ENGLISH = "The Foreign Minister received the Ambassador of Peru and discussed the coming visit to Lima."
_RUSSIAN = "Министр иностранных дел принял посла Перу и обсудил с ним предстоящий визит в Лиму."

_FOREIGN = {
    "ru": _RUSSIAN,
    "uk": "Міністр закордонних справ прийняв посла Перу та обговорив із ним майбутній візит до Ліми.",
    "fr": "Le ministre des Affaires étrangères a reçu hier à Paris l’ambassadeur du Pérou pour préparer la visite.",
    "es": "El canciller recibió hoy en Lima a la ministra de Relaciones Exteriores del Ecuador.",
    "pt": "O ministro das Relações Exteriores recebeu ontem em Brasília a embaixadora da Bolívia.",
    "de": "Die Außenministerin empfing gestern in Berlin ihren peruanischen Amtskollegen zu einem Gespräch.",
    "tr": "Bakan dün Ankara'da mevkidaşı ile bir araya geldi ve ikili ilişkileri görüştü.",
    "id": "Menteri Luar Negeri bertemu dengan mitranya di Jakarta pada hari Senin.",
    "vi": "Bộ trưởng Ngoại giao đã hội đàm với người đồng cấp tại Hà Nội vào ngày thứ hai.",
    "ar": "استقبل وزير الخارجية سفير بيرو في العاصمة وبحث معه العلاقات الثنائية.",
    "fa": "وزیر امور خارجه با همتای خود در تهران دیدار کرد.",
    "zh": "外交部长今日会见了印尼外长。",
    "ja": "外務大臣は本日、ペルー大使と会談しました。",
}


@pytest.mark.parametrize("lang", _FOREIGN)
def test_the_language_of_a_post_is_found(lang: str) -> None:
    assert language_of(_FOREIGN[lang]) == lang


@pytest.mark.parametrize(
    "text",
    [
        _ENGLISH,
        "MINISTER RECEIVES AMBASSADOR OF PERU",
        "📍 Vientiane, July 25",
        "Foreign Minister Wang Yi (王毅) met Retno Marsudi",
        "Foreign Minister Ivan Petrov Иван Петров meets Ali Yılmaz",
        "🇵🇪🇱🇦 Minister José Ñúñez Ocaña arrives in Vientiane\n#PerúLaos https://example.org/é",
        f"{_ENGLISH}\n\n{_RUSSIAN}",
        f"{_RUSSIAN}\n\n{_ENGLISH}",
        f"{_RUSSIAN * 20}\n\n{_ENGLISH * 6}",
    ],
)
def test_names_titles_and_a_second_language_leave_a_post_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize("text", ["", "📸", "#RussiaPeru @mfa https://example.org/report", "17.05.2024", "Lima"])
def test_what_has_hardly_any_words_is_of_no_known_language(text: str) -> None:
    assert language_of(text) == "und"


def test_a_line_of_english_does_not_make_a_foreign_post_english() -> None:
    assert language_of("Read more in Telegram\n" + _RUSSIAN * 3) == "ru"


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert language_of(text).isalpha()


@given(st.text(st.characters(exclude_categories=["L", "M", "Cs"]), max_size=80))
def test_signs_around_it_do_not_change_the_language(signs: str) -> None:
    assert language_of(f"{signs}\n{_RUSSIAN}\n{signs}") == "ru"


def test_nothing_is_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    from transforms.formats import languages  # noqa: PLC0415  # the model is loaded anew without a network

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    languages._detector.cache_clear()  # noqa: SLF001  # as above
    assert language_of(_RUSSIAN) == "ru"
