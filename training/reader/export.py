"""Writing what was learned as the files that the program loads: encoder in ONNX, heads, tokenizer, card."""

import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.reader.network import Network

_INPUTS = ("ids", "shapes", "layers", "roles", "states", "mask")


def export(network: Network, source: Path, target: Path, version: str) -> None:
    """Write the model: the encoder with weights of 8 bits, a quarter of the size."""
    network.eval()
    target.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 20000, (2, 24))
    zero, mask = torch.zeros_like(ids), torch.ones(2, 24, dtype=torch.bool)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.onnx")
        axes = {name: {0: "rows", 1: "pieces"} for name in (*_INPUTS, "hidden")}
        torch.onnx.export(
            network.encoder, (ids, zero, zero, zero, zero, mask), str(whole), input_names=list(_INPUTS),
            output_names=["hidden"], dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, target / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    heads = {
        n: p.detach().numpy().astype(np.float16) for n, p in network.named_parameters() if not n.startswith("encoder")
    }
    np.savez_compressed(target / "heads.npz", **heads)
    shutil.copy(source / "tokenizer.json", target / "tokenizer.json")
    (target / "card.json").write_text(json.dumps({"version": version}) + "\n", encoding="utf-8")
