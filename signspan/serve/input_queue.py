"""What a page sends to be heard or seen, on its way to the session's recognising thread.

At most `MAX_INPUTS` inputs wait. When it is full, old landmark frames are thinned to every second one, then the oldest
sound is dropped; the newest input is never refused, because the end of a sign or of a sentence is what decides it.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

MAX_INPUTS = 100  # ten seconds of sound, three of landmarks

Kind = Literal["sound", "landmarks", "control"]
Work = Callable[[], Any]


@dataclass(slots=True)
class InputQueue:
    """`put` on the event loop, `get` by one task there."""

    _inputs: deque[tuple[Kind, Work]] = field(default_factory=deque)
    _filled: asyncio.Event = field(default_factory=asyncio.Event)

    def __len__(self) -> int:
        return len(self._inputs)

    def put(self, kind: Kind, work: Work) -> bool:
        """Takes an input; false where sound was lost for it."""
        kept = len(self._inputs) < MAX_INPUTS or self._thin() or self._drop_sound()
        self._inputs.append((kind, work))
        self._filled.set()
        return kept

    async def get(self) -> Work:
        """The oldest input, as soon as there is one."""
        await self._filled.wait()
        _, work = self._inputs.popleft()
        if not self._inputs:
            self._filled.clear()
        return work

    def _thin(self) -> bool:
        """Drops every second landmark frame; whether that made room. A lone frame, the end of what was seen, stays."""
        frames = [one for one in self._inputs if one[0] == "landmarks"]
        if len(frames) < 2:
            return False
        dropped = {id(one) for one in frames[::2]}
        self._inputs = deque(one for one in self._inputs if id(one) not in dropped)
        return True

    def _drop_sound(self) -> bool:
        """Drops the oldest sound, or the oldest input where there is none; false, for something was lost."""
        oldest = next((one for one in self._inputs if one[0] == "sound"), self._inputs[0])
        self._inputs.remove(oldest)
        return False
