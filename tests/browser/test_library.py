"""The tab Library: files and texts go in, are found, corrected, deleted, brought back; what fails says why."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving

pytestmark = pytest.mark.browser
RECORDS = {
    "treaty.md": "---\nid: treaty\ntitle: Harbour treaty\ndate: 2024-06-19\nissuer: Norway\nkind: treaty\n---\n"
    "The harbour treaty was signed in Bergen on 19 June 2024. It has twelve articles.\n",
    "letter.md": "---\nid: letter\ntitle: Letter on fish\ndate: 2023-02-01\nissuer: Iceland\nrecipient: Norway\n"
    "kind: message\n---\nThe letter opens with a greeting. It asks for fifty tons of herring.\n",
    "note.md": "---\nid: note\ntitle: A note without a date\n---\nThe note says that nothing was agreed.\n",
}
MEMO = "The memo of 5 March 2024 sets the quota of cod at 900 tons. It was written by the fisheries office.\n"


@pytest.fixture
def harbour(tmp_path):
    """The address of a library of the test's own with three short records."""
    records = tmp_path / "records"
    records.mkdir()
    for name, text in RECORDS.items():
        (records / name).write_text(text)
    with serving(tmp_path, "app.py", ASSISTANT_STARTER_CORPUS_DIR=str(records)) as address:
        yield address


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """The address of the page over a fake assistant with 5,000 documents."""
    with serving(tmp_path_factory.mktemp("large"), "tests/browser/large_assistant.py") as address:
        yield address


def opened(visit, address, **options):
    page = visit(address, **options)
    page.get_by_role("tab", name="Library", exact=True).click()
    page.locator("table.library tbody tr").first.wait_for()
    return page


def titles(page) -> list[str]:
    return page.locator("table.library tbody .cite-title").all_inner_texts()


def put(page, name: str, content: str | bytes, mime: str = "text/markdown") -> None:
    data = content.encode() if isinstance(content, str) else content
    page.locator("[data-files]").set_input_files([{"name": name, "mimeType": mime, "buffer": data}])


def ask(page, question: str) -> str:
    page.get_by_role("tab", name="Ask", exact=True).click()
    answered = page.locator(".turn.answered").count()
    page.get_by_label("Question", exact=True).fill(question)
    page.get_by_label("Question", exact=True).press("Enter")
    page.locator(".turn.answered").nth(answered).wait_for(timeout=60_000)
    return page.locator(".turn.answered").nth(answered).inner_text()


def test_a_file_is_added_found_corrected_deleted_and_brought_back(visit, harbour):
    page = opened(visit, harbour)
    put(page, "memo on cod.md", MEMO)
    expect(page.locator(".headline")).to_have_text("1 added.", timeout=60_000)
    page.locator(".cite-title", has_text="memo").first.wait_for()
    expect(page.locator("[data-count]")).to_have_text("4 documents")
    assert "900 tons" in ask(page, "What is the quota of cod?")

    page.get_by_role("tab", name="Library", exact=True).click()
    row = page.locator("tr", has=page.locator("[data-details=memo-on-cod]"))
    row.get_by_role("button", name=re.compile("^Details")).click()
    form = page.locator("form.details")
    form.get_by_label("Title", exact=True).fill("Quota memo")
    form.get_by_label("Issuer", exact=True).fill("Fisheries Office")
    form.get_by_role("button", name="Save").click()
    expect(page.locator("form.details .told")).to_have_text("Saved")
    assert "Quota memo" in titles(page)
    assert "The file says" in page.locator("form.details .field.title").inner_text()
    assert "Quota memo" in ask(page, "What is the quota of cod?")

    page.get_by_role("tab", name="Library", exact=True).click()
    page.locator("form.details").get_by_role("button", name="Delete document").click()
    expect(page.locator("[data-undo]")).to_contain_text("“Quota memo” is deleted")
    expect(page.locator("table.library .cite-title", has_text="Quota memo")).to_have_count(0)
    assert "900 tons" not in ask(page, "What is the quota of cod?")
    page.get_by_role("tab", name="Library", exact=True).click()
    page.get_by_role("button", name="Undo: Quota memo").click()
    page.locator(".cite-title", has_text="Quota memo").wait_for()
    assert "900 tons" in ask(page, "What is the quota of cod in tons?")


def test_several_are_chosen_by_keys_deleted_at_once_and_brought_back_by_one_undo(visit, harbour):
    page = opened(visit, harbour)
    page.get_by_role("checkbox", name="Choose Harbour treaty").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowDown")
    chosen = page.get_by_role("group", name="Chosen documents")
    expect(chosen.get_by_role("status")).to_have_text("2 documents chosen")
    expect(chosen.get_by_role("button", name="Delete 2 documents")).to_be_visible()
    page.keyboard.press("Escape")
    expect(chosen).to_be_hidden()
    page.get_by_role("checkbox", name="Choose all documents that fit").check()
    page.get_by_role("search").get_by_label("Find").fill("norway")
    expect(chosen.get_by_role("status")).to_have_text("2 documents chosen")  # what the filter hides is not deleted
    page.get_by_role("checkbox", name="Choose Letter on fish").press("Delete")
    expect(page.locator("[data-undo]")).to_contain_text("2 documents are deleted")
    page.get_by_role("button", name="Clear filters").click()
    assert titles(page) == ["A note without a date"]
    page.get_by_role("button", name="Undo: bring 2 documents back").click()
    expect(page.locator("table.library .cite-title")).to_have_count(3)
    expect(page.locator("[data-undo]")).to_be_empty()
    assert "twelve articles" in ask(page, "How many articles does the harbour treaty have?")


def test_two_rows_are_compared_and_a_question_asked_of_the_rows_chosen_alone(visit, harbour):
    page = opened(visit, harbour)
    chosen = page.get_by_role("group", name="Chosen documents")
    page.get_by_role("checkbox", name="Choose Harbour treaty").check()
    expect(chosen.get_by_role("button", name="Compare both")).to_be_hidden()  # one is no pair
    page.get_by_role("checkbox", name="Choose Letter on fish").check()
    chosen.get_by_role("button", name="Compare both").click()
    compared = page.locator("#comparison")
    expect(compared).to_contain_text("twelve articles", timeout=60_000)
    expect(page.get_by_label("Document A", exact=True)).to_have_value(re.compile("Harbour treaty"))
    expect(page.get_by_label("Document B", exact=True)).to_have_value(re.compile("Letter on fish"))

    page.get_by_role("tab", name="Library", exact=True).click()
    page.get_by_role("checkbox", name="Choose Harbour treaty").uncheck()
    chosen.get_by_role("button", name="Ask these alone").click()
    expect(page.get_by_label("Question", exact=True)).to_be_focused()
    expect(page.get_by_text("Asking 1 of 3 documents")).to_be_visible()
    assert "“Letter on fish”" in ask(page, "How many articles does the harbour treaty have?")


def test_a_correction_is_offered_in_the_scope_of_questions_at_once(visit, harbour):
    page = opened(visit, harbour)
    page.get_by_role("button", name="Details of Letter on fish").click()
    page.locator("form.details").get_by_label("Issuer", exact=True).fill("Faroe Islands")
    page.locator("form.details").get_by_role("button", name="Save").click()
    expect(page.locator("form.details .told")).to_have_text("Saved")
    page.get_by_role("tab", name="Ask", exact=True).click()
    page.locator("#scope .label-wrap").click()
    page.locator("#scope").get_by_label("Issuer", exact=True).click()
    page.get_by_role("option", name="Faroe Islands").wait_for()
    assert page.get_by_role("option", name="Iceland").count() == 0


def test_a_wrong_date_is_refused_in_its_place(visit, harbour):
    page = opened(visit, harbour)
    page.get_by_role("button", name="Details of Harbour treaty").click()
    form = page.locator("form.details")
    form.get_by_label("Date of the act", exact=True).fill("last summer")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("'last summer' is not a date")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    button = page.get_by_role("button", name="Details of Harbour treaty")
    assert button.evaluate("e => e === document.activeElement")
    assert button.get_attribute("aria-expanded") == "false"


def test_what_fails_stays_listed_after_a_reload_and_can_be_forgotten(visit, harbour):
    page = opened(visit, harbour)
    put(page, "broken <b>.pdf", b"%PDF-1.7 and nothing else", "application/pdf")
    failure = page.locator("[data-failures] li")
    expect(failure).to_contain_text("broken", timeout=60_000)
    page.reload()
    page.get_by_role("tab", name="Library", exact=True).click()
    failure.wait_for()
    failure.get_by_role("button", name=re.compile("^Try .* again$")).click()
    expect(page.locator(".headline")).to_have_text("1 not added.", timeout=60_000)
    failure.get_by_role("button", name=re.compile("^Forget")).click()
    expect(failure).to_have_count(0)


def test_a_text_is_pasted_under_a_title(visit, harbour):
    page = opened(visit, harbour)
    page.get_by_role("button", name="Paste text or address").click()
    page.get_by_label("Title, if the text does not state it").fill("Memo on cod")
    page.get_by_label("Text to add").fill(MEMO)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".headline")).to_have_text("1 added.", timeout=60_000)
    page.locator("table.library").get_by_role("button", name="Source: Memo on cod").click()
    expect(page.locator("#source-panel .source-text")).to_contain_text("sets the quota of cod")


def test_stop_ends_a_long_row_of_files_and_the_rest_can_be_tried_again(visit, harbour):
    page = opened(visit, harbour)
    texts = {f"report {n}.md": (MEMO * 400 + str(n)).encode() for n in range(12)}
    files = [{"name": name, "mimeType": "text/markdown", "buffer": text} for name, text in texts.items()]
    page.locator("[data-files]").set_input_files(files)
    page.get_by_role("button", name="Stop", exact=True).last.click()
    expect(page.locator("[data-does=stop]")).to_be_hidden(timeout=60_000)
    assert len(titles(page)) < 15


def test_the_table_sorts_filters_and_narrows_by_time(visit, harbour):
    page = opened(visit, harbour)
    assert titles(page) == ["Harbour treaty", "Letter on fish", "A note without a date"]
    page.get_by_role("button", name="Date", exact=True).click()
    assert titles(page) == ["Letter on fish", "Harbour treaty", "A note without a date"], "what has no date stays last"
    page.get_by_role("button", name="Title", exact=True).click()
    assert titles(page)[0] == "A note without a date"
    filters = page.get_by_role("search")
    filters.get_by_label("Kind").select_option("treaty")
    assert titles(page) == ["Harbour treaty"]
    assert page.locator("[data-count]").inner_text() == "1 of 3 documents"
    page.get_by_role("button", name="Clear filters").click()
    filters.get_by_label("Find").fill("norway")
    assert titles(page) == ["Harbour treaty", "Letter on fish"], "as issuer or as recipient"
    filters.get_by_label("Find").fill("")
    filters.get_by_label("To").fill("2023")
    assert titles(page) == ["Letter on fish"]
    filters.get_by_label("From").fill("2025")
    assert page.get_by_text("No document fits.").is_visible()
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_role("list", name="Documents over time").get_by_role("button", name="2024-06: 1").click()
    assert titles(page) == ["Harbour treaty"]


def test_versions_are_added_and_read(visit, harbour):
    page = opened(visit, harbour)
    page.get_by_role("button", name="Details of Harbour treaty").click()
    with page.expect_file_chooser() as chooser:
        page.locator("form.details").get_by_role("button", name="Add a version").click()
    amended = RECORDS["treaty.md"].replace("twelve", "thirteen")
    chooser.value.set_files([{"name": "amended.md", "mimeType": "text/markdown", "buffer": amended.encode()}])
    expect(page.locator(".headline")).to_have_text("1 added as a new version.", timeout=60_000)
    page.locator("form.details").get_by_role("button", name="Source: version 1 of Harbour treaty").click()
    text = page.locator("#source-panel .source-text")
    expect(text).to_contain_text("twelve")
    page.locator("form.details").get_by_role("button", name="Source: version 2 of Harbour treaty").click()
    expect(text).to_contain_text("thirteen")
    page.get_by_role("button", name="Passages").click()
    expect(page.locator(".passage-start").first).to_be_visible()


def test_five_thousand_documents_do_not_stall(visit, large):
    page = opened(visit, large)
    assert page.locator("[data-count]").inner_text() == "5000 documents"
    assert page.locator("table.library tbody tr").count() == 100
    spent = page.evaluate(
        """() => { const find = document.querySelector(".filters [name=words]");
                   const began = performance.now();
                   find.value = "treaty 4";
                   find.dispatchEvent(new Event("input", { bubbles: true }));
                   document.querySelector("[data-sort=title]").click();
                   document.querySelector("table.library").getBoundingClientRect();
                   return performance.now() - began; }"""
    )
    assert "of 5000 documents" in page.locator("[data-count]").inner_text()
    assert spent < 1000, "to filter and sort, and to lay out what is left"
    every = """() => { const began = performance.now();
                       document.querySelector("[data-choose-all]").click();
                       document.querySelector("table.library").getBoundingClientRect();
                       return performance.now() - began; }"""
    assert page.evaluate(every) < 500
    page.get_by_role("button", name=re.compile(r"^Delete \d+ documents$")).wait_for()
    page.get_by_role("button", name="Next page").click()
    assert page.locator("[data-page]").inner_text().startswith("101 to 200 of")
    began = time.monotonic()
    page.get_by_role("tab", name="Ask", exact=True).click()
    page.get_by_label("Question", exact=True).wait_for()
    assert time.monotonic() - began < 5
