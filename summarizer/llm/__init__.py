"""The engine `llm`: a model behind an OpenAI-compatible server writes the draft.

`writer` asks a question made of a prompt (`prompts`) and a response model (`answer_schema`, `shape_schema`);
`client` has it answered, in attempts that `retry` decides on; `instructor_adapter` and `openai_adapter` send it;
`response_parser` and `error_translation` read what comes back; `answer_cache` stores it; `providers` knows addresses
and prices.
"""
