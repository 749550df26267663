"""`audarma web`: what is wrong is said in one line before anything is served."""

import socket
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ui.web_command import open_port, read_password, web


def test_port_that_is_taken_is_one_line_and_code_2() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(web, ["--port", str(port)])
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.strip().endswith(f"127.0.0.1:{port} is taken by another program: name another with --port")
    assert "Traceback" not in done.stderr


def test_address_of_another_machine_cannot_be_used() -> None:
    with pytest.raises(click.UsageError, match=r"192\.0\.2\.1:0 cannot be used"):
        open_port("192.0.2.1", 0)


def test_any_free_port_is_found() -> None:
    with open_port("127.0.0.1", 0) as first, open_port("127.0.0.1", 0) as second:
        assert 0 != first.getsockname()[1] != second.getsockname()[1] != 0


def test_password_comes_from_the_option_or_the_first_line_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("ana:құпия:сөз\nрест\n", "utf-8")
    assert read_password("bek:sauat", None) == "bek:sauat"
    assert read_password("", tmp_path / "password") == "ana:құпия:сөз"
    assert read_password("", None) == ""


@pytest.mark.parametrize("given", ["ana", ":sauat", "ana:"])
def test_password_without_a_name_is_refused(given: str, tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="USER:PASSWORD"):
        read_password(given, None)
    (tmp_path / "empty").write_text("\n", "utf-8")
    with pytest.raises(click.UsageError):
        read_password("", tmp_path / "empty")


def test_help_says_what_is_there() -> None:
    said = CliRunner().invoke(web, ["--help"]).stdout
    for option in ("--host", "--port", "--auth", "--model", "--termbase", "--max-length", "--queue", "--timeout"):
        assert option in said
