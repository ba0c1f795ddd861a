"""Accounts on the real server over HTTP: who is let in, what each role may do, that nobody gets what is another's."""

from __future__ import annotations

import base64
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from assistant.accounts.accounts import Accounts
from assistant.accounts.attempts import Attempts
from assistant.errors import TooManyAttempts
from assistant.ui.security import Names
from assistant.ui.server import Gate
from tests.ui.app import running
from tests.ui.people import PASSWORDS, PROXY, QUESTION, Person, Site, cookie

CHANGING = ("add", "paste", "stop", "retry", "dismiss", "correct", "discard", "deleted", "restore", "erase")
READING = ("documents", "arriving", "details")
REFUSED = "Readers do not change the library."


# Who is let in ----------------------------------------------------------------------------------------------------

GUESSED = (
    *("/config", "/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/queue/data?session_hash=x", "/theme.css"),
    *("/gradio_api/file=/etc/passwd", "/gradio_api/heartbeat/x", "/gradio_api/call/ask/x", "/gradio_api/mcp/"),
    *("/audit", "/assets/index.js", "/monitoring", "/gradio_api/queue/status"),
    *("/nothing", "//", "/healthz/", "/sign-in/x"),
)


@pytest.mark.parametrize("path", GUESSED)
def test_nothing_is_shown_to_a_stranger(page: Site, path: str) -> None:
    answer = page.stranger().get(path)
    assert answer.status_code in {401, 303}
    assert answer.status_code == 401 or answer.headers["location"] == "/sign-in"


@pytest.mark.parametrize("path", ["queue/join", "run/ask", "call/ask", "upload", "component_server", "cancel", "mcp/"])
def test_nothing_is_done_for_a_stranger(page: Site, path: str) -> None:
    answer = page.stranger().post(f"/gradio_api/{path}", json={"data": [QUESTION, [], None]})
    assert answer.status_code == 401
    assert answer.json()["error"]["type"] == "NotSignedIn"


def test_the_guide_is_there_for_everybody_who_is_signed_in(page: Site, ron: Person) -> None:
    assert ron.get("/guide").status_code == 200
    assert ron.get("/guide/operators").status_code == 200
    assert page.stranger().get("/guide").status_code in {401, 303}


def test_only_the_health_and_the_page_to_sign_in_are_open(page: Site) -> None:
    assert page.stranger().get("/healthz").status_code == 200
    shown = page.stranger().get("/sign-in", headers={"Accept-Language": "ja"})
    assert shown.status_code == 200
    assert '<html lang="ja">' in shown.text and "パスワード" in shown.text
    assert not re.search(r'(?:src|href)="(?!data:,)', shown.text), "nothing is fetched for it"


def test_whoever_signs_in_comes_to_the_conversation_of_the_link(page: Site) -> None:
    person = page.stranger()
    sent = person.get("/?conversation=abc_1")
    assert sent.headers["location"] == "/sign-in?conversation=abc_1"
    assert 'name="conversation" value="abc_1"' in person.get(sent.headers["location"]).text
    answer = person.sign_in("Ron", PASSWORDS["ron"], conversation="abc_1")
    assert answer.headers["location"] == "/?conversation=abc_1"
    assert {"httponly", "samesite=lax", "path=/"} <= set(answer.headers["set-cookie"].lower().split("; "))
    page_of_ron = person.get("/")
    assert '"name": "ron", "role": "reader"' in page_of_ron.text
    assert page_of_ron.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("there", ["//evil.example", "https://evil.example", "x&next=//evil.example", "\r\nX: y"])
def test_signing_in_leads_nowhere_else(page: Site, there: str) -> None:
    answer = page.stranger().sign_in("ron", PASSWORDS["ron"], conversation=there)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_session_known_beforehand_is_not_the_one_that_is_begun(page: Site) -> None:
    planted = page.stranger(headers={"Cookie": "briefing=planted"})
    begun = planted.sign_in("ron", PASSWORDS["ron"]).cookies["briefing"]
    assert begun != "planted"
    assert planted.get("/config").status_code == 401
    person = page.person("ron")
    first = cookie(person)
    person.sign_in("ron", PASSWORDS["ron"])
    assert page.stranger(cookies={"briefing": first}).get("/config").status_code == 401, "the session before is over"


def test_a_session_is_over_once_signed_out(page: Site) -> None:
    person = page.person("ron")
    kept = cookie(person)
    assert person.get("/config").status_code == 200
    assert person.sign_out().status_code == 204
    again = page.stranger(cookies={"briefing": kept})
    assert again.get("/config").status_code == 401
    assert again.post("/gradio_api/run/ask", json={"data": [QUESTION, [], None]}).status_code == 401


def test_a_stream_that_goes_on_ends_with_the_session(page: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_HEARTBEAT_INTERVAL", "0.2")  # in s; else 15
    person, began = page.person("ron"), time.monotonic()
    with person.client.stream("GET", f"/gradio_api/heartbeat/{person.session}") as stream:
        pieces = stream.iter_raw()
        next(pieces)
        page.stranger(cookies={"briefing": cookie(person)}).sign_out()
        assert len(list(pieces)) < 10
    assert time.monotonic() - began < 14, "a heart that nobody stops beats for ever"


def test_a_session_ends_when_idle_and_after_its_time(page: Site, tmp_path: Path) -> None:
    from datetime import UTC, datetime, timedelta

    from assistant.accounts.sessions import Sessions

    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    sessions = Sessions(tmp_path / "s.sqlite", timedelta(hours=8), timedelta(hours=24), lambda: now[0])
    ron = page.accounts.users.get("ron")
    tokens = [sessions.begin(ron), sessions.begin(ron)]

    def at(hours: float, token: str) -> str | None:
        now[0] = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        return sessions.name(token, lambda _: ron.stamp)

    assert [at(hours, tokens[0]) for hours in (0, 7, 14, 21)] == ["ron"] * 4
    assert at(21, tokens[1]) is None, "idle"
    assert at(24, tokens[0]) is None, "its time is over"
    assert at(1, tokens[0]) is None, "and does not begin again"
    assert at(0, sessions.begin(ron)) == "ron"
    assert b"ron" in (tmp_path / "s.sqlite").read_bytes() + (tmp_path / "s.sqlite-wal").read_bytes()
    looked_at = sessions.begin(ron)
    for hours in (4, 7, 9):
        now[0] = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        found = sessions.name(looked_at, lambda _: ron.stamp, used=False)
    assert found is None, "a page that is open and does nothing is idle"
    assert tokens[0].encode() not in (tmp_path / "s.sqlite-wal").read_bytes(), "only its hash is kept"
    sessions.close()


def test_another_password_another_role_and_removal_hold_at_once(page: Site) -> None:
    users = page.accounts.users
    users.add("zoe", "editor", "zoe's first password")
    person, second = page.person("zoe", "zoe's first password"), page.person("zoe", "zoe's first password")
    assert REFUSED not in person.calls("library", "deleted", {}).text
    users.set_role("zoe", "reader")
    assert REFUSED in person.calls("library", "deleted", {}).text
    users.set_password("zoe", "zoe's second password")
    assert person.get("/config").status_code == second.get("/config").status_code == 401
    assert page.stranger().sign_in("zoe", "zoe's first password").status_code == 401
    person = page.person("zoe", "zoe's second password")
    token = users.give_token("zoe")
    program = page.stranger(headers={"Authorization": f"Bearer {token}"})
    assert program.get("/config").status_code == 200
    users.remove("zoe")
    assert person.get("/config").status_code == program.get("/config").status_code == 401


def test_a_users_file_that_cannot_be_read_lets_nobody_in(page: Site, ron: Person) -> None:
    file = page.accounts.users.path
    kept = file.read_bytes()
    try:
        file.write_bytes(kept + b"no user\n")
        assert ron.get("/config").status_code == page.program("ada").get("/config").status_code == 503
        assert page.stranger().sign_in("ron", PASSWORDS["ron"]).status_code == 503
        file.unlink()
        assert ron.get("/config").status_code == 503
    finally:
        file.write_bytes(kept)
        file.chmod(0o600)
    assert ron.get("/config").status_code == 200


# Guessing ---------------------------------------------------------------------------------------------------------


def test_wrong_passwords_make_the_next_attempt_wait_and_give_no_name_away(page: Site) -> None:
    page.accounts.users.add("max", "reader", "max's long password")
    now = [1000.0]
    vars(page.accounts)["attempts"] = Attempts(lambda: now[0])
    try:
        for name in ("max", "nobody"):
            wrong = [page.stranger().sign_in(name, "not the password") for _ in range(4)]
            assert [answer.status_code for answer in wrong] == [401] * 4
            assert {"The name or the password is wrong." in answer.text for answer in wrong} == {True}
            late = page.stranger().sign_in(name, "not the password")
            assert late.status_code == 429
            assert "The next one can be made in 1 s." in late.text
        assert page.stranger().sign_in("max", "max's long password").status_code == 429
        assert page.stranger().sign_in("ron", PASSWORDS["ron"]).status_code == 303, "others may go on"
        now[0] += 2
        assert page.stranger().sign_in("max", "max's long password").status_code == 303
    finally:
        vars(page.accounts)["attempts"] = Attempts()


def test_each_failure_doubles_the_wait_to_a_limit_and_is_forgotten_in_time() -> None:
    now = [0.0]
    attempts, key = Attempts(lambda: now[0]), ("name", "max")
    waits = []
    for _ in range(3):
        attempts.begin([key])
    for _ in range(8):
        attempts.begin([key])
        with pytest.raises(TooManyAttempts) as late:
            attempts.begin([key])
        waits.append(late.value.seconds)
        now[0] += late.value.seconds
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    now[0] += 3601
    for _ in range(3):
        attempts.begin([key])
    attempts.succeeded([key])
    for _ in range(3):
        attempts.begin([key])


def test_many_attempts_at_once_do_not_slip_through() -> None:
    attempts = Attempts(lambda: 0.0)

    def one(_: int) -> bool:
        try:
            attempts.begin([("name", "max")])
        except TooManyAttempts:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(one, range(64))) == 4


def test_an_address_that_guesses_many_names_waits(page: Site) -> None:
    vars(page.accounts)["attempts"] = attempts = Attempts()
    try:
        person = page.stranger("127.0.0.9")
        for number in range(20):
            attempts.begin([("address", "127.0.0.9"), ("name", f"n{number}")])
        assert person.sign_in("ron", PASSWORDS["ron"]).status_code == 429
        wrong = page.stranger("127.0.0.9", headers={"Authorization": "Bearer wrong"})
        assert [wrong.get("/config").status_code for _ in range(21)] == [401] * 20 + [429], "tokens count apart"
        assert page.stranger("127.0.0.8").sign_in("ron", PASSWORDS["ron"]).status_code == 303
    finally:
        vars(page.accounts)["attempts"] = Attempts()


def test_an_unknown_name_takes_as_long_as_a_wrong_password(page: Site) -> None:
    def seconds(name: str) -> float:
        began = time.perf_counter()
        assert page.accounts.users.signed_in(name, "not the password") is None
        return time.perf_counter() - began

    seconds("nobody")  # the hash that is nobody's is made once
    known, unknown = min(seconds("ron") for _ in range(3)), min(seconds("nobody") for _ in range(3))
    assert 0.4 < known / unknown < 2.5


# Pages elsewhere --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "https://briefing.example"])
def test_another_page_can_neither_sign_in_nor_do_anything(page: Site, ron: Person, origin: str) -> None:
    there = {"Origin": origin}
    form = {"name": "ron", "password": PASSWORDS["ron"]}
    assert page.stranger().post("/sign-in", data=form, headers=there).status_code == 421
    assert ron.post("/gradio_api/run/ask", json={"data": [QUESTION, [], None]}, headers=there).status_code == 421
    assert ron.post("/sign-out", headers=there).status_code == 421


def test_a_browser_that_does_not_say_its_page_changes_nothing(page: Site, ron: Person) -> None:
    form = {"name": "ron", "password": PASSWORDS["ron"]}
    assert page.stranger().post("/sign-in", data=form, headers={}).status_code == 403
    assert ron.post("/gradio_api/run/ask", json={"data": [QUESTION, [], None]}, headers={}).status_code == 403
    assert ron.post("/sign-out", headers={}).status_code == 403


def test_only_known_names_of_the_host_are_answered(page: Site) -> None:
    person = page.stranger()
    for host in ("briefing.example", "briefing.example:8080", "10.1.2.3"):
        assert person.get("/", headers={"Host": host}).status_code == 303
    for host in ("evil.example", "briefing.example.evil.example", ""):
        assert person.get("/", headers={"Host": host}).status_code == 421
    own = {"Host": "briefing.example", "Origin": "https://briefing.example"}
    form = {"name": "ron", "password": PASSWORDS["ron"]}
    assert person.post("/sign-in", data=form, headers=own).status_code == 303


# A proxy ----------------------------------------------------------------------------------------------------------


def test_a_header_is_believed_from_the_proxy_alone(page: Site) -> None:
    named = {"X-Remote-User": "Eve"}
    through = page.stranger(PROXY, headers=named)
    assert '"name": "eve", "role": "editor", "leaves": false' in through.get("/").text
    for person in (page.stranger(headers=named), page.stranger("127.0.0.3", headers=named)):
        refused = person.get("/config")
        assert refused.status_code == 403
        assert "believed from the proxies" in refused.json()["error"]["message"]
    pretended = {**named, "X-Forwarded-For": PROXY, "X-Real-IP": PROXY, "Forwarded": f"for={PROXY}"}
    assert page.stranger(headers=pretended).get("/config").status_code == 403
    signed_in = page.stranger(cookies={"briefing": cookie(page.person("ron"))}, headers={"X-Remote-User": "ada"})
    assert signed_in.get("/config").status_code == 403, "nobody becomes another by a header"


def test_the_proxy_names_one_who_has_an_account(page: Site) -> None:
    assert page.stranger(PROXY, headers={"X-Remote-User": "stranger"}).get("/config").status_code == 403
    twice = [("X-Remote-User", "ron"), ("X-Remote-User", "ada")]
    assert page.stranger(PROXY, headers=twice).get("/").status_code == 403
    assert page.stranger(PROXY).get("/config").status_code == 401


def test_a_session_holds_and_ends_in_every_process_of_the_page(page: Site) -> None:
    person, accounts = page.person("ron"), Accounts.of(page.assistant.settings)
    gate = Gate(accounts, Names(frozenset(), accounts=True), page.assistant.trail)
    with running(page.assistant, gate=gate) as other:
        there = httpx.Client(base_url=other.address, cookies={"briefing": cookie(person)}, trust_env=False)
        assert there.get("/config").status_code == 200
        person.sign_out()
        assert there.get("/config").status_code == 401
    accounts.close()


def test_only_the_proxy_says_that_it_is_https(page: Site) -> None:
    form = {"name": "ron", "password": PASSWORDS["ron"]}
    https = {"X-Forwarded-Proto": "https", "Origin": page.address}
    plain = page.stranger().post("/sign-in", data=form, headers=https).headers["set-cookie"]
    assert plain.startswith("briefing=") and "Secure" not in plain
    secure = page.stranger(PROXY).post("/sign-in", data=form, headers=https).headers["set-cookie"]
    assert secure.startswith("__Host-briefing=") and secure.endswith("; Secure")


# Roles ------------------------------------------------------------------------------------------------------------


def test_every_function_of_the_library_is_known_here() -> None:
    from assistant.ui.shelves import MAY_BE_ASKED

    assert set(MAY_BE_ASKED) == {*CHANGING, *READING}


@pytest.mark.parametrize("name", CHANGING)
def test_a_reader_changes_nothing_whatever_the_browser_sends(page: Site, ron: Person, eve: Person, name: str) -> None:
    asked = {"id": "treaty", "fields": {"title": "Mine"}, "key": "1", "text": "A text.", "path": "*"}
    assert REFUSED in ron.calls("library", name, asked).json()["problem"]
    assert [d.metadata.title for d in page.assistant.documents()] == ["Treaty of friendship"]


@pytest.mark.parametrize("name", READING)
def test_a_reader_sees_the_library(ron: Person, name: str) -> None:
    reply = ron.calls("library", name, {"id": "treaty"}).json()
    assert "problem" not in reply
    if name == "details":
        assert "fieldset" in reply["html"] and " disabled" in reply["html"]
        assert not re.search("data-delete|data-renew|type=.submit", reply["html"])


def test_an_editor_changes_the_library(page: Site, eve: Person, ron: Person) -> None:
    note = {"text": "A note on herring. Herring is scarce.", "title": "Herring"}
    assert eve.calls("library", "paste", note).json() == {}
    deadline = time.monotonic() + 60
    while len(page.assistant.documents()) < 2 or eve.calls("library", "arriving", {}).json()["busy"]:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert ron.calls("library", "arriving", {}).json()["files"] == "", "readers do not see what others add"
    (herring,) = (d.id for d in page.assistant.documents() if d.metadata.title == "Herring")
    corrected = eve.calls("library", "correct", {"id": herring, "fields": {"title": "On herring"}}).json()
    assert corrected["row"]["title"] == "On herring"
    undo = eve.calls("library", "discard", {"ids": [herring]}).json()["undo"]
    key = re.search(r'data-restore="(\d+)"', undo)[1]
    assert eve.calls("library", "erase", {"key": key}).json() == {}
    assert len(page.assistant.documents()) == 1


# What is one's own ------------------------------------------------------------------------------------------------


def test_conversations_are_their_users_own(page: Site, ron: Person, eve: Person) -> None:
    shown = ron.asks(QUESTION)
    assert "forty ships" in shown
    (token,) = set(re.findall(r'data-open="([^"]+)"', ron.conversations()))
    assert token not in eve.conversations()
    for does in ("rename", "delete", "restore"):
        told = eve.calls("talks", "talks", {"does": does, "token": token, "name": "Hers"}).json()
        assert "There is no such conversation." in told["problem"]
    judged = eve.calls("talks", "judge", {"token": token, "place": "1", "verdict": "up"}).json()
    assert "There is no such conversation." in judged["problem"]
    opened = eve.event(page.listens("talks", "open"), [], event_data={"token": token})
    assert "There is no such conversation." in str(opened) and "forty" not in str(opened)
    again = page.person("ron")
    assert "forty ships" in str(again.event(page.listens("talks", "open"), [], event_data={"token": token}))


def test_a_download_is_for_whoever_asked(ron: Person, eve: Person) -> None:
    token = re.search(r'data-product="([^" ]+)"', ron.asks(QUESTION))[1]
    asked = {"product": token, "form": "md"}
    assert "no longer kept" in eve.calls("downloads", "download", asked).json()["problem"]
    assert "content" in ron.calls("downloads", "download", asked).json()


def test_an_event_is_followed_and_ended_by_whoever_began_it_alone(page: Site, ron: Person, eve: Person) -> None:
    number = page.listens("talks", "open")
    event = ron.joins(number, [], event_data={"token": ""}).json()["event_id"]
    followed = eve.get("/gradio_api/queue/data", params={"session_hash": ron.session})
    assert followed.status_code == 404
    both = f"/gradio_api/queue/data?session_hash={eve.session}&session_hash={ron.session}"
    assert eve.get(both).status_code == 404
    ended = {"session_hash": ron.session, "fn_index": number, "event_id": event}
    for body in (ended, {**ended, "session_hash": eve.session}):
        assert eve.post("/gradio_api/cancel", json=body).status_code == 404
    assert eve.post("/gradio_api/reset", json={"event_id": event}).status_code == 404
    assert eve.get(f"/gradio_api/heartbeat/{ron.session}").status_code == 404
    intruder = Person(page, eve.client, ron.session)
    assert intruder.joins(number, [], event_data={"token": ""}).status_code == 404
    assert intruder.calls("talks", "talks", {"does": "list"}).status_code == 404
    assert ron.told()[-1]["success"]


def test_a_programs_event_is_followed_by_that_user_alone(page: Site) -> None:
    ron, eve = page.program("ron"), page.program("eve")
    event = ron.post("/gradio_api/call/v2/search", json={"question": QUESTION, "k": 1}).json()["event_id"]
    assert eve.get(f"/gradio_api/call/search/{event}").status_code == 404
    assert eve.get("/gradio_api/queue/data", params={"session_hash": event}).status_code == 404
    assert Person(page, eve.client, event).joins(0, []).status_code == 404
    assert "event: complete" in ron.get(f"/gradio_api/call/search/{event}").text


def test_a_file_is_served_to_whoever_uploaded_it_and_read_for_them_alone(page: Site, ron: Person, eve: Person) -> None:
    path = ron.uploads("draft.txt", b"A secret draft about herring.")
    assert ron.get(f"/gradio_api/file={path}").text == "A secret draft about herring."
    for address in (f"file={path}", f"file/{path}", f"file={path}/", f"file=/../..{path}"):
        assert eve.get(f"/gradio_api/{address}").status_code == 404
    users = str(page.accounts.users.path)
    for guessed in ("/etc/passwd", "users", users, "https://evil.example/", "..%2f..%2fetc/passwd"):
        assert ron.get(f"/gradio_api/file={guessed}").status_code == 404
    number = next(f["id"] for f in page.functions if [t[1] for t in f["targets"]] == ["upload"])
    taken = {"path": path, "orig_name": "draft.txt", "meta": {"_type": "gradio.FileData"}}
    assert eve.joins(number, [taken]).status_code == 404
    for path_or_address in ("https://evil.example/x", "/etc/passwd", users, f"{path}/../draft.txt"):
        assert eve.joins(number, [{**taken, "path": path_or_address}]).status_code == 404
    assert eve.calls("library", "add", {"path": path, "name": "stolen.txt"}).status_code == 404
    Person(page, eve.client, f"file eve {path}").calls("talks", "talks", {"does": "list"})
    assert eve.get(f"/gradio_api/file={path}").status_code == 404, "a session's own id makes no file hers"
    assert "A secret draft" in str(ron.event(number, [taken]))


def test_an_upload_is_watched_by_whoever_uploads(ron: Person, eve: Person) -> None:
    ron.post("/gradio_api/upload?upload_id=u1", files={"files": ("a.txt", b"x")})
    assert eve.get("/gradio_api/upload_progress?upload_id=u1").status_code == 404
    assert eve.post("/gradio_api/upload?upload_id=u1", files={"files": ("a.txt", b"y")}).status_code == 404


@pytest.mark.parametrize(
    "path", ["deep_link?session_hash=x", "proxy=https://a.example", "vibe-code", "runs", "stream/x/1/1/playlist.m3u8"]
)
def test_addresses_of_gradio_that_the_page_does_not_need_are_not_there(ada: Person, path: str) -> None:
    assert ada.get(f"/gradio_api/{path}").status_code == 404


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"session_hash": 7}', b'{"session_hash": ""}', b"[" * 100_000])
def test_a_body_that_cannot_be_read_is_not_let_through(ron: Person, body: bytes) -> None:
    answer = ron.post("/gradio_api/queue/join", content=body, headers={**ron.ours, "content-type": "application/json"})
    assert answer.status_code == 404


def test_a_form_with_files_reaches_no_function(page: Site, ron: Person) -> None:
    fields = {"component_id": str(page.components["talks"]["id"]), "fn_name": "talks", "session_hash": "x"}
    answer = ron.post("/gradio_api/component_server", data=fields, files={"f": b"x"})
    assert answer.status_code == 404


# Programs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ron", "eve", "ada"])
def test_a_program_asks_with_its_users_token(page: Site, name: str) -> None:
    answer = page.program(name).client.post("/gradio_api/run/ask", json={"data": [QUESTION, [], None]})
    assert "forty ships" in answer.json()["data"][0]["answer"]
    basic = base64.b64encode(f"{name}:{page.tokens[name]}".encode()).decode()
    again = page.stranger(headers={"Authorization": f"Basic {basic}"})
    assert again.client.post("/gradio_api/run/search", json={"data": ["ships", 1, None]}).status_code == 200


@pytest.mark.parametrize("given", ["Bearer wrong", "Bearer", "Basic eDp5", "Basic !", "Digest x", "Bearer é"])
def test_a_wrong_token_opens_nothing(page: Site, given: str) -> None:
    vars(page.accounts)["attempts"] = Attempts()
    answer = page.stranger(headers={"Authorization": given.encode()}).get("/config")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_revoked_token_and_a_password_in_its_place_open_nothing(page: Site) -> None:
    page.accounts.users.add("tom", "reader", "tom's long password")
    token = page.accounts.users.give_token("tom")
    program = page.stranger(headers={"Authorization": f"Bearer {token}"})
    assert program.get("/config").status_code == 200
    page.accounts.users.revoke_token("tom")
    assert program.get("/config").status_code == 401
    assert page.stranger(headers={"Authorization": "Bearer tom's long password"}).get("/config").status_code == 401
    basic = base64.b64encode(b"tom:tom's long password").decode()
    assert page.stranger(headers={"Authorization": f"Basic {basic}"}).get("/config").status_code == 401


def test_gradios_own_client_calls_with_a_token(page: Site) -> None:
    from gradio_client import Client

    headers = {"Authorization": f"Bearer {page.tokens['ron']}"}
    client = Client(page.address, headers=headers, verbose=False, analytics_enabled=False)
    assert "forty ships" in client.predict(question=QUESTION, api_name="/ask")["answer"]


async def test_tools_are_called_with_a_token_and_not_without(page: Site) -> None:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    headers = {"Authorization": f"Bearer {page.tokens['ron']}"}
    address = f"{page.address}/gradio_api/mcp/"
    async with (
        streamablehttp_client(address, headers=headers) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        found = await session.call_tool("ask", {"question": QUESTION})
        assert "forty ships" in found.content[0].text
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    assert httpx.post(address, json=asked, headers=accept, timeout=30).status_code == 401
