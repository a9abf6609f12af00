"""A bounded buffer of sound. When full, it drops the oldest samples and counts them."""

import numpy as np

from signspan.audio import Samples


class Ring:
    """Holds the newest `capacity` samples in order."""

    def __init__(self, capacity: int) -> None:
        self._samples = np.zeros(capacity, np.float32)
        self._start = 0
        self._length = 0
        self.lost = 0

    def __len__(self) -> int:
        return self._length

    def push(self, samples: Samples) -> None:
        """Appends; drops the oldest samples if there is no room."""
        capacity = len(self._samples)
        if len(samples) > capacity:
            self.lost += len(samples) - capacity
            samples = samples[-capacity:]
        overflow = max(0, self._length + len(samples) - capacity)
        self.drop(overflow)
        self.lost += overflow
        at = (self._start + self._length) % capacity
        first = min(len(samples), capacity - at)
        self._samples[at : at + first] = samples[:first]
        self._samples[: len(samples) - first] = samples[first:]
        self._length += len(samples)

    def drop(self, count: int) -> None:
        """Forgets the oldest `count` samples."""
        count = min(count, self._length)
        self._start = (self._start + count) % len(self._samples)
        self._length -= count

    def view(self) -> Samples:
        """A copy of what is held, oldest first."""
        at = (self._start + np.arange(self._length)) % len(self._samples)
        return np.asarray(self._samples[at], np.float32)
