"""Transports round the conversation: HTTP, WebSocket, WebRTC; and rooms for two devices.

Owns sockets, threads, queues, limits of addresses and sessions, headers, logs and metrics. Must not decide what is
said: it hands messages to `converse` and `room`, and does what they answer.
"""
