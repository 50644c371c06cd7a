"""The engine `llm`: any OpenAI-compatible server writes the draft, through instructor, in a schema made for the document."""
