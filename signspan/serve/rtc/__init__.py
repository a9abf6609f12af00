"""Conversations over WebRTC: the messages of `/ws` on data channels, and the same session behind them.

`call` answers an offer, `channel` is what the session talks over, `pieces` cuts what is too long for one message.
"""
