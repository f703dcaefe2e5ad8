"""Compiled kernels are never older than any source they were compiled from."""

import os
from pathlib import Path

import pytest

from routes.kernels import forget_stale_kernels


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with a kernel that was compiled from its sources as they are."""
    for name in ("limits.py", "solve/walk.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("MOST = 1\n", encoding="utf-8")
    (tmp_path / "solve/__pycache__").mkdir()
    forget_stale_kernels(tmp_path)
    kept(tmp_path).write_bytes(b"compiled")
    return tmp_path


def kept(package: Path) -> Path:
    """Where numba keeps what it compiled of a file."""
    return package / "solve/__pycache__/walk.step-7.py311.nbi"


def test_kernels_of_the_same_sources_are_kept(package: Path) -> None:
    """Compiling takes a minute: nobody waits for it twice."""
    forget_stale_kernels(package)
    assert kept(package).exists()


@pytest.mark.parametrize("text", ["MOST = 2\n", "MOST = 10\n"])
def test_a_constant_of_another_file_forgets_the_kernel(package: Path, text: str) -> None:
    """The kernel in walk.py has the constant of limits.py compiled in."""
    (package / "limits.py").write_text(text, encoding="utf-8")
    os.utime(package / "limits.py", ns=(1, 1))
    forget_stale_kernels(package)
    assert not kept(package).exists()


def test_a_file_that_is_gone_forgets_the_kernel(package: Path) -> None:
    """Whoever installs a newer version over an older one."""
    (package / "limits.py").unlink()
    forget_stale_kernels(package)
    assert not kept(package).exists()


def test_a_folder_that_cannot_be_written_is_left_alone(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program starts all the same where an administrator installed it."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", refuse)
    (package / "limits.py").write_text("MOST = 2\n", encoding="utf-8")
    forget_stale_kernels(package)
    assert kept(package).exists()
