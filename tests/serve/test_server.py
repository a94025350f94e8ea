"""The server by a real client: what it answers, what it refuses, and what it leaves behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from quoteattr import Article, Config, parse
from tests.cli.processes import ROOT, run
from tests.serve.serving import FORM, JSON, RAIN, Server, serving
from tests.snippets import blocks
from tests.test_many import assert_ends, needs_kill, needs_proc, session_members

needs_trafilatura = pytest.mark.skipif(find_spec("trafilatura") is None, reason="needs the extra web")

LONG = RAIN * 7_000  # seconds of work
WIDTH = "2" * 60
HEAD = b"POST /extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


# --- what it answers ----------------------------------------------------------------------------------------------


def test_the_answer_is_the_dict_of_the_article(server: Server) -> None:
    answer = server.extract(text=RAIN)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json == parse(RAIN).to_dict()
    assert Article.from_json(answer.body) == parse(RAIN)


def test_options_are_those_of_the_library(server: Server) -> None:
    text = "“It is wet,” gargled Quill. “It is dry.” Sign up for news. Ada Quill said that it rained."
    options: dict[str, Any] = {"cues": ["gargled"], "speakers": ["Ada Quill"], "skip": ["It is d.y"]}
    wanted = parse(text, indirect=True, config=Config(**options, rules_off=["continued"]))
    assert server.extract(text=text, indirect=True, rules_off=["continued"], **options).json == wanted.to_dict()
    assert wanted != parse(text, indirect=True)


@pytest.mark.parametrize("text", ["", "\ud800 “It rained,” said Ann Lee.", "\0\x1b “", "𝔘 “It rained,” said Ann Lee."])
def test_no_text_is_too_odd(server: Server, text: str) -> None:
    assert server.extract(text=text).json == parse(text).to_dict()


class Trap(BaseHTTPRequestHandler):
    """Another server, which must not be asked for anything."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@needs_trafilatura
def test_a_page_is_read_and_nothing_in_it_is_fetched(server: Server) -> None:
    trap = HTTPServer(("127.0.0.1", 0), Trap)
    Thread(target=trap.serve_forever, daemon=True).start()
    there = f"http://127.0.0.1:{trap.server_port}"
    page = f"""<!DOCTYPE html><html><head><title>Rain</title><link rel="stylesheet" href="{there}/style.css">
        <base href="{there}/"><link rel="canonical" href="{there}/canonical"><script src="{there}/script.js"></script>
        <meta http-equiv="refresh" content="0; url={there}/refresh"></head><body><article><p>{RAIN}</p>
        <img src="{there}/picture.png"><iframe src="{there}/frame"></iframe><p><a href="{there}/link">More</a>
        </article></body></html>"""
    article = server.extract(html=page).json
    viewed = server.ask("POST", "/view", "input=" + _encoded(page), FORM)
    trap.shutdown()
    trap.server_close()
    assert [quote["text"] for quote in article["quotes"]] == ["The river will rise tonight,"]
    assert viewed.status == 200
    assert "Ada Quill" in viewed.body
    assert Trap.asked == []


def _encoded(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def test_the_view_is_the_page_of_the_library(server: Server) -> None:
    form = "input=" + _encoded(RAIN.replace("\n", "\r\n")) + "&kind=text&indirect=yes"
    answer = server.ask("POST", "/view", form, FORM)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.body == parse(RAIN, indirect=True).to_html(title="Your article")


def test_a_text_in_another_language_is_told_and_read_on_request(server: Server) -> None:
    text = "Der Fluss wird heute steigen und die Straße ist nicht mehr sicher, und das haben wir nicht gewusst."
    refused = server.ask("POST", "/view", f"input={_encoded(text)}", FORM)
    assert refused.status == 422
    assert "The text is in German" in refused.body
    assert server.ask("POST", "/view", f"input={_encoded(text)}&foreign=yes", FORM).status == 200


def test_the_program_of_the_docs_asks_it(server: Server) -> None:
    [snippet] = [block.content for block in blocks(ROOT / "docs" / "serve.md") if "def extract" in block.content]
    names: dict[str, Any] = {}
    exec(compile(snippet, "serve.md", "exec"), names)
    told = names["extract"](RAIN, server.url.rstrip("/"), indirect=True)
    assert Article.from_dict(told) == parse(RAIN, indirect=True)


def test_it_tells_that_it_works(server: Server) -> None:
    assert server.ask("GET", "/health").json["status"] == "ok"


# --- what OpenAPI says --------------------------------------------------------------------------------------------


def test_the_description_fits_the_answers(server: Server) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    described = server.ask("GET", "/openapi.json").json
    answers = described["paths"]["/extract"]["post"]["responses"]
    for answer in (server.extract(text=RAIN), server.extract(text=RAIN, mill=1)):
        schema = answers[str(answer.status)]["content"]["application/json"]["schema"]
        jsonschema.validate(answer.json, {**schema, "components": described["components"]})
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"mill": 1}, {**schema, "components": described["components"]})
    assert set(described["paths"]) == {"/extract", "/health"}


def test_the_description_is_one_of_openapi(server: Server) -> None:
    validator = pytest.importorskip("openapi_spec_validator", reason="openapi-spec-validator is not installed")
    validator.validate(server.ask("GET", "/openapi.json").json)


def test_the_docs_tell_of_every_field_and_ask_for_nothing(server: Server) -> None:
    docs = server.ask("GET", "/docs").body
    described = server.ask("GET", "/openapi.json").json["components"]["schemas"]
    fields = [name for record in ("Extract", "Article", "QuoteOfArticle") for name in described[record]["properties"]]
    assert len(fields) > 15
    assert [name for name in fields if f"<code>{name}</code>" not in docs] == []
    assert "//" not in "".join(part.partition(">")[0] for part in docs.split("<"))


# --- what it refuses ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "either text or html is needed"),
        ({"text": "a", "html": "b"}, "either text or html is needed, not both"),
        ({"text": 1}, "text: Input should be a valid string"),
        ({"text": "a", "indirect": "yes"}, "indirect: Input should be a valid boolean"),
        ({"text": "a", "indirct": True}, "there is no field 'indirct'; did you mean 'indirect'?"),
        ({"text": "a", "language": "/etc/"}, "there is no field 'language'"),
        ({"text": "a", "cues": "gargled"}, "cues: Input should be a valid list"),
        ({"text": "a", "cues": ["a b"]}, "cues: 'a b' is no single word; give each form of a verb for itself"),
        ({"text": "a", "rules_off": ["tittle"]}, "rules_off: there is no rule 'tittle'; did you mean 'title'?"),
        ({"text": "a", "skip": ["("]}, "skip: '(' is no regular expression (missing ) at position 1)"),
    ],
)  # fmt: skip
def test_wrong_fields_are_told_in_one_line(server: Server, fields: dict[str, object], told: str) -> None:
    answer = server.extract(**fields)
    assert (answer.status, answer.json) == (422, {"detail": told})


@pytest.mark.parametrize("body", ["[]", "1", '"text"', "null"])
def test_json_that_is_no_object(server: Server, body: str) -> None:
    answer = server.ask("POST", "/extract", body, JSON)
    assert (answer.status, answer.json) == (422, {"detail": "a JSON object with text or html is needed"})


@pytest.mark.parametrize("body", ["", "{", b"\xff\xfe\x00", "[" * 100_000])
def test_what_is_no_json(server: Server, body: str | bytes) -> None:
    assert server.ask("POST", "/extract", body, JSON).status in (400, 422)


def test_a_field_is_told_and_not_repeated(server: Server) -> None:
    answer = server.extract(text={"mill": WIDTH})
    assert answer.status == 422
    assert WIDTH not in answer.body


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_other_kinds_of_requests(server: Server, kind: str | None) -> None:
    answer = server.ask("POST", "/extract", '{"text": "a"}', {} if kind is None else {"Content-Type": kind})
    assert answer.status == 415
    assert "Content-Type: application/json" in answer.json["detail"]


@needs_trafilatura
def test_a_page_without_a_text(server: Server) -> None:
    answer = server.extract(html="<html><body></body></html>")
    assert (answer.status, answer.json) == (422, {"detail": "no main text found in the page"})


def test_too_large_is_status_413(server: Server) -> None:
    for size in (1_100_000, 3_000_000, 20_000_000):
        answer = server.extract(text="a" * size)
        assert (answer.status, answer.json) == (413, {"detail": "too large: 1 MB is the most"})
    assert server.extract(text="a" * 900_000).status == 200
    many = "“" * 333_000  # nine bytes each in a form
    assert server.ask("POST", "/view", "input=" + _encoded(many), FORM).status == 200
    page = server.ask("POST", "/view", "input=" + "a" * 1_100_000, FORM)
    assert page.status == 413
    assert "Too large: 1 MB is the most." in page.body


def test_too_large_without_a_length(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(120):
            client.sendall(b"2710\r\n" + b"a" * 10_000 + b"\r\n")
        client.sendall(b"0\r\n\r\n")
        assert client.recv(1_000).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "[", "localhost@evil"]
)
def test_by_another_name_it_is_not_known(server: Server, host: str) -> None:
    for method, path, body in (("GET", "/", None), ("POST", "/extract", '{"text": "a"}')):
        answer = server.ask(method, path, body, {"Host": host, **JSON})
        assert answer.status == 421
        assert "by this name" in answer.json["detail"]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:80", "[::1]:8765"])
def test_its_names(server: Server, host: str) -> None:
    assert server.ask("GET", "/health", headers={"Host": host}).status == 200


def test_pages_of_other_servers_may_not_ask(server: Server) -> None:
    here = f"127.0.0.1:{server.port}"
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://{here}", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        assert server.ask("POST", "/extract", '{"text": "a"}', {**JSON, **headers}).status == 403
        assert server.ask("POST", "/view", "input=a", {**FORM, **headers}).status == 403
    for headers in ({}, {"Origin": f"http://{here}"}, {"Origin": "http://any", "Sec-Fetch-Site": "same-origin"}):
        assert server.ask("POST", "/extract", '{"text": "a"}', {**JSON, **headers}).status == 200
    asked = server.ask(
        "OPTIONS", "/extract", headers={"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    )
    assert asked.status == 405
    assert not any(name.startswith("access-control") for name in asked.headers)


@pytest.mark.parametrize("path", ["/", "/docs", "/view", "/openapi.json", "/health", "/extract", "/nowhere"])
def test_every_answer_locks_the_browser(server: Server, path: str) -> None:
    headers = server.ask("GET", path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'self'" in policy if path == "/view" else "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


# --- what happens at once, and to the processes ---------------------------------------------------------------------


def test_requests_do_not_wait_for_each_other(server: Server) -> None:
    with ThreadPoolExecutor(1) as threads:
        long = threads.submit(server.extract, text=LONG, indirect=True)
        time.sleep(0.3)
        meanwhile = 0
        while not long.done():
            assert server.extract(text=RAIN).status == 200
            meanwhile += 1
        assert long.result().status == 200
        assert meanwhile > 2


def test_a_text_that_takes_too_long_is_status_504_and_the_others_go_on(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", 1, "--time-limit", 1) as server, ThreadPoolExecutor(4) as threads:
        assert server.extract(text=RAIN).status == 200
        before = server.workers()
        answer = server.extract(text=LONG * 4)
        assert (answer.status, answer.json) == (504, {"detail": "the text could not be read in the time that there is"})
        later = [_until(server, 200, threads) for _ in range(2)]
        assert later == [200, 200]
        assert set(server.workers()).isdisjoint(before)
        assert len(server.workers()) == 1


def _until(server: Server, status: int, threads: ThreadPoolExecutor) -> int:
    """The status of the first of some requests that has this one, or of the last: a new process takes its time."""
    for answer in threads.map(lambda _: server.extract(text=RAIN), range(20)):
        if answer.status == status:
            break
    return answer.status


@needs_proc
@needs_kill
def test_killed_processes_are_replaced_and_cost_no_answer(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", 2) as server, ThreadPoolExecutor(4) as threads:
        assert server.extract(text=RAIN).status == 200
        for work in (RAIN, LONG):
            asked = [threads.submit(server.extract, text=work) for _ in range(2)]
            time.sleep(0.3)
            killed = server.workers()
            for pid in killed:
                os.kill(pid, signal.SIGKILL)
            assert [each.result().status for each in asked] == [200, 200]
            assert server.extract(text=RAIN).json == parse(RAIN).to_dict()
            assert set(server.workers()).isdisjoint(killed)


def test_a_request_that_comes_in_too_slowly_is_status_408(tmp_path: Path) -> None:
    with (
        serving(tmp_path, "--workers", 1, "--time-limit", 0.5) as server,
        socket.create_connection(("127.0.0.1", server.port)) as slow,
    ):
        slow.sendall(HEAD + b"Content-Length: 99\r\n\r\n{")
        slow.settimeout(20)
        assert slow.recv(1_000).startswith(b"HTTP/1.1 408 ")


def test_who_hangs_up_leaves_no_trace(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", 1) as server:
        for sent in (b"POST /extract HTTP/1.1\r\nHost: localhost\r\n", _request(LONG), _request(LONG)[:5_000]):
            with socket.create_connection(("127.0.0.1", server.port)) as client:
                client.sendall(sent)
        assert server.extract(text=RAIN).status == 200
        assert server.told() == ""


def _request(text: str) -> bytes:
    body = json.dumps({"text": text}).encode()
    return b"%sContent-Length: %d\r\n\r\n%s" % (HEAD, len(body), body)


# --- what it leaves behind ------------------------------------------------------------------------------------------


@needs_proc
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("busy", [False, True])
def test_it_ends_quietly_and_nothing_is_left(tmp_path: Path, end: signal.Signals, busy: bool) -> None:
    with serving(tmp_path, "--workers", 2) as server:
        assert server.extract(text=RAIN).status == 200
        if busy:
            client = socket.create_connection(("127.0.0.1", server.port))
            client.sendall(_request(LONG))
            time.sleep(0.3)
        os.killpg(server.process.pid, end) if end is signal.SIGINT else server.process.send_signal(end)
        assert server.process.wait(20) == 0
        assert_ends(server.process.pid)
        assert server.told() == ""
        assert list(server.folder.rglob("*")) == []


@needs_proc
@needs_kill
def test_killed_it_takes_its_processes_along(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", 2) as server:
        assert server.extract(text=RAIN).status == 200
        assert len(session_members(server.process.pid)) >= 3
        server.process.kill()
        server.process.wait()
        assert_ends(server.process.pid)


@needs_proc
def test_interrupted_at_once_it_ends_too(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", 2) as server:
        os.killpg(server.process.pid, signal.SIGINT)
        assert server.process.wait(20) == 0
        assert_ends(server.process.pid)
        assert server.told() == ""


def test_nothing_is_stored_or_logged(tmp_path: Path) -> None:
    word = "Kettleburn"
    with serving(tmp_path, "--workers", 1, "--time-limit", 1) as server:
        text = f"“{word} will rise,” said Ada Quill of {word}."
        asked: list[Callable[[], Any]] = [
            lambda: server.extract(text=text),
            lambda: server.extract(text=text, skip=[f"({word}"]),
            lambda: server.extract(text=text * 60_000),
            lambda: server.extract(html=f"<html><body><p>{text}</p></body></html>"),
            lambda: server.extract(**{word: text}),
            lambda: server.ask("POST", "/view", f"input={_encoded(text)}", FORM),
            lambda: server.ask("GET", f"/?text={word}"),
            lambda: server.ask("POST", "/extract", text, JSON),
        ]
        assert {ask().status for ask in asked} >= {200, 422}
        assert server.told() == ""
        assert list(server.folder.rglob("*")) == []


def test_a_place_that_is_taken_is_told(server: Server) -> None:
    status, out, errors = run("serve", "--port", server.port)
    assert (status, out) == (1, "")
    assert errors == f"Error: cannot listen on 127.0.0.1:{server.port}: address already in use\n"
    status, _, errors = run("serve", "--host", "nowhere.invalid", "--port", 0)
    assert status == 1
    assert errors.startswith("Error: cannot listen on nowhere.invalid:0: ")


def test_elsewhere_it_warns_and_answers_to_any_name_or_to_those_allowed(tmp_path: Path) -> None:
    for number, (options, known) in enumerate([((), True), (("--allow-host", "Mill.example"), False)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        with serving(folder, "--host", "0.0.0.0", "--workers", 1, *options) as server:
            assert server.ask("GET", "/health", headers={"Host": "mill.example"}).status == 200
            assert (server.ask("GET", "/health", headers={"Host": "other.example"}).status == 200) is known
            assert "there is no password" in server.told()


def test_options_of_the_server_hold_where_a_request_says_nothing(tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    config.write_text('{"cues": ["gargled"]}', encoding="utf-8")
    text = "“It is wet,” gargled Ada Quill."
    with serving(tmp_path, "--workers", 1, "--config", config) as server:
        assert server.extract(text=text).json == parse(text, config=Config(cues=["gargled"])).to_dict()
        assert server.extract(text=text, cues=[]).json == parse(text).to_dict()


def test_the_page_is_opened_in_a_browser_on_request(tmp_path: Path) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened.txt"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{opened}"\n', encoding="utf-8")
    browser.chmod(0o755)
    with serving(tmp_path, "--workers", 1, "--open", BROWSER=f"{browser} %s") as server:
        assert server.ask("GET", "/health").status == 200
        assert opened.read_text(encoding="utf-8") == server.url


def test_a_verb_without_its_extra_says_so(tmp_path: Path) -> None:
    (tmp_path / "fastapi.py").write_text("raise ImportError('gone', name='fastapi')", encoding="utf-8")
    status, out, errors = run("serve", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert (status, out) == (2, "")
    assert errors == 'quoteattr: fastapi is missing: pip install "quoteattr[serve]"\n'
