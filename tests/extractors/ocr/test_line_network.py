"""The network of PP-OCR, loaded and run."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from sidak.extractors.ocr.line_network import (
    LastLayer,
    choose_characters,
    load_by_onnxruntime,
)
from sidak.extractors.ocr.openvino_network import load_by_openvino
from sidak.extractors.ocr.ppocr import NETWORK, PACKAGE

#: Weights of one feature, and bias, of nothing, a character that is not looked at, and two
#: others.
LAYER = LastLayer(
    np.array([[0.0, 1.0, 2.0, 3.0]], np.float32),
    np.array([1.0, 0.0, 0.0, -1.0], np.float32),
    np.array([0, 2, 3]),
)


def find_network() -> Path:
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0], NETWORK)


def test_characters_are_those_of_latin_script_behind_the_one_that_means_nothing() -> None:
    columns, characters = choose_characters("a\n漢\n7\n")
    assert columns.tolist() == [0, 1, 3, 4]
    assert characters == ("", "a", "7", " ")


def test_a_share_is_one_of_all_characters_and_a_step_without_one_is_sure() -> None:
    shares = LAYER.find_shares(np.array([[[0.0], [1.0]]], np.float32))
    # the second step: 1, 1, 2, 2 before the exponential
    total = 2 * np.exp(1) + 2 * np.exp(2)
    expected = [[[1, 0, 0], [np.exp(1) / total, np.exp(2) / total, np.exp(2) / total]]]
    assert shares == pytest.approx(np.array(expected), rel=1e-6)


def test_large_numbers_do_not_overflow() -> None:
    shares = LAYER.find_shares(np.array([[[300.0]]], np.float32))
    assert shares == pytest.approx(np.array([[[0, 0, 1]]]), abs=1e-6)


def test_both_ways_of_running_the_network_read_the_same() -> None:
    by_openvino = load_by_openvino(find_network())
    if by_openvino is None:
        pytest.skip("openvino is not installed, or the processor has no bfloat16")
    by_onnxruntime = load_by_onnxruntime(find_network())
    assert by_openvino.characters == by_onnxruntime.characters
    line = np.ones((1, 3, 48, 128), np.float32)
    line[:, :, 14:34, 30:34] = line[:, :, 14:34, 60:64] = -1
    shares = [network.run(line) for network in (by_openvino, by_onnxruntime)]
    best = [share.argmax(axis=-1) for share in shares]
    assert best[0].any()
    assert best[0].tolist() == best[1].tolist()
    shows = best[0] != 0
    assert shares[0][shows] == pytest.approx(shares[1][shows], abs=0.05)


def test_without_openvino_there_is_the_other_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    assert load_by_openvino(find_network()) is None


def test_no_statistics_of_use_are_made(tmp_path: Path) -> None:
    code = (
        "import sys, threading\n"
        "from pathlib import Path\n"
        "from sidak.extractors.ocr.openvino_network import load_by_openvino\n"
        f"load_by_openvino(Path({str(find_network())!r}))\n"
        "print(sys.modules['openvino_telemetry'], threading.active_count())\n"
    )
    environment = {**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "None 1\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_memory_does_not_grow_with_every_width_of_lines() -> None:
    network = load_by_openvino(find_network())
    if network is None:
        pytest.skip("openvino is not installed, or the processor has no bfloat16")
    sizes = []
    for width in (504, *range(500, 20, -4)):
        network.run(np.zeros((1, 3, 48, width), np.float32))
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        sizes.append(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)
    assert sizes[-1] - sizes[60] < 80  # MB; 173 without the limit
