"""The network of PP-OCR, run by `onnxruntime`.

`openvino_network` runs it in half the time where it can.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

#: Numbers from or for the network.
Floats = npt.NDArray[np.float32]
#: What the network knows beside Latin script is not looked at: no report prints it.
CHARACTERS = frozenset(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "!\"#$%&'()*+,-./:;<=>?@[]_|~°±×÷≤≥–—•²³½¼ "
)


@dataclass(frozen=True, slots=True)
class LineNetwork:
    """The network, loaded.

    Attributes:
        run: Takes images of lines of one width, and returns how likely each character is: one
            row a line, one column a step, 0 to 1.
        characters: What the answers mean; the first means nothing.
    """

    run: Callable[[Floats], Floats]
    characters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LastLayer:
    """The last layer of the network: from features of a step to characters.

    It knows 18,710 characters. Their sum is needed only where a step shows one of those that
    are looked at, in half of the steps.

    Attributes:
        weights: One row a feature, one column a character.
        bias: One number a character.
        columns: The characters that are looked at; the first means nothing.
    """

    weights: Floats
    bias: Floats
    columns: npt.NDArray[np.int64]

    def find_shares(self, features: Floats) -> Floats:
        """Return how likely each character is, of those that are looked at.

        Steps that show no character are taken for sure.
        """
        own = features @ self.weights[:, self.columns] + self.bias[self.columns]
        shares = np.zeros_like(own)
        shares[..., 0] = 1
        shows = own.argmax(axis=-1) != 0
        if shows.any():
            every = features[shows] @ self.weights + self.bias
            highest = every.max(axis=1, keepdims=True)
            total = np.exp(every - highest).sum(axis=1, keepdims=True)
            shares[shows] = np.exp(own[shows] - highest) / total
        return shares


def choose_characters(known: str) -> tuple[npt.NDArray[np.int64], tuple[str, ...]]:
    """Choose the characters that are looked at.

    Args:
        known: What the network knows, one character a line.

    Returns:
        Their numbers among the answers of the network, and the characters.
    """
    names = ["", *known.splitlines(), " "]
    columns = [0, *(i for i, ch in enumerate(names) if ch in CHARACTERS and ch)]
    return np.array(columns), tuple(names[i] for i in columns)


def load_by_onnxruntime(file: Path) -> LineNetwork:
    """Load the network to be run with 32 bits.

    Raises:
        ImportError: If ``onnxruntime`` is not installed.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # one thread: pages are what is read in parallel
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(
        str(file), options, providers=["CPUExecutionProvider"]
    )
    columns, characters = choose_characters(
        session.get_modelmeta().custom_metadata_map["character"]
    )
    name = session.get_inputs()[0].name

    def run(stack: Floats) -> Floats:
        answers: Any = session.run(None, {name: stack})[0]
        return np.asarray(answers[:, :, columns], np.float32)

    return LineNetwork(run, characters)
