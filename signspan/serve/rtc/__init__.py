"""Conversations over WebRTC: the messages of `/ws` on data channels, handled by the same session.

`call` answers an offer, `channel` is the session's transport, `pieces` splits long messages.
"""
