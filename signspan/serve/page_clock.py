"""A page's clock on the server's: by the message that took least time to come."""

from dataclasses import dataclass


@dataclass(slots=True)
class PageClock:
    """`offset_s` is the server's clock minus the page's, over the fastest message so far."""

    offset_s: float = float("inf")

    def said(self, page_s: float, now_s: float) -> None:
        """A message that the page sent at `page_s` of its clock came at `now_s` of the server's."""
        self.offset_s = min(self.offset_s, now_s - page_s)

    def place(self, page_s: float, now_s: float) -> float:
        """A time of the page on the server's clock; never later than its arrival."""
        self.said(page_s, now_s)
        return min(page_s + self.offset_s, now_s)
