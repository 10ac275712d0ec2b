"""From the page of a report to a decided figure in the next release, with every real room."""

import csv
import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.run import run_inbox
from sidak.flows.review.service import ReviewAnswer, ReviewService
from tests.browser import CHROMIUM, open_browser
from tests.flows.review.curated_case import HOSTILE, ITEM, SUSPECT, make_curated

SAMPLES = Path(__file__).resolve().parents[3] / "raw" / "samples"
#: Has a figure that is printed with a digit too few, and lines whose code is in doubt.
FILES = ("lkjip-setda-2022.pdf", "pk-bappeda-2022.pdf")
PRINT = "Rp. 41.736.44.273"


def read_rows(curated: Path, table: str) -> dict[str, dict[str, str]]:
    latest = json.loads((curated / "latest.json").read_text())["path"]
    with (curated / latest / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return {next(iter(row.values())): row for row in csv.DictReader(stream)}


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an inbox and its first release."""
    folder = tmp_path_factory.mktemp("review")
    (folder / "inbox").mkdir()
    for name in FILES:
        shutil.copy(SAMPLES / name, folder / "inbox")
    run_inbox(RunRequest(folder / "inbox", folder / "out"))
    return folder


@pytest.fixture
def folder(first_run: Path, tmp_path: Path) -> Path:
    """A copy of the folder after the first run, for one test."""
    return Path(shutil.copytree(first_run, tmp_path / "copy"))


@contextmanager
def serve(curated: Path) -> Iterator[str]:
    """Run ``sidak review`` and yield its address."""
    call = "from sidak.flows.cli.app import main; main()"
    words = ("review", str(curated), "--port", "0", "--no-browser")
    with subprocess.Popen(
        [sys.executable, "-c", call, *words], stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        try:
            yield re.findall(r"http://\S+", server.stderr.readline())[0]
        finally:
            server.terminate()


@pytest.mark.slow
def test_decisions_make_a_new_release_and_undo_brings_back_the_old_one(folder: Path) -> None:
    out = folder / "out"
    before = read_rows(out, "figures")
    figure = next(row for row in before.values() if row["raw_text"] == PRINT)
    assert (figure["status"], figure["value"]) == ("unreadable", "")
    service = ReviewService(out)
    items = [one for one in read_rows(out, "review").values() if one["subject"] == "item"]
    asked = next(one for one in items if one["reading"])
    nameless = next((one for one in items if not one["reading"]), None)
    made = [
        service.decide(
            ReviewAnswer(
                f"figure:{figure['figure_id']}",
                "Budi",
                "value",
                "41.736.440.273",
                "uji",
                "",
                is_confirmed=True,
            )
        ),
        service.decide(ReviewAnswer(asked["review_id"], "Siti", "accept")),
    ]
    if nameless is not None:
        made.append(service.decide(ReviewAnswer(nameless["review_id"], "Siti", "no_code")))
    first = json.loads((out / "latest.json").read_text())["release_id"]
    summary = run_inbox(RunRequest(folder / "inbox", out))
    assert (summary.is_new, summary.blocked, summary.exit_code) == (True, (), 0)
    after = read_rows(out, "figures")
    decided = after[figure["figure_id"]]
    assert (decided["status"], decided["value"].split(".")[0], decided["raw_text"]) == (
        "decided",
        "41736440273",
        PRINT,
    )
    # The print stays what it is: uneven groups.
    told = r"diputuskan oleh Budi, \d{4}-\d\d-\d\d: uji; kelompok angka tidak bertiga-tiga"
    assert re.fullmatch(told, decided["reason"])
    item = read_rows(out, "items")[asked["item_id"]]
    assert (item["match_status"], item["kode"]) == ("decided", asked["reading"])
    assert item["kode_name"]
    waiting = set(read_rows(out, "review"))
    assert not waiting & {one["question"] for one in made}
    assert {key for key, row in after.items() if row["status"] != before[key]["status"]} >= {
        figure["figure_id"]
    }
    # Nothing changed since: nothing is done.
    assert run_inbox(RunRequest(folder / "inbox", out)).extracted == 0
    for one in made:
        service.undo(one["id"], who="Budi")
    again = run_inbox(RunRequest(folder / "inbox", out))
    assert (again.extracted, again.is_new) == (0, False)
    assert json.loads((out / "latest.json").read_text())["release_id"] == first
    assert read_rows(out, "figures") == before


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_person_decides_in_the_browser(folder: Path, tmp_path: Path) -> None:
    out = folder / "out"
    figure = next(r for r in read_rows(out, "figures").values() if r["raw_text"] == PRINT)
    question = f"figure:{figure['figure_id']}"
    with serve(out) as address, open_browser(tmp_path / "profile") as browser:
        browser.open(f"{address}#{question}")
        browser.wait("document.querySelector('#who')?.open")
        browser.type("Budi Santoso")
        browser.press("Enter")
        browser.wait("!document.querySelector('#who').open")
        browser.wait(f"document.querySelector('.printed')?.textContent === {json.dumps(PRINT)}")
        # The picture is there, and the cell is framed in it.
        browser.wait("document.querySelector('.picture img')?.naturalWidth > 1000")
        red = browser.run(
            """(() => {
              const image = document.querySelector('.picture img');
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
              const pen = canvas.getContext('2d');
              pen.drawImage(image, 0, 0);
              const data = pen.getImageData(0, 0, canvas.width, canvas.height).data;
              let red = 0;
              for (let at = 0; at < data.length; at += 4)
                red += data[at] === 200 && data[at + 1] === 16 && data[at + 2] === 32;
              return red;
            })()"""
        )
        assert red > 500
        browser.press("r")
        browser.type("angka nol hilang")
        browser.press("Enter")
        browser.press("t")
        browser.type("41.736.440.273")
        browser.wait("document.querySelector('#preview').textContent.includes('41,74 miliar')")
        browser.press("Enter")
        # Digits that are not printed: a second word is needed.
        browser.wait(
            "document.querySelector('.message')?.textContent.includes('tidak tercetak')"
        )
        browser.press("Enter")
        browser.wait("state.mine.length === 1")
        browser.wait(f"state.current?.id !== {json.dumps(question)}")
        # Back again and undone, then decided once more with the offered number.
        browser.press("z")
        browser.wait(f"state.mine.length === 0 && state.current?.id === {json.dumps(question)}")
        browser.press("1")
        browser.wait("state.mine.length === 1")
        browser.run("document.querySelector('#show-decisions').click()")
        browser.wait("document.querySelectorAll('#ledger tbody tr').length === 1")
        shown = browser.run("document.querySelector('#ledger tbody').textContent")
        assert "Budi Santoso" in shown
        assert "4.173.644.273" in shown
        assert browser.complaints == [
            "Failed to load resource: the server responded with a status of 409 (Conflict)"
        ]
    summary = run_inbox(RunRequest(folder / "inbox", out))
    assert (summary.is_new, summary.exit_code) == (True, 0)
    decided = read_rows(out, "figures")[figure["figure_id"]]
    assert (decided["status"], decided["value"].split(".")[0]) == ("decided", "4173644273")
    assert decided["reason"].startswith("diputuskan oleh Budi Santoso, ")


class Stranger(http.server.BaseHTTPRequestHandler):
    """Another site on this machine: a page that tries what a browser lets it try."""

    def do_GET(self) -> None:
        """Answer with an empty page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>stranger</title>")

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_page_of_another_site_can_neither_write_nor_read_nor_frame(tmp_path: Path) -> None:
    curated = make_curated(tmp_path)
    stranger = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stranger)
    threading.Thread(target=stranger.serve_forever, daemon=True).start()
    body = json.dumps({"id": SUSPECT, "who": "Maling", "kind": "accept"})
    attack = f"""(async () => {{
      const tries = [];
      const home = ADDRESS;
      for (const mode of ["cors", "no-cors"])
        for (const type of ["application/json", "text/plain"])
          for (const token of ["", "guess"]) {{
            const headers = {{"Content-Type": type, ...(token && {{"X-Sidak-Token": token}})}};
            const options = {{method: "POST", mode, headers, body: {json.dumps(body)}}};
            tries.push(fetch(home + "api/decide", options).then((a) => a.text(), () => ""));
          }}
      tries.push(fetch(home).then((a) => a.text(), () => ""));
      tries.push(fetch(home + "api/queue").then((a) => a.text(), () => ""));
      tries.push(new Promise((done) => {{
        const image = new Image();
        image.onload = () => done("picture");
        image.onerror = () => done("");
        image.src = home + "api/picture?id={SUSPECT}";
      }}));
      return (await Promise.all(tries)).join("");
    }})()"""
    try:
        with serve(curated) as address, open_browser(tmp_path / "profile") as browser:
            browser.open(f"http://127.0.0.1:{stranger.server_address[1]}/")
            browser.wait("document.title === 'stranger'")
            assert browser.run(attack.replace("ADDRESS", json.dumps(address))) == ""
            assert not (curated / "decisions").exists()
            # What a report prints is text on the own page, whatever it looks like.
            browser.open(f"{address}#{ITEM}")
            browser.wait("document.querySelector('#choices')")
            assert HOSTILE in browser.run("document.querySelector('#choices').textContent")
            assert browser.run("document.querySelectorAll('img[onerror]').length") == 0
    finally:
        stranger.shutdown()
        stranger.server_close()
