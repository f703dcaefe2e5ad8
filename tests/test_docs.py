"""The documents say what the program does: commands, options, examples, pictures, words."""

import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
import typer.main

import sample_data
from logistics.cli.commands import app
from logistics.dataset.explanations import explanations
from logistics.sentences import OBSTACLES
from subsidy.keys import KEYS
from tests.conftest import PROGRAM

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n\$ bokslinga (.*)\n((?:.*\n)*?)```", README)
PROGRAM_PARTS = typer.main.get_command(app)


def section(heading):
    """The README's section of that heading."""
    return README.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def row_of(first_cell):
    """The cells of the table row that begins with a text."""
    (row,) = [line for line in README.splitlines() if line.startswith(f"| {first_cell}")]
    return row


def shown_lines(stdout, stderr):
    """What stays on a terminal: the live lines of progress (indented in a log) go away by themselves."""
    said = [line for line in stderr.splitlines() if not line.startswith(" ")]
    return [line.replace("\xa0", " ") for line in (*said, *stdout.splitlines())]


@pytest.mark.parametrize("name", PROGRAM_PARTS.commands)
def test_every_command_and_its_options_are_documented(name):
    """A command is found where a reader looks for it, with all that it takes."""
    command = PROGRAM_PARTS.commands[name]
    arguments = [p.metavar for p in command.params if p.param_type_name == "argument"]
    row = row_of(f"`{' '.join(['bokslinga', name, *arguments])}`")
    documented = set(re.findall(r"`(--[a-z-]+)`", row))
    taken = {option for p in command.params if p.param_type_name == "option" for option in p.opts} - {
        "--help"
    }
    assert taken == documented


def test_every_option_has_its_meaning():
    """Each once, and none that no longer exists."""
    commands = [PROGRAM_PARTS, *PROGRAM_PARTS.commands.values()]
    taken = {option for c in commands for p in c.params if p.param_type_name == "option" for option in p.opts}
    documented = re.findall(r"^\| `(--[a-z-]+)` \|", section("Commands"), re.MULTILINE)
    assert sorted(taken | {"--help"}) == sorted(documented)


@pytest.mark.parametrize("name", PROGRAM_PARTS.commands)
def test_defaults_are_the_documented_ones(name):
    """A default in brackets is where the files will be."""
    (out,) = [p.default for p in PROGRAM_PARTS.commands[name].params if "--out" in p.opts] or [None]
    written = re.findall(
        r"`--out` \((.*?)\)", next(r for r in README.splitlines() if f"| `bokslinga {name}" in r)
    )
    assert ([str(out)] if out else []) == written


def test_no_command_of_the_table_is_gone():
    """What is documented exists."""
    assert sorted(PROGRAM_PARTS.commands) == sorted(
        re.findall(r"^\| `bokslinga ([a-z-]+)", README, re.MULTILINE)
    )


def test_the_demo_shows_what_the_readme_shows(demo):
    """The first thing that a newcomer compares."""
    expected = dict(SESSIONS)["demo"].splitlines()
    assert expected == shown_lines(demo.stdout, demo.stderr)


@pytest.mark.parametrize(("words", "expected"), [pair for pair in SESSIONS if pair[0] != "demo"])
def test_a_session_shows_what_the_readme_shows(words, expected, tmp_path):
    """Run for real, where the sample data lies in the folder as in a checkout."""
    shutil.copytree(sample_data.FOLDER, tmp_path / "sample_data")
    done = subprocess.run(
        [*PROGRAM, *words.split()], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=60,
        env={"PYTHONUTF8": "1", "PATH": ""},
    )  # fmt: skip
    assert expected.splitlines() == shown_lines(done.stdout, done.stderr)


def test_the_picture_is_the_demos_map(demo):
    """A picture of another week than the demo plans would mislead."""
    drawn = (demo.folder / "out" / "tidtabell" / "karta.svg").read_bytes()
    assert (sample_data.FOLDER / "karta.svg").read_bytes() == drawn


def test_every_word_of_the_glossary_is_on_the_screen(demo):
    """The glossary says what people read, not what we once meant to write."""
    keys = [key.swedish for key in KEYS.values()]
    parts = [demo.stdout, demo.stderr, str(explanations()), str(OBSTACLES), *keys]
    for path in (demo.folder / "out").rglob("*.*"):
        if path.suffix == ".html":
            parts.append(path.read_text(encoding="utf-8"))
        elif path.suffix == ".xlsx":
            with ZipFile(path) as book:
                parts.append(book.read("xl/sharedStrings.xml").decode())
    screen = " ".join(parts).casefold()
    words = [word.strip() for row in re.findall(r"^\|.*?\|(.*?)\|.*\|$", section("Words"), re.MULTILINE)[2:]
             for word in row.split(",")]  # fmt: skip
    assert len(words) > 20
    assert [] == [word for word in words if word.casefold() not in screen]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "sample_data/README.md"])
def test_links_lead_somewhere(name):
    """Files and headings move."""
    text = (ROOT / name).read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^a-z0-9 -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.*)", text, re.M)
    }
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in headings
        elif not target.startswith("http"):
            assert ((ROOT / name).parent / target).exists(), target
