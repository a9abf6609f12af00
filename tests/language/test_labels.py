from signspan.language.labels import arabic_of


def test_a_label_is_found_by_its_english() -> None:
    assert arabic_of("DOCTOR") == arabic_of("doctor")
    assert any("\u0600" <= letter <= "\u06ff" for letter in arabic_of("doctor"))


def test_what_has_no_label_has_no_name() -> None:
    assert arabic_of("skateboard") == ""
