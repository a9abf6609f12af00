"""Thin transports round the conversation: HTTP and WebSocket."""
