"""Two separate devices: how fast sentences get from one to the other, over good and bad connections."""
