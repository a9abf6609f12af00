"""Every figure the project publishes, each one function that returns numbers."""
