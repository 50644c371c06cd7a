"""Batches: many documents in, one line of JSON for each out; nothing is lost and nothing is done twice.

- `runner`: a batch from beginning to end;
- `inputs`: files, folders, patterns and JSONL become items, drawn lazily;
- `task`: one item becomes one line of output;
- `worker_pool`: the same in several processes, for the offline engine;
- `journal`: the output file, which is also the checkpoint that `--resume` continues;
- `database`: the same as an SQLite database;
- `accounting`: what the user allows, what was spent and done, and how it is shown meanwhile;
- `rate_limiter`, `provider_batch`: how requests are sent to a model's server;
- `estimate`: what a batch will take.
"""
