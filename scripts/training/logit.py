"""Conditional logit with L2: of the options of each example one of the right ones is to be the likeliest."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from scripts.training.examples import Example

FOLDS = 5
_STEPS = 120
_ALIKE: Mapping[str, float] = MappingProxyType({})


def fold_of(article: str) -> int:
    """The fold of an article: by its name, so that it stays the same whatever else is in the corpora."""
    return zlib.crc32(article.encode()) % FOLDS


def seen(examples: Sequence[Example], features: int, fewest: int) -> np.ndarray:
    """The column of each feature that is seen in enough examples; -1 for the others."""
    counts = Counter(f for example in examples for f in {f for option in example.options for f in option})
    columns = np.full(features, -1)
    kept = [f for f in range(features) if counts[f] >= fewest]
    columns[kept] = np.arange(len(kept))
    return columns


@dataclass(frozen=True)
class Design:
    """Examples as one sparse matrix, a row an option."""

    matrix: csr_matrix
    starts: np.ndarray
    """The first row of each example."""
    right: np.ndarray
    """Is the option of a row right?"""
    weights: np.ndarray
    """How much each example counts."""

    def rows(self, chosen: np.ndarray) -> Design:
        """Some of the examples, given by a mask."""
        lengths = np.diff(np.r_[self.starts, self.matrix.shape[0]])
        mask = np.repeat(chosen, lengths)
        starts = np.r_[0, np.cumsum(lengths[chosen])[:-1]] if chosen.any() else np.zeros(0, int)
        return Design(self.matrix[mask], starts, self.right[mask], self.weights[chosen])


def design(examples: Sequence[Example], columns: np.ndarray, weights: Mapping[str, float] = _ALIKE) -> Design:
    """The matrix of the examples over the features that have a column; ``weights`` say how much a corpus counts."""
    rows, cols, starts, right = [], [], [], []
    row = 0
    for example in examples:
        starts.append(row)
        for option, is_right in zip(example.options, example.right, strict=True):
            kept = sorted({columns[f] for f in option if columns[f] >= 0})
            rows += [row] * len(kept)
            cols += kept
            right.append(is_right)
            row += 1
    width = int(columns.max()) + 1
    matrix = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(row, width))
    counts = np.array([weights.get(example.corpus, 1.0) for example in examples])
    return Design(matrix, np.array(starts), np.array(right), counts)


def fit(data: Design, strength: float) -> np.ndarray:
    """The weights: minimal loss with L2 of this strength. Examples without a right option teach nothing."""
    starts, right = data.starts, data.right
    which = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(right)]))
    teaches = np.add.reduceat(right.astype(float), starts) > 0
    counts = teaches * data.weights
    transposed = data.matrix.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = data.matrix @ weights
        highest = np.maximum.reduceat(scores, starts)
        powers = np.exp(scores - highest[which])
        every = np.add.reduceat(powers, starts)
        good = np.where(teaches, np.add.reduceat(np.where(right, powers, 0.0), starts), every)
        pulled = np.where(right, powers, 0.0) / good[which]
        gradient = transposed @ ((powers / every[which] - pulled) * counts[which])
        value = -(counts * (np.log(good) - np.log(every))).sum()
        return value + 0.5 * strength * weights @ weights, gradient + strength * weights

    start = np.zeros(data.matrix.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS, "ftol": 1e-8})
    return np.asarray(found.x)


def picks(data: Design, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The likeliest option of each example, as its place among them, and its probability."""
    scores = data.matrix @ weights
    ends = np.r_[data.starts[1:], len(scores)]
    places, probabilities = [], []
    for start, end in zip(data.starts, ends, strict=True):
        powers = np.exp(scores[start:end] - scores[start:end].max())
        best = int(powers.argmax())
        places.append(best)
        probabilities.append(powers[best] / powers.sum())
    return np.array(places), np.array(probabilities)


def out_of_fold(examples: Sequence[Example], data: Design, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """Picks and probabilities of each example by weights that never saw its article."""
    folds = np.array([fold_of(example.article) for example in examples])
    places, probabilities = np.zeros(len(examples), int), np.zeros(len(examples))
    for fold in range(FOLDS):
        held = folds == fold
        weights = fit(data.rows(~held), strength)
        places[held], probabilities[held] = picks(data.rows(held), weights)
    return places, probabilities


def platt(odds: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Slope and shift of the logistic curve that tells from log odds how often a choice is right (Platt 1999)."""

    def loss(line: np.ndarray) -> float:
        signed = np.where(right, 1.0, -1.0) * (line[0] * odds + line[1])
        return float(np.logaddexp(0.0, -signed).sum())

    slope, shift = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(slope), float(shift)
