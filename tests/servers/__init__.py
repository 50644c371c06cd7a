"""Servers that speak OpenAI's Chat Completions interface on loopback, and the tests that run against them."""
