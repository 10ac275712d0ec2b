"""The page: only its own pages may write, and a report's text stays text."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from starlette.testclient import TestClient

from sidak.flows.review.app import make_app
from sidak.flows.review.security import HEADERS
from sidak.flows.review.server import bind_port
from sidak.flows.review.service import ReviewService
from sidak.flows.review.settings import SETTINGS
from sidak.flows.settings import CuratedFolder
from sidak.flows.state.decisions import read_decisions
from sidak.flows.state.sources import SourceFinder, save_sources
from sidak.schemas import SidakError
from tests.flows.review.curated_case import HOSTILE, ITEM, SUSPECT, make_curated

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"
TOKEN = "secret-of-this-start"
GOOD = {"Origin": HOME, "X-Sidak-Token": TOKEN}
ACCEPT = {"id": SUSPECT, "who": "Budi", "kind": "accept"}


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    return make_curated(tmp_path)


@pytest.fixture
def client(curated: Path, tmp_path: Path) -> Iterator[TestClient]:
    save_sources(CuratedFolder(curated), tmp_path / "inbox", None)
    app = make_app(ReviewService(curated), SourceFinder(curated), port=PORT, token=TOKEN)
    with TestClient(app, base_url=HOME) as opened:
        yield opened


def count_decisions(curated: Path) -> int:
    return len(read_decisions(curated / "decisions" / "decisions.csv"))


def test_a_decision_is_taken_from_the_own_page(client: TestClient, curated: Path) -> None:
    answer = client.post("/api/decide", json=ACCEPT, headers=GOOD)
    assert (answer.status_code, answer.json()["what"]) == (200, "2.297.000.000")
    undone = client.post(
        "/api/undo", json={"decision_id": answer.json()["id"], "who": "Budi"}, headers=GOOD
    )
    assert undone.status_code == 200
    assert count_decisions(curated) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://127.0.0.1:{PORT + 1}"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": None},
        {"X-Sidak-Token": None},
        {"X-Sidak-Token": ""},
        {"X-Sidak-Token": TOKEN[:-1]},
        {"X-Sidak-Token": "é"},
        {"Host": "evil.example"},
        {"Host": f"evil.example:{PORT}"},
        {"Host": "127.0.0.1"},
        {"Host": f"127.0.0.1:{PORT + 1}"},
        {"Host": f"127.0.0.1:{PORT}.evil.example"},
        {"Host": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/api/decide", "/api/undo"])
def test_nobody_else_can_post(
    client: TestClient, curated: Path, path: str, changes: dict[str, str | None]
) -> None:
    wanted = {"Content-Type": "application/json", **GOOD, **changes}
    headers = {key: value.encode("utf-8") for key, value in wanted.items() if value is not None}
    body = b'{"id": "%s", "who": "Budi", "kind": "accept"}' % SUSPECT.encode()
    assert client.post(path, content=body, headers=headers).status_code == 403
    assert count_decisions(curated) == 0


@pytest.mark.parametrize("path", ["/", "/api/queue", "/static/review.js", "/api/picture?id=x"])
@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1:1", "[::1]"]
)
def test_a_name_that_was_rebound_reads_nothing(
    client: TestClient, path: str, host: str
) -> None:
    answer = client.get(path, headers={"Host": host})
    assert (answer.status_code, answer.text) == (403, "foreign Host\n")


def test_other_sites_read_nothing_but_may_link_here(client: TestClient) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    for path in ("/api/queue", f"/api/picture?id={SUSPECT}", "/static/review.js"):
        assert client.get(path, headers=foreign).status_code == 403
        assert client.get(path, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.get("/", headers=foreign).status_code == 200
    assert client.get("/", headers={"Host": f"localhost:{PORT}"}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_no_other_method(client: TestClient, method: str) -> None:
    assert client.request(method, "/api/decide", headers=GOOD).status_code == 403


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for path in ("/", "/api/queue", "/nothing", "/static/../cli.py", "/docs", "/openapi.json"):
        answer = client.get(path)
        assert {key: answer.headers[key] for key in HEADERS} == HEADERS
        assert "access-control-allow-origin" not in answer.headers
    assert client.get("/docs").status_code == 404
    assert client.get("/openapi.json").status_code == 404
    assert client.get("/static/review.html").status_code == 404
    refused = client.get("/", headers={"Host": "evil.example"})
    assert refused.headers["X-Frame-Options"] == "DENY"


def test_the_page_has_no_script_and_no_style_in_it(client: TestClient) -> None:
    page = client.get("/").text
    assert f'content="{TOKEN}"' in page
    assert re.findall(r"<script(?! src=\"/static/review\.js\" defer></script>)", page) == []
    assert "<style" not in page
    assert " style=" not in page
    assert re.findall(r"\son\w+=", page) == []
    assert "://" not in page
    script = client.get("/static/review.js")
    assert script.headers["content-type"].startswith("text/javascript")
    for danger in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert danger not in script.text
    assert "://" not in script.text + client.get("/static/review.css").text


def test_all_texts_of_the_page_exist_in_both_languages(
    client: TestClient, curated: Path
) -> None:
    page, script = client.get("/").text, client.get("/static/review.js").text
    used = set(re.findall(r'data-(?:text|label)="(\w+)"', page))
    used |= set(re.findall(r'\btext\("(\w+)"', script))
    texts = [ReviewService(curated, language).t.list_texts() for language in ("id", "en")]
    for language in texts:
        assert used <= set(language)
    places = [re.findall(r"\{\w+\}", one[key]) for one in texts for key in texts[0]]
    half = len(places) // 2
    assert [sorted(one) for one in places[:half]] == [sorted(one) for one in places[half:]]


def test_what_a_report_prints_arrives_as_data(client: TestClient) -> None:
    answer = client.get("/api/question", params={"id": ITEM})
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["options"][0]["note"] == HOSTILE


def test_refusals_say_what_to_do(client: TestClient) -> None:
    body = {**ACCEPT, "kind": "value", "text": "66,408"}
    answer = client.post("/api/decide", json=body, headers=GOOD)
    assert answer.status_code == 422
    assert [one["answer"] for one in answer.json()["options"]] == ["66408", "66.408"]
    body["text"] = "77"
    answer = client.post("/api/decide", json=body, headers=GOOD)
    assert (answer.status_code, answer.json()["may_confirm"]) == (409, True)
    missing = client.get("/api/question", params={"id": "figure:x"})
    assert (missing.status_code, missing.json()["options"]) == (422, [])
    typed = client.get("/api/number", params={"id": SUSPECT, "text": "2.297.000.000"})
    assert typed.json()["note"] == "2,30 miliar"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {**ACCEPT, "extra": 1},
        {**ACCEPT, "who": 5},
        {**ACCEPT, "is_confirmed": "yes"},
        [ACCEPT],
    ],
    ids=str,
)
def test_odd_bodies_are_refused(client: TestClient, curated: Path, body: Any) -> None:
    assert client.post("/api/decide", json=body, headers=GOOD).status_code == 422
    assert count_decisions(curated) == 0


def test_a_huge_body_is_not_read(client: TestClient, curated: Path) -> None:
    body = {**ACCEPT, "why": "x" * SETTINGS.most_bytes}
    assert client.post("/api/decide", json=body, headers=GOOD).status_code == 403
    chunks = iter([b"{}"])  # sent without a length
    headers = {**GOOD, "Content-Type": "application/json"}
    assert client.post("/api/decide", content=chunks, headers=headers).status_code == 403
    assert count_decisions(curated) == 0


def read_picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_the_cell_is_framed_in_its_page(client: TestClient) -> None:
    sizes = {}
    for view in ("cell", "row", "page"):
        answer = client.get("/api/picture", params={"id": SUSPECT, "view": view})
        assert answer.headers["content-type"] == "image/png"
        picture = read_picture(answer.content)
        sizes[view] = picture.size
        colours = {colour for _, colour in picture.getcolors(1 << 24) or []}
        assert (200, 16, 32) in colours
    assert sizes["page"] == (450, 600)
    assert sizes["row"] == (750, pytest.approx((64 + 15 + 64) * 2.5, abs=3))
    assert sizes["cell"] == (pytest.approx(96 * 4, abs=3), pytest.approx(31 * 4, abs=3))


def test_without_the_report_there_is_a_sentence(client: TestClient, tmp_path: Path) -> None:
    source = tmp_path / "inbox" / "b.pdf"
    source.write_bytes(source.read_bytes() + b"\n")
    answer = client.get("/api/picture", params={"id": SUSPECT})
    assert answer.status_code == 404
    assert answer.json()["message"].startswith("Gambar tidak tersedia: berkas b.pdf")


def test_a_text_dump_has_no_picture(tmp_path: Path) -> None:
    curated = make_curated(tmp_path, file="b.txt")
    app = make_app(ReviewService(curated, "en"), SourceFinder(curated), port=PORT, token=TOKEN)
    with TestClient(app, base_url=HOME) as client:
        answer = client.get("/api/picture", params={"id": SUSPECT})
    assert answer.json() == {"message": "The file b.txt is text: there is no page to draw."}


def test_a_taken_port_is_one_clear_line() -> None:
    with bind_port(0) as taken:
        assert taken.getsockname()[0] == "127.0.0.1"
        taken.listen()
        with pytest.raises(SidakError, match="choose another with --port"):
            bind_port(taken.getsockname()[1])


def test_the_command_line_loads_no_web_framework() -> None:
    script = (
        "import sys; import sidak.flows.cli.app\n"
        "heavy = {'fastapi', 'starlette', 'uvicorn', 'duckdb', 'pandas'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
