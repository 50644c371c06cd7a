"""The engine `llm`: an OpenAI-compatible server writes the draft, through instructor, in a schema made per document."""
