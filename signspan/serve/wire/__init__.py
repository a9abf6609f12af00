"""Generated from `proto/signspan/v1` by `make proto`; not edited by hand."""
