"""Writes a graph with the encoder's inputs and outputs that computes next to nothing: each vector is a multiple of a text's
second token. With it `./retort bench embed` measures what reading, cutting into tokens and storing could do at most.

    no_model.py FILE

Needs the onnx package (Debian: python3-onnx).
"""

import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HIDDEN = 256


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    direction = np.cos(np.arange(HIDDEN)).astype(np.float32).reshape(1, HIDDEN)
    constants = [
        numpy_helper.from_array(direction, "direction"),
        *(numpy_helper.from_array(np.array([value], np.int64), name) for name, value in (("one", 1), ("two", 2))),
    ]
    nodes = [
        helper.make_node("Slice", ["input_ids", "one", "two", "one"], ["token"]),
        helper.make_node("Cast", ["token"], ["number"], to=TensorProto.FLOAT),
        helper.make_node("MatMul", ["number", "direction"], ["embedding"]),
    ]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"])
        for name in ("input_ids", "attention_mask")
    ]
    outputs = [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", HIDDEN])]
    graph = helper.make_graph(nodes, "no-model", inputs, outputs, constants)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), sys.argv[1])


if __name__ == "__main__":
    main()
