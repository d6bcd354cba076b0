"""Learning: batches of texts, one loss over tags, attributes, links and homes."""

import logging
import random
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.reader.examples import IGNORE, Example, Trigger
from training.reader.network import Network
from transforms.reader.candidates import Slot
from transforms.reader.model import LINKS, TAGGED, Span, apart, batch_of
from transforms.reader.pieces import Pieces, windows

ENCODER_RATE, HEAD_RATE = 1.2e-4, 1e-3
_WARM_UP, _LOWEST = 0.1, 0.02
_LONG, _OF_LONG = 400, 0.5
_UNREAD = 0.25
_ALIKE = 30  # pieces: texts of about one length share a batch
# Fillers are rare, and missing one costs as much as inventing one; tags and their probabilities are left as they are.
_WEIGHTS = torch.tensor([0.7, 1.2, 1.2])
# How much each part of the loss counts.
_TAGS, _ATTRIBUTE, _GENRE, _LINKS, _HOMES = 3.0, 0.6, 0.2, 2.0, 0.8
_SLOTS = torch.eye(len(Slot))

logger = logging.getLogger(__name__)


def learn(  # what a recipe says
    network: Network,
    examples: Sequence[Example],
    epochs: int,
    *,
    size: int = 8,
    pace: float = 1.0,
    half: bool = False,
) -> None:
    """Let a network learn from examples, so many times each.

    The rate of learning rises over the first tenth of the steps and falls over the rest; `pace` is a factor of it, and
    `half` computes in bfloat16. The embeddings of word pieces stay as they were published, so that words that no text
    holds keep their place. Of long texts, which cost most and tell little for their length, each time half are drawn.
    One text in four is shown without what the grammar reads in it, so that the network learns to read and not only to
    agree.
    """
    draw = random.Random(1)  # noqa: S311 (a shuffle, no secret)
    kept = [example for example in examples if len(example.pieces)]
    network.encoder.words.weight.requires_grad_(requires_grad=False)
    optimiser = _optimiser(network, pace)
    begun = time.monotonic()
    for epoch in range(epochs):
        network.train()
        total = 0.0
        drawn = [_shown(example, draw) for example in kept if len(example.pieces) < _LONG or draw.random() < _OF_LONG]
        batches = _batches(drawn, size, draw)
        for step, batch in enumerate(batches, 1):
            _set_rate(optimiser, (epoch + step / len(batches)) / epochs)
            with torch.autocast("cpu", torch.bfloat16, enabled=half):
                loss = loss_of(network, batch).float()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            total += float(loss.detach())
        logger.info(
            "epoch %d of %d: loss %.3f, %.0f s", epoch + 1, epochs, total / len(batches), time.monotonic() - begun
        )


def _shown(example: Example, draw: random.Random) -> Example:
    """Return an example as it is learned from this time."""
    if draw.random() >= _UNREAD:
        return example
    nothing = np.zeros_like(example.pieces.roles)
    return replace(example, pieces=replace(example.pieces, roles=nothing, states=nothing))


def _optimiser(network: Network, pace: float) -> torch.optim.Optimizer:
    groups: list[list[nn.Parameter]] = [[], []]
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            groups[not name.startswith("encoder")].append(parameter)
    rates = [rate * pace for rate in (ENCODER_RATE, HEAD_RATE)]
    return torch.optim.AdamW(
        [{"params": group, "lr": rate, "rate": rate} for group, rate in zip(groups, rates, strict=True)],
        weight_decay=0.01,
    )


def _set_rate(optimiser: torch.optim.Optimizer, done: float) -> None:
    factor = min(1.0, done / _WARM_UP) * max(_LOWEST, 1 - done)
    for group in optimiser.param_groups:
        group["lr"] = group["rate"] * factor


def _batches(examples: Sequence[Example], size: int, draw: random.Random) -> list[list[Example]]:
    """Return batches of texts of like length, in random order."""
    ordered = sorted(examples, key=lambda example: len(example.pieces) + draw.random() * _ALIKE)
    batches = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    draw.shuffle(batches)
    return batches


def loss_of(network: Network, batch: Sequence[Example]) -> Tensor:
    """Return the loss of a batch."""
    states = _states(network, [example.pieces for example in batch])
    parts = [_TAGS * _tag_loss(network, states, batch)]
    heads, wholes, links, homes = [], [], [], []
    for hidden, example in zip(states, batch, strict=True):
        fillers = _means(hidden, [span for _, span in example.candidates])
        if example.triggers:
            heads.append(_means(hidden, [trigger.span for trigger in example.triggers]))
            wholes.append(hidden.mean(0).expand_as(heads[-1]))
            links.append(_link_scores(network, heads[-1], fillers, example))
        homes.extend(_home_losses(network, fillers, example))
    if heads:
        triggers = [trigger for example in batch for trigger in example.triggers]
        parts.extend(_attribute_losses(network, torch.cat(heads), torch.cat(wholes), triggers))
        wanted = torch.tensor([link for trigger in triggers for link in trigger.links])
        if bool((wanted != IGNORE).any()):
            parts.append(
                _LINKS * functional.cross_entropy(torch.cat(links), wanted, weight=_WEIGHTS, ignore_index=IGNORE)
            )
    if homes:
        parts.append(_HOMES * torch.stack(homes).mean())
    return torch.stack(parts).sum()


def _states(network: Network, texts: Sequence[Pieces]) -> list[Tensor]:
    """Return the hidden states of each text, stitched from its windows as the reader does it."""
    rows = [(index, window) for index, pieces in enumerate(texts) for window in windows(len(pieces))]
    batch = batch_of([(texts[index], window) for index, window in rows])
    hidden = network.encoder(**{name: torch.from_numpy(array) for name, array in batch.items()})
    parts: list[list[Tensor]] = [[] for _ in texts]
    for row, (index, w) in zip(hidden, rows, strict=True):
        parts[index].append(row[1 + w.keep_start - w.start : 1 + w.keep_stop - w.start])
    return [torch.cat(part) for part in parts]


def _means(hidden: Tensor, spans: Sequence[Span]) -> Tensor:
    if not spans:
        return hidden.new_zeros(0, hidden.shape[1])
    sums = torch.cat([hidden.new_zeros(1, hidden.shape[1]), hidden.cumsum(0)])
    at = torch.tensor(spans)
    return (sums[at[:, 1]] - sums[at[:, 0]]) / (at[:, 1] - at[:, 0])[:, None]


def _tag_loss(network: Network, states: Sequence[Tensor], batch: Sequence[Example]) -> Tensor:
    scores = torch.cat([network.tags(network.drop(hidden)).view(-1, len(TAGGED), 3) for hidden in states])
    tags = torch.from_numpy(np.concatenate([example.tags.T for example in batch]))
    return functional.cross_entropy(scores.reshape(-1, 3), tags.reshape(-1), ignore_index=IGNORE)


def _link_scores(network: Network, heads: Tensor, fillers: Tensor, example: Example) -> Tensor:
    spans = [span for _, span in example.candidates]
    slots = _SLOTS[[slot for slot, _ in example.candidates]].expand(len(heads), -1, -1)
    distance = torch.from_numpy(apart(example.pieces, [trigger.span for trigger in example.triggers], spans))
    return network.links(heads, fillers, torch.cat([slots, distance], -1)).reshape(-1, len(LINKS))


def _home_losses(network: Network, fillers: Tensor, example: Example) -> list[Tensor]:
    """Return for each person the loss of choosing a party, or none where none of the text is right."""
    losses = []
    for person, labels in example.homes:
        parties = [index for index, label in enumerate(labels) if label != IGNORE]
        right = [labels[index] == 1 for index in parties]
        who = fillers[[person]]
        scores = network.homeless(who)[0]
        if parties:
            span = example.candidates[person][1]
            distance = apart(example.pieces, [span], [example.candidates[index][1] for index in parties])
            scores = torch.cat([network.homes(who, fillers[parties], torch.from_numpy(distance))[0, :, 0], scores])
        losses.append(_any_of(scores[None], [[*(i for i, r in enumerate(right) if r)] or [len(parties)]]))
    return losses


def _attribute_losses(network: Network, heads: Tensor, wholes: Tensor, triggers: Sequence[Trigger]) -> list[Tensor]:
    both = network.drop(torch.cat([heads, wholes], -1))
    heads = both[:, : heads.shape[1]]
    return [
        _ATTRIBUTE * _any_of(network.kind(heads), [trigger.kinds for trigger in triggers]),
        _ATTRIBUTE * _any_of(network.status(heads), [trigger.statuses for trigger in triggers]),
        _GENRE * _any_of(network.genre(heads), [[trigger.genre] for trigger in triggers]),
        _ATTRIBUTE * _any_of(network.main(both), [[trigger.main] for trigger in triggers]),
    ]


def _any_of(scores: Tensor, right: Sequence[Sequence[int]]) -> Tensor:
    """Return the mean loss where several answers are right."""
    allowed = torch.full_like(scores, -1e9)
    for row, answers in enumerate(right):
        allowed[row, list(answers)] = 0.0
    return (torch.logsumexp(scores, -1) - torch.logsumexp(scores + allowed, -1)).mean()
