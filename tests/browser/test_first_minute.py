"""A library that holds nothing says so on every tab, and what to do about it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """The address of a library without documents."""
    with serving(tmp_path_factory.mktemp("empty"), "tests/browser/empty_assistant.py") as address:
        yield address


@pytest.mark.parametrize("tab", ["Ask", "Compare", "Phrases", "Brief", "Check", "Library"])
def test_an_empty_library_explains_itself_on_every_tab(visit, empty, tab):
    page = visit(empty)
    page.get_by_role("tab", name=tab, exact=True).click()
    expect(page.get_by_role("heading", name="The library is empty").locator("visible=true")).to_have_count(1)
