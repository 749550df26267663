"""What runs a model: one file for each."""
