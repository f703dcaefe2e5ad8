"""Who verifies a file reads what was changed first, and never hundreds of lines of what follows from it."""

from logistics.cli.findings import findings_sentences, findings_text
from logistics.verifying import Finding


def findings(n, *, follows=False):
    return [
        Finding(figure=f"f{i}", says="", should_be="", sentence=f"Nr {i}.", follows=follows) for i in range(n)
    ]


def test_what_was_changed_comes_under_its_own_heading_and_a_handful_of_what_follows():
    said = findings_sentences([*findings(1), *findings(400, follows=True)])
    assert ("Ändrat:", "Nr 0.") == said[:2]
    assert (
        said[2]
        .replace("\xa0", " ")
        .startswith("Följder: 400 uppgifter till, som räknas ur det ändrade, stämmer ")
    )
    assert "--json" in said[2]
    assert 7 == len(said)


def test_where_nothing_follows_there_is_no_heading():
    assert ("Nr 0.", "Nr 1.") == findings_sentences(findings(2))


def test_all_that_follows_is_named_where_it_is_a_handful():
    said = findings_sentences([*findings(1), *findings(1, follows=True)])
    assert "Följder: 1 uppgift till, som räknas ur det ändrade, stämmer inte:" == said[2].replace("\xa0", " ")


def test_a_file_with_everything_changed_does_not_fill_the_screen():
    said = findings_sentences(findings(31))
    assert (31, "Och 1 fel till; alla står i svaret med --json.") == (len(said), said[-1])


def test_faults_and_what_follows_are_counted_apart():
    assert "inga" == findings_text([])
    assert "2 fel" == findings_text(findings(2)).replace("\xa0", " ")
    both = findings_text([*findings(1), *findings(3, follows=True)])
    assert "1 fel och 3 följder" == both.replace("\xa0", " ")
