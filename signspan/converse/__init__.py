"""One conversation, sans I/O: turn-taking, clarification, the latency ledger."""
