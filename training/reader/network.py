"""The network: an encoder of word pieces, tags over them, and scores of what fills which slot of a trigger."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from transforms.reader.candidates import Slot
from transforms.reader.model import DISTANCES, GENRES, KINDS, NEARNESS, STATUSES, TAGGED
from transforms.reader.pieces import LAYERS, ROLES, SHAPES, STATES

WIDTH, HEADS, INNER = 384, 12, 1536
_NARROW, _HIDDEN = 192, 160


class _Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.wide, self.back = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def heads(linear: nn.Linear) -> Tensor:
            return linear(x).view(batch, length, HEADS, -1).transpose(1, 2)

        y = functional.scaled_dot_product_attention(
            heads(self.query), heads(self.key), heads(self.value), attn_mask=mask
        )
        x = self.norm(x + self.drop(self.out(y.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm2(x + self.drop(self.back(functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """MiniLM, with what the shape of a word, the gazetteer and the grammar say added to each piece."""

    def __init__(self, layers: int = 6) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.kinds = nn.Parameter(torch.zeros(WIDTH))
        self.shapes, self.known, self.roles, self.states = (
            nn.Embedding(len(codes), WIDTH) for codes in (SHAPES, LAYERS, ROLES, STATES)
        )
        for added in (self.shapes, self.known, self.roles, self.states):
            nn.init.normal_(added.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(_Layer() for _ in range(layers))

    def forward(  # noqa: PLR0917  # one array for each input of the exported graph
        self, ids: Tensor, shapes: Tensor, layers: Tensor, roles: Tensor, states: Tensor, mask: Tensor
    ) -> Tensor:
        """Return the hidden states of windows of pieces."""
        x = (
            self.words(ids)
            + self.positions.weight[: ids.shape[1]]
            + self.kinds
            + self.shapes(shapes)
            + self.known(layers)
            + self.roles(roles)
            + self.states(states)
        )
        x = self.drop(self.norm(x))
        bias = torch.where(mask, 0.0, -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def start_from(self, folder: Path) -> None:
        """Take the published weights."""
        weights = load_file(folder / "model.safetensors")
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
            self.kinds.copy_(weights["embeddings.token_type_embeddings.weight"][0])
            self.norm.load_state_dict(_part(weights, "embeddings.LayerNorm"))
            for index, layer in enumerate(self.layers):
                start = f"encoder.layer.{index}"
                for module, name in (
                    (layer.query, "attention.self.query"), (layer.key, "attention.self.key"),
                    (layer.value, "attention.self.value"), (layer.out, "attention.output.dense"),
                    (layer.norm, "attention.output.LayerNorm"), (layer.wide, "intermediate.dense"),
                    (layer.back, "output.dense"), (layer.norm2, "output.LayerNorm"),
                ):  # fmt: skip
                    module.load_state_dict(_part(weights, f"{start}.{name}"))


def _part(weights: dict[str, Tensor], name: str) -> dict[str, Tensor]:
    return {key: weights[f"{name}.{key}"] for key in ("weight", "bias")}


class _Pairs(nn.Module):
    """Scores of all pairs of spans of two lists."""

    def __init__(self, outputs: int, features: int) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(WIDTH, _NARROW), nn.Linear(WIDTH, _NARROW)
        self.mix = nn.Linear(3 * _NARROW + features, _HIDDEN)
        self.out = nn.Linear(_HIDDEN, outputs)
        self.drop = nn.Dropout(0.1)

    def forward(self, left: Tensor, right: Tensor, features: Tensor) -> Tensor:
        shape = (len(left), len(right), -1)
        a, b = self.left(left)[:, None].expand(shape), self.right(right)[None].expand(shape)
        return self.out(self.drop(functional.gelu(self.mix(torch.cat([a, b, a * b, features], -1)))))


class Network(nn.Module):
    """All that is learned."""

    def __init__(self, layers: int = 6) -> None:
        super().__init__()
        self.encoder = Encoder(layers)
        self.tags = nn.Linear(WIDTH, len(TAGGED) * 3)
        self.kind, self.status = nn.Linear(WIDTH, len(KINDS)), nn.Linear(WIDTH, len(STATUSES))
        self.genre, self.main = nn.Linear(WIDTH, len(GENRES)), nn.Linear(2 * WIDTH, 2)
        self.links = _Pairs(3, len(Slot) + DISTANCES + NEARNESS)
        self.homes = _Pairs(1, DISTANCES + NEARNESS)
        self.homeless = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(0.1)
