"""The one endpoint for programs, with the client that Gradio ships."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def client(slow):
    from gradio_client import Client

    return Client(slow, verbose=False, analytics_enabled=False)


def test_only_ask_is_public(client):
    assert list(client.view_api(return_format="dict", print_info=False)["named_endpoints"]) == ["/ask"]


def test_ask_gives_the_answer_as_the_command_prints_it(client):
    answer = client.predict("What did the cabinet agree on?", api_name="/ask")
    assert answer["sentences"] == [{"text": "It agreed on a budget.", "citations": [1], "support": "supported"}]
    assert answer["citations"][0]["document_id"] == "minutes"
