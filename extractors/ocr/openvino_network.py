"""The network of PP-OCR, run by OpenVINO with numbers of 16 bits.

Where the processor has instructions for them (bfloat16) that takes half the time of 32 bits.
What is read is the same but for one line in a hundred, which is as often right as not.
"""

import sys
from pathlib import Path

import numpy as np

from sidak.extractors.ocr.line_network import (
    Floats,
    LastLayer,
    LineNetwork,
    choose_characters,
)

#: What a processor says of itself that reckons with 16 bits.
_HALF_PRECISION = "BF16"
#: How many operations prepared for one shape are kept for the next batch of that shape. With
#: the 5,000 that are usual a process grew to 800 MB over a long scan; 200 take 40 MB.
_PREPARED_OPERATIONS = 200


def load_by_openvino(file: Path) -> LineNetwork | None:
    """Load the network to be run with 16 bits; ``None`` where that cannot be done."""
    # it sends statistics of its use unless this package is missing, for which it is prepared
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    try:
        import openvino
    except ImportError:
        return None
    core = openvino.Core()
    if _HALF_PRECISION not in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
        return None
    model = core.read_model(file)
    columns, characters = choose_characters(model.get_rt_info(["framework", "character"]).value)
    nodes = model.get_ordered_ops()
    product = [n for n in nodes if n.get_type_name() == "MatMul"][-1]
    addition = [n for n in nodes if n.get_type_name() == "Add"][-1]
    # copies: the model is not kept
    weights, bias = (
        np.array(n.input_value(1).get_node().get_data(), np.float32)
        for n in (product, addition)
    )
    features = openvino.Model([product.input_value(0)], model.get_parameters(), "features")
    # one thread: pages are what is read in parallel
    compiled = core.compile_model(
        features,
        "CPU",
        {
            "INFERENCE_NUM_THREADS": 1,
            "NUM_STREAMS": 1,
            "INFERENCE_PRECISION_HINT": "bf16",
            "CPU_RUNTIME_CACHE_CAPACITY": str(_PREPARED_OPERATIONS),
        },
    )
    request = compiled.create_infer_request()
    last = LastLayer(weights, bias, columns)

    def run(stack: Floats) -> Floats:
        request.infer({0: stack})
        return last.find_shares(np.asarray(request.get_output_tensor(0).data, np.float32))

    return LineNetwork(run, characters)
