"""Tests against a running server, which is named by the environment; see README.md."""
