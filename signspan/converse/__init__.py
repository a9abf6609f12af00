"""One conversation, sans I/O: turn-taking, clarification, and the latency ledger.

Owns when a sentence is over, what is asked, and what is remembered. Every method takes the time and returns what
follows; nothing here blocks. Must not know sockets, threads, clocks, or how sentences are translated.
"""
