"""One server for all tests of the pages; each test has a browser of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.ui.web.browsing import Server, browse, serve


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with small limits that answers."""
    pytest.importorskip("gradio")
    limits = ["--max-length", "20000", "--max-file-size", "0.5"]
    with serve(tmp_path_factory.mktemp("server"), limits) as running:
        yield running


Browse = Callable[..., Any]


@pytest.fixture
def open_page(server: Server, tmp_path: Path) -> Iterator[Browse]:
    """Return what opens a page in a browser of its own: the language, and what `browse` takes."""
    with ExitStack() as stack:

        def open_page(language: str = "en", **look: Any) -> Any:
            folder = tmp_path / f"browser{len(list(tmp_path.iterdir()))}"
            driver = stack.enter_context(browse(folder, **look))
            driver.get(f"{server.address}/{language}/")
            return driver

        yield open_page
