"""Two devices apart from each other: how fast what is said on one is there on the other, over good lines and bad."""
