"""What the presenting workers compute. Apart from `engines`, so that they start without what only the server needs."""

from signspan.audio import to_pcm16
from signspan.events import Plan, TimelineEntry
from signspan.motion.vrma import to_vrma
from signspan.perform.performance import perform
from signspan.perform.personal import Personal
from signspan.speak import voice


def say(text: str, speed: float) -> tuple[int, bytes]:
    """Sample rate and 16-bit PCM of a spoken sentence."""
    return voice.RATE, to_pcm16(voice.say(text, speed))


def sign(plan: Plan, personal: Personal) -> tuple[tuple[TimelineEntry, ...], bytes]:
    """Timeline and VRM animation of a plan, with the `personal` signs of whoever asks."""
    performance = perform(plan, personal=personal)
    return performance.timeline, to_vrma(performance)
